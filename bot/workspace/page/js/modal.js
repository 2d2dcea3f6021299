// The app's modals: the top of the stack, in a dialog.
import { blocks } from "./blocks.js";
import { plain } from "./dialogs.js";
import { fill, h, icon } from "./dom.js";
import { problem } from "./inputs.js";
import { S, act, changed, tryAct } from "./store.js";
import { Surface } from "./surface.js";

/** Modal shows the top modal while there is one. */
export class Modal {
  constructor() {
    this.title = h("h2", { class: "dialog-title", id: "modal-title" });
    this.body = h("div", { class: "dialog-body modal-body", "data-testid": "modal-body", tabindex: "0", role: "group", "aria-label": "Content" });
    this.error = h("p", { class: "field-error", role: "alert" });
    this.foot = h("div", { class: "dialog-foot" });
    this.form = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      h("header", { class: "dialog-head" }, h("img", { class: "avatar small", src: "/page/icon.svg", alt: "" }), this.title,
        h("button", { type: "button", class: "icon-button", "aria-label": "Close", title: "Close", "data-testid": "modal-x", onclick: () => this.close() }, icon("close"))),
      this.body, this.error, this.foot);
    this.dialog = h("dialog", { class: "dialog", "aria-labelledby": "modal-title", "data-testid": "modal" }, this.form);
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
    // A browser may close a dialog against the page's wish; the app has to hear of that too.
    this.dialog.addEventListener("close", () => { if (this.view && S.modals.some((v) => v.id === this.view.id)) this.close(); });
    document.body.append(this.dialog);
  }

  update() {
    const view = S.modals.at(-1);
    if (!view) {
      this.view = null;
      this.sig = "";
      if (this.dialog.open) this.dialog.close();
      return;
    }
    const sig = JSON.stringify([view.id, view.title, view.submit, view.close, view.blocks]);
    if (sig !== this.sig) this.draw(view, sig);
    this.show(view.errors || {});
  }

  draw(view, sig) {
    const same = this.view?.id === view.id;
    const prior = same ? { ...view.state?.values, ...this.surface.values() } : view.state?.values;
    const held = same && this.body.contains(document.activeElement) ? whereabouts(document.activeElement) : null;
    Object.assign(this, { view, sig, surface: new Surface("modal", { view_id: view.id }, prior) });
    this.title.textContent = plain(view.title);
    this.dialog.dataset.callbackId = view.callback_id || "";
    this.dialog.dataset.viewId = view.id;
    fill(this.body, blocks(view.blocks, this.surface));
    this.drawFoot(view);
    if (!this.dialog.open) this.dialog.showModal();
    const to = same ? held && this.again(held) : this.firstField(view);
    to?.focus();
  }

  // The buttons are drawn anew only where they say something else: a redraw of the form must not take one away while
  // somebody presses it.
  drawFoot(view) {
    const sig = JSON.stringify([view.submit, view.close]);
    if (sig === this.footSig && this.dialog.open) return;
    this.footSig = sig;
    this.send = view.submit && h("button", { type: "submit", class: "button button-primary", "data-testid": "modal-submit" }, plain(view.submit));
    fill(this.foot, h("button", { type: "button", class: "button", "data-testid": "modal-close", onclick: () => this.close() }, plain(view.close) || "Cancel"), this.send);
  }

  // again is the control that stands where one stood before a redraw: of several, such as radio buttons, the same one.
  again({ block, action, value }) {
    const all = [...this.body.querySelectorAll(`[data-block-id="${CSS.escape(block)}"] [data-action-id="${CSS.escape(action)}"]`)];
    const inputs = all.flatMap((n) => (n.matches("input, select, textarea, button") ? [n] : [...n.querySelectorAll("input")]));
    return inputs.find((n) => n.value === value) || inputs[0];
  }

  firstField(view) {
    const wanted = (view.blocks || []).map((b) => b.element).find((el) => el?.focus_on_load)?.action_id;
    const named = wanted && this.body.querySelector(`[data-action-id="${CSS.escape(wanted)}"]`);
    return named || this.body.querySelector("input, select, textarea, button") || this.foot.querySelector("button:last-child");
  }

  async submit() {
    if (this.busy || !this.view) return;
    const values = this.surface.values();
    const errors = {};
    for (const [id, { block, actionId }] of this.surface.fields) {
      const wrong = problem(block, values[id]?.[actionId]);
      if (wrong) errors[id] = wrong;
    }
    if (this.show(errors)) return;
    this.busy = true;
    this.send?.setAttribute("aria-busy", "true");
    const result = await act("submit", { view_id: this.view.id, state: values });
    this.busy = false;
    this.send?.removeAttribute("aria-busy");
    if (!result.ok) this.show(result.errors || {}, result.errors ? "" : result.error);
  }

  // show marks the fields that are wrong and goes to the first. It reports whether there was one.
  show(errors, general = "") {
    const sig = JSON.stringify([this.sig, errors, general]);
    if (sig === this.shown && !Object.keys(errors).length) return false;
    const fresh = sig !== this.shown || !this.busy;
    this.shown = sig;
    const known = this.surface.fields;
    const stray = Object.entries(errors).filter(([id]) => !known.has(id)).map(([, text]) => text);
    this.error.textContent = [general, ...stray].filter(Boolean).join(" ");
    let first = null;
    for (const [id, { box, error, hint }] of known) {
      const text = errors[id] || "";
      error.textContent = text;
      box.classList.toggle("invalid", Boolean(text));
      const field = box.querySelector("[data-action-id]");
      mark(field, text ? `${error.id} ${hint}`.trim() : "", hint);
      if (text && !first) first = field;
    }
    if (fresh && first) (first.matches("input, select, textarea, button") ? first : first.querySelector("input"))?.focus();
    return Object.keys(errors).length > 0;
  }

  async close() {
    const view = this.view;
    if (!view) return;
    const result = await tryAct("close_view", { view_id: view.id });
    if (result.ok) return;
    // The workspace has forgotten it: then so does the page.
    S.modals = S.modals.filter((v) => v.id !== view.id);
    changed();
  }
}

// A wrong field says so, and its description is the error first, then the hint.
function mark(field, wrong, hint) {
  if (!field) return;
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (wrong || hint) field.setAttribute("aria-describedby", wrong || hint);
  else field.removeAttribute("aria-describedby");
}

// whereabouts says which control an element is part of.
function whereabouts(node) {
  return {
    block: node.closest("[data-block-id]")?.dataset.blockId || "", action: node.closest("[data-action-id]")?.dataset.actionId || "", value: node.value || "",
  };
}
