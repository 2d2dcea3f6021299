// table and data_table blocks. The first row names the columns, as Slack shows it.
import { control } from "./controls.js";
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { richText } from "./richtext.js";

/** table renders a table block; wide ones scroll inside their own box. */
export function table(block, surface) {
  const rows = block.rows || [];
  const settings = block.column_settings || [];
  const numeric = (n) => rows.slice(1).length > 0 && rows.slice(1).every((r) => !r[n] || r[n].type === "raw_number");
  const classes = (n) => {
    const set = settings[n] || {};
    return `align-${set.align || (numeric(n) ? "right" : "left")}${set.is_wrapped === false ? " nowrap" : ""}`;
  };
  const head = rows[0] && h("tr", null, rows[0].map((c, n) => h("th", { scope: "col", class: classes(n) }, cell(c, block, surface))));
  const keyed = block.type === "data_table" ? block.row_header_column_index || 0 : -1;
  const rest = rows.slice(1).map((row) => h("tr", null, row.map((c, n) => h(n === keyed ? "th" : "td",
    { scope: n === keyed ? "row" : null, class: classes(n) }, cell(c, block, surface)))));
  return h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": block.caption || "Table" },
    h("table", null, block.caption && h("caption", null, block.caption), h("thead", null, head), h("tbody", null, rest)));
}

function cell(c, block, surface) {
  if (!c) return null;
  switch (c.type) {
    case "raw_text": return withEmoji(c.text || "");
    case "raw_number": return c.text || String(c.value ?? "");
    case "rich_text": return richText(c);
    default: return c.element ? control(c.element, { surface, blockId: block.block_id || "table", dispatch: true }) : null;
  }
}
