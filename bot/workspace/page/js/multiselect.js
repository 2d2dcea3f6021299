// A select of several: a button that shows what is chosen, and a panel of checkboxes with a search box for long lists.
import { plain } from "./dialogs.js";
import { add, fill, h, icon, uid } from "./dom.js";
import { openPanel } from "./menu.js";

const searchFrom = 8; // shorter lists are quicker to read than to search

/** multiSelect renders any of the multi_*_select elements. */
export function multiSelect(el, ctx, from, names, track) {
  const field = from ? from.field : "selected_options";
  const options = from ? from.options.map((o) => ({ ...o, raw: o.value }))
    : (el.option_groups || [{ options: el.options || [] }]).flatMap((g) => g.options || []).map((o) => ({ value: o.value, text: plain(o.text), raw: o }));
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const start = prior ? prior[field] : from ? from.initial : el.initial_options;
  const chosen = new Set((start || []).map((o) => (from ? o : o.value)));
  const max = el.max_selected_items || Infinity;

  const { "aria-label": label, "aria-labelledby": labelledby, ...rest } = names;
  const id = names.id || uid("multi");
  // Its own words belong to its name: what is chosen has to be heard too.
  const node = h("button", {
    type: "button", class: "multi", "aria-haspopup": "dialog", "aria-expanded": "false", ...rest, id, "aria-labelledby": labelledby ? `${labelledby} ${id}` : null,
  });
  const show = () => {
    const picked = options.filter((o) => chosen.has(o.value));
    fill(node, picked.length ? [label && h("span", { class: "sr-only" }, `${label}: `), picked.map((o) => h("span", { class: "chip" }, o.text))] : h("span", { class: "multi-empty" }, plain(el.placeholder) || "Choose some"));
    add(node, icon("chevron", 16));
  };
  show();

  node.addEventListener("click", () => {
    const before = [...chosen].sort().join("\n");
    const list = h("div", { class: "multi-list" });
    const boxes = options.map((o) => {
      const input = h("input", { type: "checkbox", value: o.value, checked: chosen.has(o.value) });
      input.addEventListener("change", () => {
        if (input.checked && chosen.size >= max) input.checked = false;
        else if (input.checked) chosen.add(o.value);
        else chosen.delete(o.value);
        show();
      });
      return h("label", { class: "choice" }, input, h("span", null, o.text));
    });
    add(list, boxes);
    const search = options.length >= searchFrom && h("input", { type: "search", class: "field", placeholder: "Find", "aria-label": "Find an option" });
    if (search) {
      search.addEventListener("input", () => boxes.forEach((box, i) => {
        box.hidden = !options[i].text.toLowerCase().includes(search.value.toLowerCase());
      }));
    }
    const note = max < Infinity && h("p", { class: "hint" }, `Choose up to ${max}.`);
    openPanel(node, h("div", { role: "group", "aria-label": label || "Options" }, search, list, note), {
      className: "panel multi-panel",
      onclose: () => {
        if ([...chosen].sort().join("\n") !== before) node.dispatchEvent(new Event("change"));
      },
    });
  });

  track(el, ctx, node, () => ({ type: el.type, [field]: options.filter((o) => chosen.has(o.value)).map((o) => o.raw) }));
  return node;
}
