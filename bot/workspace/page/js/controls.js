// Block Kit's interactive elements. Each renders itself, starts from what was chosen before, and tells its surface.
import { words, plain } from "./dialogs.js";
import { h, icon, safeHref, uid } from "./dom.js";
import { textControl } from "./inputs.js";
import { openMenu } from "./menu.js";
import { multiSelect } from "./multiselect.js";
import { S } from "./store.js";

/**
 * control renders an element. ctx: {surface, blockId, dispatch (tell the app on each change), label, labelledby, describedby}.
 */
export function control(el, ctx) {
  const make = makers[el.type];
  return make ? make(el, ctx) : h("span", { class: "note" }, `A ${String(el.type).replaceAll("_", " ")} stands here in Slack.`);
}

/** naming is the attributes that give a control its name and its error text. */
export function naming(el, ctx) {
  return {
    id: ctx.id, "data-action-id": el.action_id, "data-block-id": ctx.blockId, "aria-describedby": ctx.describedby,
    "aria-labelledby": ctx.labelledby, "aria-label": ctx.labelledby ? null : plain(el.placeholder) || ctx.label || "Choose",
  };
}

function once(node, work) {
  return async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    try { await work(); } finally { node.removeAttribute("aria-busy"); }
  };
}

function button(el, ctx) {
  const style = { primary: " button-primary", danger: " button-danger" }[el.style] || "";
  const node = h("button", {
    type: "button", class: `button${style}`, "data-testid": "block-button", "data-action-id": el.action_id, "data-block-id": ctx.blockId,
    "data-value": el.value, "aria-label": el.accessibility_label || null, role: el.url ? "link" : null,
  }, words(el.text));
  node.addEventListener("click", once(node, () => {
    const href = safeHref(el.url);
    if (href) window.open(href, "_blank", "noopener,noreferrer");
    return ctx.surface.click(ctx.blockId, el, { text: el.text, value: el.value });
  }));
  return node;
}

function iconButton(el, ctx) {
  const node = h("button", {
    type: "button", class: "icon-button", "data-action-id": el.action_id, "aria-label": plain(el.text) || "Action", title: plain(el.text),
  }, icon(el.icon === "trash" ? "trash" : "more"));
  node.addEventListener("click", once(node, () => ctx.surface.click(ctx.blockId, el, { value: el.value })));
  return node;
}

function feedback(el, ctx) {
  return [["positive_button", "👍"], ["negative_button", "👎"]].filter(([key]) => el[key]).map(([key, char]) => {
    const part = el[key];
    const name = part.accessibility_label || plain(part.text);
    const node = h("button", { type: "button", class: "icon-button", "data-action-id": el.action_id, "data-value": part.value, "aria-label": name, title: name },
      h("span", { class: "emoji", "aria-hidden": "true" }, char));
    node.addEventListener("click", once(node, () => ctx.surface.click(ctx.blockId, el, { value: part.value, text: part.text })));
    return node;
  });
}

function overflow(el, ctx) {
  const node = h("button", {
    type: "button", class: "icon-button", "data-action-id": el.action_id, "data-block-id": ctx.blockId,
    "aria-label": "More options", "aria-haspopup": "menu", "aria-expanded": "false",
  }, icon("more"));
  node.addEventListener("click", () => openMenu(node, "More options", (el.options || []).map((option) => ({
    label: plain(option.text), note: plain(option.description), value: option.value,
    pick: () => {
      const href = safeHref(option.url);
      if (href) window.open(href, "_blank", "noopener,noreferrer");
      ctx.surface.click(ctx.blockId, el, { selected_option: option });
    },
  }))));
  return node;
}

/** sources says which field of a value each kind of select fills, and what can be chosen there. */
export function source(el) {
  const kind = el.type.replace(/^multi_/, "").replace(/_select$/, "");
  const many = el.type.startsWith("multi_");
  const people = () => [...S.people.values()].map((p) => ({ value: p.id, text: p.real_name || p.name }));
  const channels = (withDMs) => S.channels.filter((c) => withDMs || !c.is_im).map((c) => ({ value: c.id, text: c.is_im ? c.name : `#${c.name}` }));
  switch (kind) {
    case "users": return { field: many ? "selected_users" : "selected_user", initial: many ? el.initial_users : el.initial_user, options: people() };
    case "channels":
      return { field: many ? "selected_channels" : "selected_channel", initial: many ? el.initial_channels : el.initial_channel, options: channels(false) };
    case "conversations": {
      const include = el.filter?.include;
      const current = el.default_to_current_conversation && S.ui.channel;
      const initial = many ? el.initial_conversations : el.initial_conversation || current || undefined;
      return { field: many ? "selected_conversations" : "selected_conversation", initial, options: channels(!include || include.includes("im")) };
    }
    default: return null;
  }
}

function select(el, ctx) {
  const from = source(el);
  const groups = from ? [{ options: from.options.map((o) => ({ ...o, raw: o.value })) }]
    : (el.option_groups || [{ options: el.options || [] }]).map((g) => ({
      label: plain(g.label), options: (g.options || []).map((o) => ({ value: o.value, text: plain(o.text), raw: o })),
    }));
  const field = from ? from.field : "selected_option";
  const all = groups.flatMap((g) => g.options);
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const start = prior ? prior[field] : from ? from.initial : el.initial_option;
  const startValue = from ? start : start?.value;
  const node = h("select", { class: "select", ...naming(el, ctx) },
    h("option", { value: "" }, plain(el.placeholder) || "Choose an option"),
    groups.map((g) => {
      const options = g.options.map((o) => h("option", { value: o.value, selected: o.value === startValue }, o.text));
      return g.label ? h("optgroup", { label: g.label }, options) : options;
    }));
  const read = () => ({ type: el.type, [field]: all.find((o) => o.value === node.value)?.raw ?? null });
  if (!node.value) node.classList.add("select-empty");
  node.addEventListener("change", () => node.classList.toggle("select-empty", !node.value));
  track(el, ctx, node, read);
  return h("span", { class: "select-box" }, node, icon("chevron", 16));
}

/** track registers a control and, where the app wants to hear of changes, tells it of each. */
export function track(el, ctx, node, read) {
  ctx.surface.add(ctx.blockId, el.action_id, read);
  if (ctx.dispatch) node.addEventListener("change", () => ctx.surface.click(ctx.blockId, el, read()));
}

function choices(el, ctx) {
  const many = el.type === "checkboxes";
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const start = many ? prior?.selected_options ?? el.initial_options ?? [] : [prior ? prior.selected_option : el.initial_option];
  const on = new Set(start.filter(Boolean).map((o) => o.value));
  const name = uid("choice"); // a message may be drawn twice, in its channel and in its thread
  const inputs = [];
  const rows = (el.options || []).map((option) => {
    const input = h("input", { type: many ? "checkbox" : "radio", name, value: option.value, checked: on.has(option.value) });
    inputs.push(input);
    return h("label", { class: "choice" }, input,
      h("span", { class: "choice-words" }, h("span", null, words(option.text)), option.description && h("small", null, words(option.description))));
  });
  const node = h("div", { class: "choices", role: many ? "group" : "radiogroup", ...naming(el, ctx) }, rows);
  track(el, ctx, node, () => {
    const chosen = (el.options || []).filter((o, i) => inputs[i].checked);
    return many ? { type: el.type, selected_options: chosen } : { type: el.type, selected_option: chosen[0] || null };
  });
  return node;
}

const pickers = {
  datepicker: { input: "date", field: "selected_date", initial: (el) => el.initial_date },
  timepicker: { input: "time", field: "selected_time", initial: (el) => el.initial_time },
};

function picker(el, ctx) {
  const p = pickers[el.type];
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const node = h("input", { type: p.input, class: "field field-picker", value: (prior ? prior[p.field] : p.initial(el)) || "", ...naming(el, ctx) });
  track(el, ctx, node, () => ({ type: el.type, [p.field]: node.value || null }));
  return node;
}

function dateTime(el, ctx) {
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const seconds = prior ? prior.selected_date_time : el.initial_date_time;
  const local = seconds ? new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 6e4).toISOString().slice(0, 16) : "";
  const node = h("input", { type: "datetime-local", class: "field field-picker", value: local, ...naming(el, ctx) });
  track(el, ctx, node, () => ({ type: el.type, selected_date_time: node.value ? Math.floor(new Date(node.value) / 1000) : null }));
  return node;
}

const multi = (el, ctx) => multiSelect(el, ctx, source(el), naming(el, ctx), track);
const text = (el, ctx) => textControl(el, ctx, naming(el, ctx));

const makers = {
  button, overflow, datepicker: picker, timepicker: picker, datetimepicker: dateTime, icon_button: iconButton, feedback_buttons: feedback,
  workflow_button: button, radio_buttons: choices, checkboxes: choices,
  static_select: select, users_select: select, conversations_select: select, channels_select: select,
  multi_static_select: multi, multi_users_select: multi, multi_conversations_select: multi, multi_channels_select: multi,
  plain_text_input: text, number_input: text, email_text_input: text, url_text_input: text,
};
