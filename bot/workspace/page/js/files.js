// The files that a message brings: to be kept, not shown.
import { h, icon } from "./dom.js";

/** files lists a message's files, each a download; null where it has none. */
export function files(message) {
  if (!message.files?.length) return null;
  return h("div", { class: "files" }, message.files.map((f) => h("a", {
    class: "file", href: f.url_private, download: f.name, "data-testid": "file", "aria-label": `Download ${f.title}, ${size(f.size)}`,
  }, icon("file", 18), h("span", { class: "file-title" }, f.title), h("span", { class: "muted" }, size(f.size)))));
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
