// The emoji picker: a search box over a grid that the arrow keys walk.
import { fill, h } from "./dom.js";
import { emojiGroups, findEmoji } from "./emoji.js";
import { openPanel } from "./menu.js";

const columns = 8;

/** openPicker shows the picker beside anchor and hands the chosen emoji's name and character to pick. */
export function openPicker(anchor, pick) {
  let close = () => {};
  const one = (e) => h("button", {
    type: "button", class: "picker-emoji", "aria-label": e.name.replaceAll("_", " "), title: `:${e.name}:`, "data-emoji": e.name,
    onclick: () => { close(); pick(e.name, e.char); },
  }, e.char);
  const grid = h("div", { class: "picker-grid" });
  const show = (query) => {
    if (!query) {
      fill(grid, emojiGroups().map((g) => [h("div", { class: "menu-heading" }, g.label), h("div", { class: "picker-row" }, g.items.map(one))]));
      return;
    }
    const found = findEmoji(query, 48);
    fill(grid, found.length ? h("div", { class: "picker-row" }, found.map(one)) : h("p", { class: "hint" }, "No emoji of that name."));
  };
  const search = h("input", {
    type: "search", class: "field", placeholder: "Find an emoji", "aria-label": "Find an emoji",
    oninput: () => show(search.value.trim()),
    onkeydown: (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        grid.querySelector("button")?.click();
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        grid.querySelector("button")?.focus();
      }
    },
  });
  grid.addEventListener("keydown", (event) => {
    const all = [...grid.querySelectorAll("button")];
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!move) return;
    event.preventDefault();
    const to = all.indexOf(document.activeElement) + move;
    if (to < 0) search.focus();
    else all[Math.min(to, all.length - 1)].focus();
  });
  show("");
  close = openPanel(anchor, h("div", { role: "group", "aria-label": "Emoji" }, search, grid), { className: "panel picker", focus: () => search });
}
