// rich_text blocks as DOM: sections, lists, quotes, preformatted text.
import { h, link } from "./dom.js";
import { broadcast, channelMention, personMention } from "./mentions.js";
import { emoji } from "./mrkdwn.js";
import { slackDate } from "./time.js";

/** richText renders a rich_text block or a rich_text cell. */
export function richText(block) {
  return h("div", { class: "rich mrkdwn", dir: "auto" }, groups(block.elements || []));
}

// Slack writes a nested list as flat neighbours with an indent; here they become lists inside lists.
function groups(elements) {
  const out = [];
  let open = [];
  for (const el of elements) {
    if (el.type !== "rich_text_list") {
      open = [];
      out.push(element(el));
      continue;
    }
    const depth = el.indent || 0;
    open = open.filter((l) => l.depth < depth);
    const node = list(el);
    const parent = open.at(-1);
    if (parent && parent.node.lastElementChild) parent.node.lastElementChild.append(node);
    else out.push(node);
    open.push({ depth, node });
  }
  return out;
}

function element(el) {
  const kids = (el.elements || []).map(inline);
  switch (el.type) {
    case "rich_text_section": return h("p", null, kids);
    case "rich_text_quote": return h("blockquote", null, kids);
    case "rich_text_preformatted": return h("pre", { tabindex: "0" }, h("code", null, kids));
    default: return h("p", null, kids);
  }
}

function list(el) {
  const ordered = el.style === "ordered";
  const items = (el.elements || []).map((item) => h("li", null, (item.elements || []).map(inline)));
  return h(ordered ? "ol" : "ul", { start: ordered && el.offset ? el.offset + 1 : null }, items);
}

function inline(el) {
  return styled(bare(el), el.style || {});
}

function bare(el) {
  switch (el.type) {
    case "text": return document.createTextNode(el.text || "");
    case "link": return link(el.url, el.text || el.url);
    case "emoji": return emoji(el.name) || document.createTextNode(fromCode(el.unicode) || `:${el.name}:`);
    case "user": return personMention(el.user_id);
    case "channel": return channelMention(el.channel_id);
    case "usergroup": return h("span", { class: "mention" }, "@group");
    case "broadcast": return broadcast(el.range);
    case "date": return h("time", null, slackDate(el.timestamp, el.format || "{date}"));
    case "color": return h("code", null, el.value);
    default: return document.createTextNode(el.text || el.fallback || "");
  }
}

function fromCode(codes) {
  if (!/^[0-9a-f-]+$/i.test(codes || "")) return "";
  try {
    return String.fromCodePoint(...codes.split("-").map((c) => Number.parseInt(c, 16)));
  } catch {
    return "";
  }
}

function styled(node, style) {
  let out = node;
  if (style.code) out = h("code", null, out);
  if (style.strike) out = h("s", null, out);
  if (style.underline) out = h("u", null, out);
  if (style.highlight) out = h("mark", null, out);
  if (style.italic) out = h("em", null, out);
  if (style.bold) out = h("strong", null, out);
  return out;
}
