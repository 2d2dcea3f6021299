// The inspector: what went between the workspace and the app, newest last, each row opens to its JSON.
import { fill, h, icon } from "./dom.js";
import { toggle } from "./nav.js";
import { S } from "./store.js";
import { clockSeconds } from "./time.js";

/** Inspector draws into node. */
export class Inspector {
  constructor(node) {
    this.node = node;
    this.rows = new Map(); // entry -> node
    this.query = "";
    this.count = h("span", { class: "muted" });
    this.list = h("ol", { class: "journal", "aria-label": "Envelopes and calls", role: "list" });
    this.scroller = h("div", { class: "journal-scroll", tabindex: "0", role: "region", "aria-label": "Journal" }, this.list);
    node.append(h("header", { class: "pane-head" },
      h("h2", { class: "pane-title" }, "Inspector"), this.count,
      h("input", { type: "search", class: "field journal-search", placeholder: "Filter", title: "For example chat.postMessage", "aria-label": "Filter the journal", "data-testid": "inspector-filter",
        oninput: (event) => { this.query = event.target.value.toLowerCase(); this.update(); } }),
      h("button", { type: "button", class: "button button-quiet", onclick: () => { this.cut = S.journal.at(-1); this.update(); } }, "Clear"),
      h("button", { type: "button", class: "icon-button pane-close", "aria-label": "Close inspector", title: "Close inspector", onclick: () => toggle("inspector", false) }, icon("close"))),
    this.scroller);
  }

  update() {
    this.node.hidden = !S.ui.inspector;
    document.getElementById("app").classList.toggle("with-inspector", S.ui.inspector);
    if (!S.ui.inspector) return;
    const shown = S.journal.slice(S.journal.indexOf(this.cut) + 1).filter((e) => this.matches(e));
    const stuck = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 40;
    const rows = new Map(shown.map((e) => [e, this.rows.get(e) || row(e)]));
    const same = rows.size >= this.rows.size && [...this.rows.keys()].every((e, i) => e === shown[i]);
    if (same) this.list.append(...[...rows.values()].slice(this.rows.size));
    else fill(this.list, [...rows.values()]);
    this.rows = rows;
    this.count.textContent = `${shown.length} of ${S.journal.length}`;
    if (stuck) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  matches(e) {
    if (!this.query) return true;
    return `${e.kind} ${e.name} ${e.outcome} ${e.id || ""} ${JSON.stringify(e.body ?? "")}`.toLowerCase().includes(this.query);
  }
}

function row(e) {
  const out = e.direction === "out";
  const good = ["", "ok", "acked", "sent", "open", "closed"].includes(e.outcome || "");
  const details = h("details", { class: "entry" }, h("summary", null,
    h("time", { class: "entry-time" }, clockOf(e.time)),
    h("span", { class: out ? "entry-way out" : "entry-way in", title: out ? "To the app" : "From the app" }, icon(out ? "up" : "down", 12), h("span", null, out ? "to app" : "from app")),
    h("span", { class: "entry-kind" }, e.kind),
    h("span", { class: "entry-name" }, e.name),
    h("span", { class: good ? "entry-outcome" : "entry-outcome bad" }, e.outcome || ""),
    h("span", { class: "entry-ms" }, e.ms ? `${e.ms < 10 ? e.ms.toFixed(1) : Math.round(e.ms)} ms` : "")));
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("pre")) details.append(h("pre", { tabindex: "0" }, JSON.stringify(e.body ?? null, unfolded, 2)));
  });
  return h("li", { "data-testid": "journal-row", "data-kind": e.kind, "data-name": e.name }, details);
}

// A form's field may hold JSON as a string, such as blocks or a view: it is shown as what it is.
function unfolded(key, value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try { return JSON.parse(value); } catch { return value; }
}

function clockOf(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "" : clockSeconds(date);
}
