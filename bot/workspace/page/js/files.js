// The files that a message brings: a clip to hear, anything else to keep.
import { h, icon } from "./dom.js";

/** files lists a message's files, each a download; null where it has none. */
export function files(message) {
  if (!message.files?.length) return null;
  return h("div", { class: "files" }, message.files.map((f) => (f.mimetype.startsWith("audio/") ? clip(f) : h("a", {
    class: "file", href: f.url_private, download: f.name, "data-testid": "file", "aria-label": `Download ${f.title}, ${size(f.size)}`,
  }, icon("file", 18), h("span", { class: "file-title" }, f.title), h("span", { class: "muted" }, size(f.size))))));
}

// A clip can be heard where it stands; beside it what Slack heard in it, if anything.
function clip(f) {
  const heard = f.transcription?.preview;
  return h("div", { class: "clip", "data-testid": "clip" },
    h("audio", { controls: true, preload: "none", src: f.url_private, "aria-label": f.title }),
    heard && h("p", { class: "muted" }, `Transcript: ${heard.content}${heard.has_more ? "…" : ""}`));
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
