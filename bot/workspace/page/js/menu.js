// Things that open beside a button: menus and panels. The browser's popover closes them on Esc and on a click elsewhere.
import { h } from "./dom.js";

/** openPanel shows content beside anchor and returns a function that closes it. */
export function openPanel(anchor, content, { className = "panel", onclose = () => {}, focus } = {}) {
  const box = h("div", { class: `popover ${className}`, popover: "auto" }, content);
  // Inside an open dialog the rest of the page is inert, so the panel has to live there; else in its own landmark.
  (anchor.closest("dialog, main, aside") || document.body).append(box);
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    const held = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    if (held && anchor.isConnected) anchor.focus();
    onclose();
  });
  box.showPopover();
  place(box, anchor);
  anchor.setAttribute("aria-expanded", "true");
  (focus ? focus() : box.querySelector("input, button"))?.focus();
  return () => { if (box.isConnected) box.hidePopover(); };
}

function place(box, anchor) {
  const a = anchor.getBoundingClientRect();
  const b = box.getBoundingClientRect();
  const gap = 4;
  const below = a.bottom + gap + b.height <= innerHeight - 8;
  const top = below ? a.bottom + gap : Math.max(8, a.top - gap - b.height);
  const left = Math.min(Math.max(8, a.right - b.width > 8 && a.left + b.width > innerWidth - 8 ? a.right - b.width : a.left), innerWidth - b.width - 8);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(8, left)}px`;
}

/**
 * openMenu shows a menu. Items: {label, note, danger, icon, testid, pick}, or "-" for a line, or {heading}.
 */
export function openMenu(anchor, label, items) {
  let close = () => {};
  const rows = items.map((item) => {
    if (item === "-") return h("div", { class: "menu-line", role: "separator" });
    if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
    return h("button", {
      type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "menu-item menu-danger" : "menu-item",
      "data-testid": item.testid, "data-value": item.value,
      onclick: () => { close(); item.pick(); },
    }, item.icon, h("span", { class: "menu-words" }, h("span", null, item.label), item.note && h("small", null, item.note)));
  });
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: walk }, rows);
  close = openPanel(anchor, menu, { className: "menu-box", focus: () => menu.querySelector("[role=menuitem]") });
}

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) {
    const typed = event.key.length === 1 && items.find((i) => i.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
    if (typed) typed.focus();
    return;
  }
  event.preventDefault();
  items.at(to >= items.length ? 0 : to)?.focus();
}
