// Slack's mrkdwn as DOM. Every leaf is a text node; entities are decoded once, at the leaf.
import { h, link } from "./dom.js";
import { emojiChar } from "./emoji.js";
import { token, unescape } from "./mentions.js";

const styles = { "*": "strong", _: "em", "~": "s" };
const maxDepth = 6;

/** mrkdwn renders a text: preformatted parts, quotes, then lines. */
export function mrkdwn(text) {
  const box = h("div", { class: "mrkdwn" });
  const parts = String(text || "").split("```");
  for (const [i, part] of parts.entries()) {
    // An odd part stands behind an opening fence; the last part has none to close it.
    const fenced = i % 2 === 1 && i < parts.length - 1;
    if (fenced) box.append(h("pre", { tabindex: "0" }, h("code", null, preformatted(part))));
    else lines(i % 2 === 1 ? `\`\`\`${part}` : part, box);
  }
  box.dir = "auto"; // last, as in dom.js
  return box;
}

// Inside a fence only links and mentions keep their meaning, and those as plain words.
function preformatted(text) {
  const body = text.replace(/^\n/, "").replace(/\n$/, "");
  return unescape(body.replace(/<([^<>\n]+)>/g, (all, inner) => token(inner).textContent));
}

function lines(text, box) {
  const body = text.replace(/^\n+|\n+$/g, "");
  if (!body) return;
  let quote = null;
  let para = null;
  let rest = false;
  for (const line of body.split("\n")) {
    const mark = rest ? "" : line.match(/^(?:&gt;|>){3}|^(?:&gt;|>)/)?.[0] || "";
    rest = rest || mark.length > 4 || mark === ">>>";
    if (mark || rest) {
      para = null;
      if (!quote) box.append((quote = h("blockquote")));
      appendLine(quote, line.slice(mark.length).trimStart());
      continue;
    }
    quote = null;
    if (!para) box.append((para = h("p")));
    appendLine(para, line);
  }
}

function appendLine(node, line) {
  if (node.hasChildNodes()) node.append(h("br"));
  node.append(...inline(line, 0));
}

/** inline renders one line and returns its nodes. */
export function inline(line, depth = 0) {
  const out = [];
  const dead = {}; // marks that have no partner in the rest of the line: looking again would be quadratic
  let plain = "";
  const flush = () => {
    if (plain) out.push(...leaf(plain));
    plain = "";
  };
  for (let i = 0; i < line.length;) {
    const hit = depth < maxDepth ? at(line, i, depth, dead) : null;
    if (!hit) {
      plain += line[i];
      i += 1;
      continue;
    }
    flush();
    out.push(hit.node);
    i = hit.end;
  }
  flush();
  return out;
}

function at(line, i, depth, dead) {
  const c = line[i];
  if (c === "<") {
    const end = line.indexOf(">", i);
    const body = end > i + 1 ? line.slice(i + 1, end) : "";
    return body && !body.includes("<") ? { node: token(body), end: end + 1 } : null;
  }
  if (c === "`") {
    const end = line.indexOf("`", i + 1);
    if (end <= i + 1) return null;
    return { node: h("code", null, unescape(line.slice(i + 1, end))), end: end + 1 };
  }
  if (!styles[c] || dead[c] || !opens(line, i)) return null;
  const end = closing(line, i, c);
  if (end < 0) {
    dead[c] = true;
    return null;
  }
  return { node: h(styles[c], null, inline(line.slice(i + 1, end), depth + 1)), end: end + 1 };
}

const wordly = /[\p{L}\p{N}]/u;

function opens(line, i) {
  const next = line[i + 1];
  return !(i > 0 && wordly.test(line[i - 1])) && next !== undefined && !/\s/.test(next) && next !== line[i];
}

function closing(line, i, c) {
  for (let j = i + 1; j < line.length; j += 1) {
    // Marks inside code or angle brackets do not count.
    if (line[j] === "`" || line[j] === "<") {
      const end = line.indexOf(line[j] === "<" ? ">" : "`", j + 1);
      if (end > 0) j = end;
      continue;
    }
    const after = line[j + 1];
    if (line[j] === c && j > i + 1 && !/\s/.test(line[j - 1]) && !(after !== undefined && wordly.test(after))) return j;
  }
  return -1;
}

// A leaf is plain text with bare web addresses and emoji shortcodes.
function leaf(text) {
  const out = [];
  let last = 0;
  for (const m of text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]}']|:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g)) {
    const node = m[1] ? emoji(m[1]) : link(unescape(m[0]), unescape(m[0]));
    if (!node) continue;
    if (m.index > last) out.push(document.createTextNode(unescape(text.slice(last, m.index))));
    out.push(node);
    last = m.index + m[0].length;
  }
  if (last < text.length) out.push(document.createTextNode(unescape(text.slice(last))));
  return out;
}

/** emoji shows an emoji by its name, or returns null for an unknown one. */
export function emoji(name) {
  const char = emojiChar(name);
  return char ? h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, char) : null;
}
