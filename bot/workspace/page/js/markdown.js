// The markdown block: the part of ordinary Markdown that Slack shows there.
import { h, link } from "./dom.js";
import { emoji } from "./mrkdwn.js";

/** markdown renders a Markdown text. */
export function markdown(text) {
  const box = h("div", { class: "markdown mrkdwn" });
  blocks(String(text || "").replaceAll("\r", "").split("\n"), box, 0);
  box.dir = "auto"; // last, as in dom.js
  return box;
}

const item = /^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)$/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;

function blocks(rows, box, depth) {
  for (let i = 0; i < rows.length;) {
    const row = rows[i];
    if (!row.trim()) { i += 1; continue; }
    i = (fence(rows, i, box) || heading(row, i, box) || table(rows, i, box) || quote(rows, i, box, depth)
      || listing(rows, i, box, depth) || paragraph(rows, i, box));
  }
}

function fence(rows, i, box) {
  if (!/^\s*```/.test(rows[i])) return 0;
  let end = i + 1;
  while (end < rows.length && !/^\s*```\s*$/.test(rows[end])) end += 1;
  box.append(h("pre", { tabindex: "0" }, h("code", null, rows.slice(i + 1, end).join("\n"))));
  return end + 1;
}

function heading(row, i, box) {
  if (rule.test(row)) {
    box.append(h("hr"));
    return i + 1;
  }
  const m = row.match(/^(#{1,6})\s+(.*?)\s*#*$/);
  if (!m) return 0;
  // A message is no page: its headings stay out of the page's outline above level 3.
  box.append(h(`h${Math.min(6, m[1].length + 2)}`, null, inline(m[2])));
  return i + 1;
}

function cells(row) { return row.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((c) => c.trim().replaceAll("\\|", "|")); }

function table(rows, i, box) {
  if (!rows[i].includes("|") || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rows[i + 1] || "")) return 0;
  const aligns = cells(rows[i + 1]).map((c) => (c.endsWith(":") ? (c.startsWith(":") ? "center" : "right") : "left"));
  const line = (tag, row) => h("tr", null, cells(row).map((c, n) => h(tag, { class: `align-${aligns[n] || "left"}` }, inline(c))));
  let end = i + 2;
  while (end < rows.length && rows[end].includes("|")) end += 1;
  box.append(h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    h("table", null, h("thead", null, line("th", rows[i])), h("tbody", null, rows.slice(i + 2, end).map((r) => line("td", r))))));
  return end;
}

function quote(rows, i, box, depth) {
  if (!/^\s*>/.test(rows[i]) || depth > 4) return 0;
  let end = i;
  while (end < rows.length && /^\s*>/.test(rows[end])) end += 1;
  const node = h("blockquote");
  blocks(rows.slice(i, end).map((r) => r.replace(/^\s*> ?/, "")), node, depth + 1);
  box.append(node);
  return end;
}

function listing(rows, i, box, depth) {
  const first = rows[i].match(item);
  if (!first || depth > 4) return 0;
  const indent = first[1].length;
  const ordered = /\d/.test(first[2]);
  const node = h(ordered ? "ol" : "ul", { start: ordered && first[2] !== "1." ? Number.parseInt(first[2], 10) : null });
  let end = i;
  while (end < rows.length) {
    const m = rows[end].match(item);
    if (!m || m[1].length !== indent || /\d/.test(m[2]) !== ordered) break;
    let stop = end + 1;
    while (stop < rows.length && rows[stop].trim() && rows[stop].search(/\S/) > indent) stop += 1;
    const li = h("li", null, inline(m[3].replace(/^\[( |x)\]\s/i, (all, mark) => (mark === " " ? "☐ " : "☑ "))));
    blocks(rows.slice(end + 1, stop), li, depth + 1);
    node.append(li);
    end = stop;
    while (rows[end] === "" && rows[end + 1]?.match(item)?.[1].length === indent) end += 1;
  }
  box.append(node);
  return end;
}

function paragraph(rows, i, box) {
  let end = i + 1;
  while (end < rows.length && rows[end].trim() && !/^\s*(```|>|#{1,6}\s)/.test(rows[end]) && !item.test(rows[end]) && !rule.test(rows[end])) end += 1;
  const p = h("p");
  for (const [n, row] of rows.slice(i, end).entries()) {
    if (n > 0) p.append(h("br"));
    p.append(...inline(row.trim()));
  }
  box.append(p);
  return end;
}

// One alternative a mark; the first that matches at a place wins. Bounded runs keep hostile text from being slow.
const marks = new RegExp([
  "`(?<code>[^`\\n]+)`",
  "\\*\\*(?<strong>[^*\\n]{1,2000}?)\\*\\*",
  "__(?<strong2>[^_\\n]{1,2000}?)__",
  "~~(?<strike>[^~\\n]{1,2000}?)~~",
  "(?<![\\w*])\\*(?<em>[^*\\s][^*\\n]{0,2000}?)\\*(?![\\w*])",
  "(?<![\\w_])_(?<em2>[^_\\s][^_\\n]{0,2000}?)_(?![\\w_])",
  "!?\\[(?<label>[^\\]\\n]{0,500})\\]\\((?<url>(?:[^()\\s]|\\([^()\\s]*\\)){1,1000})\\)",
  "(?<bare>https?:\\/\\/[^\\s<>\"]*[^\\s<>\".,:;!?)\\]}'*_])",
  ":(?<emoji>[a-z0-9_+-]+):",
  "\\\\(?<escaped>[\\\\`*_~\\[\\]()#>!|-])",
].join("|"), "g");

function inline(text, depth = 0) {
  if (depth > 4) return [document.createTextNode(text)];
  const out = [];
  let last = 0;
  for (const m of text.matchAll(marks)) {
    const node = mark(m.groups, depth);
    if (!node) continue;
    if (m.index > last) out.push(document.createTextNode(text.slice(last, m.index)));
    out.push(node);
    last = m.index + m[0].length;
  }
  if (last < text.length) out.push(document.createTextNode(text.slice(last)));
  return out;
}

function mark(g, depth) {
  if (g.code) return h("code", null, g.code);
  if (g.strong || g.strong2) return h("strong", null, inline(g.strong || g.strong2, depth + 1));
  if (g.strike) return h("s", null, inline(g.strike, depth + 1));
  if (g.em || g.em2) return h("em", null, inline(g.em || g.em2, depth + 1));
  if (g.url) return link(g.url, g.label || g.url);
  if (g.bare) return link(g.bare, g.bare);
  if (g.emoji) return emoji(g.emoji);
  return g.escaped ? document.createTextNode(g.escaped) : null;
}
