// Sets the chosen theme before anything is painted, so a dark page never flashes white.
// A classic script on purpose: modules run too late for that.
(() => {
  const stored = (() => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  })();
  if (stored === "light" || stored === "dark") document.documentElement.dataset.theme = stored;
})();
