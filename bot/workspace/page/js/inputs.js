// Text, number, address: the elements that people type into.
import { plain } from "./dialogs.js";
import { h } from "./dom.js";

const kinds = { number_input: "text", email_text_input: "email", url_text_input: "url" };

/** textControl renders a text input. Enter tells the app where the block asked for that. */
export function textControl(el, ctx, names) {
  const prior = ctx.surface.before(ctx.blockId, el.action_id);
  const props = {
    class: "field", value: (prior ? prior.value : el.initial_value) || "", placeholder: plain(el.placeholder) || null, dir: "auto",
    maxlength: el.max_length || null, autocomplete: "off", ...names, "aria-label": names["aria-labelledby"] ? null : names["aria-label"],
  };
  const node = el.multiline ? h("textarea", { ...props, rows: "5" })
    : h("input", { ...props, type: kinds[el.type] || "text", inputmode: el.type === "number_input" ? (el.is_decimal_allowed ? "decimal" : "numeric") : null });
  const read = () => ({ type: el.type, value: node.value === "" ? null : node.value });
  ctx.surface.add(ctx.blockId, el.action_id, read);
  if (ctx.dispatch) dispatch(el, ctx, node, read);
  return node;
}

function dispatch(el, ctx, node, read) {
  const on = el.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  const tell = () => ctx.surface.click(ctx.blockId, el, read());
  if (on.includes("on_character_entered")) {
    let timer = 0;
    node.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(tell, 300);
    });
  }
  if (on.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || (el.multiline && event.shiftKey)) return;
      event.preventDefault();
      tell();
    });
  }
}

/** problem says in a sentence what is wrong with the value of an input block, or "". It is what Slack checks before it asks the app. */
export function problem(block, value) {
  const el = block.element || {};
  const filled = Object.entries(value || {}).some(([key, v]) => key !== "type" && v !== null && v !== "" && !(Array.isArray(v) && v.length === 0));
  if (!filled) return block.optional ? "" : "This needs an answer.";
  const text = value.value;
  if (typeof text !== "string") return "";
  if (el.min_length && text.length < el.min_length) return `Use at least ${el.min_length} characters.`;
  if (el.max_length && text.length > el.max_length) return `Use at most ${el.max_length} characters.`;
  return el.type === "number_input" ? numberProblem(el, text) : "";
}

function numberProblem(el, text) {
  const shape = el.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!shape.test(text.trim())) return el.is_decimal_allowed ? "Use a number." : "Use a whole number.";
  const n = Number(text);
  if (el.min_value !== undefined && n < Number(el.min_value)) return `Use ${el.min_value} or more.`;
  if (el.max_value !== undefined && n > Number(el.max_value)) return `Use ${el.max_value} or less.`;
  return "";
}
