// Block Kit's layout blocks as DOM. A block of a type that this page does not know leaves a quiet note, never a hole.
import { chart } from "./chart.js";
import { control } from "./controls.js";
import { plain, words } from "./dialogs.js";
import { h, icon, link, uid } from "./dom.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";

/** blocks renders a list of blocks into surface. */
export function blocks(list, surface) {
  return (list || []).map((block, i) => {
    const node = (makers[block.type] || unknown)(block, surface, i);
    node.classList.add("block", `block-${block.type}`);
    node.dataset.blockId = block.block_id || "";
    return node;
  });
}

const idOf = (block, i) => block.block_id || `b${i}`;

function controls(elements, block, surface, i, label) {
  return (elements || []).map((el) => control(el, { surface, blockId: idOf(block, i), dispatch: true, label }));
}

function section(block, surface, i) {
  const label = plain(block.text).slice(0, 80);
  const side = block.accessory && (block.accessory.type === "image" ? image(block.accessory) : controls([block.accessory], block, surface, i, label));
  return h("div", { class: side ? "with-side" : null },
    h("div", { class: "section-main" },
      block.text && h("div", { class: "section-text", dir: "auto" }, words(block.text)),
      block.fields?.length && h("div", { class: "fields" }, block.fields.map((f) => h("div", { class: "section-text", dir: "auto" }, words(f))))),
    side && h("div", { class: "section-side" }, side));
}

function context(block) {
  return h("div", { dir: "auto" }, (block.elements || []).map((el) => (el.type === "image" ? image(el) : h("span", { class: "context-words" }, words(el)))));
}

function input(block, surface, i) {
  const blockId = idOf(block, i);
  const el = block.element || {};
  const ids = { field: uid("field"), label: uid("label"), hint: uid("hint"), error: uid("error") };
  const node = control(el, {
    surface, blockId, dispatch: Boolean(block.dispatch_action), id: ids.field, labelledby: ids.label, describedby: block.hint ? ids.hint : null,
  });
  const error = h("p", { class: "field-error", id: ids.error, role: "alert" });
  const box = h("div", null,
    h("label", { class: "label", id: ids.label, for: ids.field }, words(block.label), block.optional && h("span", { class: "optional" }, " (optional)")),
    node,
    block.hint && h("p", { class: "hint", id: ids.hint }, words(block.hint)),
    error);
  surface.fields.set(blockId, { block, box, error, hint: block.hint ? ids.hint : "", actionId: el.action_id });
  return box;
}

// The page's policy lets no picture in from elsewhere, so a remote one is shown by its words and an address.
function image(block) {
  const file = block.slack_file || {};
  const url = block.image_url || file.url || (file.id ? `/files/${encodeURIComponent(file.id)}/picture` : "");
  const alt = block.alt_text || plain(block.title) || "Picture";
  const here = url && new URL(url, location.href).origin === location.origin;
  if (here) return h("img", { class: "picture", src: url, alt, loading: "lazy" });
  return h("span", { class: "picture-away" }, icon("image", 16), h("span", null, alt), url && link(url, "open"));
}

function imageBlock(block) {
  return h("figure", null, block.title && h("figcaption", null, words(block.title)), image(block));
}

function alertBlock(block) {
  return h("div", { class: `alert alert-${block.level || "default"}`, role: "note" }, h("strong", null, alertName(block.level)), h("div", null, words(block.text)));
}

// The level in words too: colour alone would leave some readers out.
function alertName(level) {
  return { info: "Note", warning: "Warning", error: "Problem", success: "Done" }[level] || "Note";
}

function card(block, surface, i) {
  return h("div", { class: "card" },
    block.title && h("div", { class: "card-title" }, words(block.title)),
    block.subtitle && h("div", { class: "muted" }, words(block.subtitle)),
    block.body && h("div", null, words(block.body)),
    block.actions && h("div", { class: "row" }, controls(block.actions, block, surface, i, plain(block.title))),
    block.subtext && h("div", { class: "muted" }, words(block.subtext)));
}

function taskCard(block) {
  const status = { in_progress: "Working", complete: "Done", pending: "Waiting", error: "Failed" }[block.status] || "";
  return h("div", { class: "card" },
    h("div", { class: "card-title" }, block.title, status && h("span", { class: "badge" }, status)),
    block.details && richText(block.details), block.output && richText(block.output));
}

function plan(block) {
  return h("div", null, h("div", { class: "card-title" }, block.title), (block.tasks || []).map(taskCard));
}

function unknown(block) {
  return h("div", { class: "note" }, `A block of type “${String(block.type || "?").slice(0, 60)}” stands here. This page does not draw that type.`);
}

const makers = {
  header: (b, surface) => h(surface.kind === "home" ? "h2" : "h3", { dir: "auto" }, words(b.text)),
  section, context, input, plan,
  divider: () => h("hr"),
  actions: (b, surface, i) => h("div", { class: "row" }, controls(b.elements, b, surface, i)),
  context_actions: (b, surface, i) => h("div", { class: "row" }, controls(b.elements, b, surface, i)),
  rich_text: richText,
  markdown: (b) => markdown(b.text),
  image: imageBlock,
  table, data_table: table,
  data_visualization: chart,
  alert: alertBlock,
  card, task_card: taskCard,
  carousel: (b, surface) => h("div", { class: "carousel", tabindex: "0", role: "group", "aria-label": "Cards" }, (b.elements || []).map((c, i) => card(c, surface, i))),
  call: unknown,
};

/** body is a message's content: its blocks, or its text where it has none. */
export function body(message, surface) {
  if (message.blocks?.length) return blocks(message.blocks, surface);
  return [mrkdwn(message.text)];
}
