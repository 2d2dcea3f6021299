// Ctrl+K: go anywhere, become somebody else, open a drawer.
import { fill, h, icon, uid } from "./dom.js";
import { become, look, toggle } from "./nav.js";
import { S, tryAct } from "./store.js";

function entries() {
  const places = S.channels.map((c) => ({ label: c.is_im ? c.name || S.app.name : c.name, note: c.unread ? `${c.unread} unread` : c.is_im ? "Direct message" : "Channel", icon: c.is_im ? "thread" : "hash", run: () => look(c.id) }));
  const homes = S.channels.filter((c) => c.is_im).map((c) => ({ label: `${S.app.name} home`, note: "App Home", icon: "home", run: () => look(c.id, { tab: "home" }) }));
  const people = [...S.people.values()].filter((p) => !p.is_bot && p.id !== S.you.id)
    .map((p) => ({ label: `Be ${p.real_name || p.name}`, note: "Switch person", icon: "at", run: () => become(p.id) }));
  const shortcuts = S.shortcuts.filter((x) => x.type === "global")
    .map((x) => ({ label: x.name, note: "Shortcut", icon: "bolt", run: () => tryAct("shortcut", { callback_id: x.callback_id }) }));
  return [...places, ...homes, ...people, ...shortcuts, { label: "Inspector", note: "Envelopes and calls", icon: "code", run: () => toggle("inspector") }];
}

/** openPalette shows the switcher. */
export function openPalette() {
  if (document.querySelector("dialog[open]")) return;
  const all = entries();
  const listId = uid("palette");
  let shown = all;
  let at = 0;
  const list = h("div", { id: listId, class: "palette-list", role: "listbox", "aria-label": "Places" });
  const dialog = h("dialog", { class: "dialog palette", "aria-label": "Jump to", "data-testid": "palette" });
  const go = (entry) => {
    dialog.close();
    entry?.run();
  };
  const draw = () => {
    fill(list, shown.length ? shown.map((e, i) => h("div", { role: "option", id: `${listId}-${i}`, class: "complete-item", "aria-selected": String(i === at), onclick: () => go(e) },
      icon(e.icon, 16), h("span", { class: "complete-name" }, e.label), h("span", { class: "muted" }, e.note)))
      : h("div", { role: "option", "aria-selected": "false", class: "hint" }, "Nothing of that name."));
    if (shown.length) input.setAttribute("aria-activedescendant", `${listId}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const input = h("input", {
    type: "text", class: "field", role: "combobox", "aria-expanded": "true", "aria-controls": listId, "aria-autocomplete": "list",
    "aria-label": "Jump to", placeholder: "Jump to a channel or a person", "data-testid": "palette-input", autocomplete: "off",
    oninput: () => {
      const words = input.value.trim().toLowerCase();
      shown = all.filter((e) => `${e.label} ${e.note}`.toLowerCase().includes(words));
      at = 0;
      draw();
    },
    onkeydown: (event) => {
      if (event.key === "Enter") go(shown[at]);
      else if (event.key === "ArrowDown") at = Math.min(at + 1, shown.length - 1);
      else if (event.key === "ArrowUp") at = Math.max(at - 1, 0);
      else return;
      event.preventDefault();
      if (dialog.open) draw();
    },
  });
  dialog.append(input, list);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  draw();
  dialog.showModal();
  input.focus();
}
