// The sidebar: where one can go, and who one is.
import { fill, h, icon } from "./dom.js";
import { avatar } from "./message.js";
import { become, look, remember, toggle } from "./nav.js";
import { openPalette } from "./palette.js";
import { S, changed } from "./store.js";

/** Sidebar draws into node. */
export class Sidebar {
  constructor(node) { this.node = node; }

  update() {
    const sig = JSON.stringify([S.you.id, S.team, S.channels, S.ui.channel, S.ui.inspector, S.ui.strip, dark(), [...S.people.keys()]]);
    this.node.classList.toggle("open", S.ui.side);
    if (sig === this.sig) return;
    this.sig = sig;
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.testid : "";
    const open = S.channels.filter((c) => !c.is_im);
    const direct = S.channels.filter((c) => c.is_im);
    fill(this.node,
      h("div", { class: "team" }, h("img", { src: "/page/icon.svg", alt: "", width: 28, height: 28 }), h("span", { class: "team-name" }, S.team.name || "Workspace")),
      h("button", { type: "button", class: "search", "data-testid": "switcher", onclick: openPalette }, icon("search", 16), h("span", null, "Jump to"), h("kbd", null, "Ctrl K")),
      h("div", { class: "places" },
        h("h2", { class: "side-heading" }, "Channels"), h("ul", null, open.map(place)),
        h("h2", { class: "side-heading" }, "Direct messages"), h("ul", null, direct.map(place))),
      people(), footer());
    if (held) this.node.querySelector(`[data-testid="${CSS.escape(held)}"]`)?.focus();
  }
}

function place(c) {
  const here = c.id === S.ui.channel;
  const unread = c.unread > 0 && !here;
  return h("li", null, h("button", {
    type: "button", class: unread ? "place unread" : "place", "aria-current": here ? "page" : null,
    "data-testid": `channel-${c.name}`, "data-channel-id": c.id, "data-im": c.is_im ? "true" : null, onclick: () => look(c.id),
  }, c.is_im ? h("img", { class: "avatar tiny", src: "/page/icon.svg", alt: "" }) : icon(c.is_private ? "lock" : "hash", 16),
  h("span", { class: "place-name" }, c.is_im ? c.name || S.app.name : c.name),
  unread && h("span", { class: "count" }, c.unread, h("span", { class: "sr-only" }, " unread"))));
}

function people() {
  const humans = [...S.people.values()].filter((p) => !p.is_bot);
  return h("div", { class: "people" }, h("h2", { class: "side-heading" }, "You are"),
    h("div", { class: "switch", role: "group", "aria-label": "Switch person", "data-testid": "person-switch" }, humans.map((p) => h("button", {
      type: "button", class: "person", "aria-pressed": String(p.id === S.you.id), title: `${p.real_name} (@${p.name}), ${p.tz}`,
      "data-testid": `person-${p.id}`, onclick: () => become(p.id),
    }, avatar({ id: p.id, name: p.real_name || p.name }, "small"), h("span", null, (p.real_name || p.name).split(" ")[0])))));
}

function footer() {
  const tool = (name, label, testid, pressed, run) => h("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label, "data-testid": testid, "aria-pressed": pressed === null ? null : String(pressed), onclick: run,
  }, icon(name));
  return h("div", { class: "side-foot" },
    tool(dark() ? "sun" : "moon", dark() ? "Light theme" : "Dark theme", "theme", null, flip),
    tool("code", "Inspector", "inspector-toggle", S.ui.inspector, () => toggle("inspector")),
    tool("help", "What is this", "strip-toggle", S.ui.strip, () => toggle("strip")));
}

function dark() {
  return (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function flip() {
  const theme = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
  changed();
}
