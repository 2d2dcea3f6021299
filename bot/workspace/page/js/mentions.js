// Mentions of people, channels and everybody, and the tokens in angle brackets that carry them.
import { h, link, safeHref } from "./dom.js";
import { look } from "./nav.js";
import { S, channelOf, personName } from "./store.js";
import { slackDate } from "./time.js";

/** unescape decodes Slack's three entities, once. */
export function unescape(text) {
  return text.replace(/&(lt|gt|amp);/g, (all, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}

/** personMention shows @somebody; a mention of the reader stands out. */
export function personMention(id) {
  const mine = id === S.you.id;
  // A name has a direction of its own: it must not turn the sentence around it.
  return h("bdi", { class: mine ? "mention mention-me" : "mention", "data-user": id }, `@${personName(id)}`);
}

/** channelMention shows #channel as a way there. */
export function channelMention(id, label) {
  const channel = channelOf(id);
  if (!channel) return h("span", { class: "mention" }, `#${label || "a channel"}`);
  return h("button", { type: "button", class: "mention mention-link", onclick: () => look(id) }, `#${channel.name}`);
}

/** broadcast shows @here, @channel or @everyone. */
export function broadcast(range) {
  return h("span", { class: "mention mention-me" }, `@${range}`);
}

/** token shows what stands between angle brackets: a mention, a date or a link. */
export function token(body) {
  const [head, ...rest] = body.split("|");
  const label = unescape(rest.join("|"));
  if (head.startsWith("@")) return personMention(head.slice(1));
  if (head.startsWith("#")) return channelMention(head.slice(1), label);
  if (head.startsWith("!")) return special(head.slice(1), label);
  const url = unescape(head);
  if (/^mailto:/i.test(url)) return h("span", null, label || url.slice(7));
  return safeHref(url) ? link(url, label || url) : h("span", null, label || `<${url}>`);
}

function special(head, label) {
  const [kind, ...rest] = head.split("^");
  if (["here", "channel", "everyone"].includes(kind)) return broadcast(kind);
  if (kind === "subteam") return h("span", { class: "mention" }, label || "@group");
  if (kind === "date" && rest.length >= 2) return date(rest, label);
  return h("span", { class: "mention" }, label || `@${kind}`);
}

function date([seconds, pattern, url], label) {
  const when = Number.parseInt(seconds, 10);
  if (!Number.isFinite(when)) return h("span", null, label);
  const iso = new Date(when * 1000).toISOString();
  const shown = h("time", { datetime: iso, title: label || null }, slackDate(when, pattern));
  return url ? link(unescape(url), shown) : shown;
}

/** editable turns a stored text back into what a person would type, for the edit box. */
export function editable(text) {
  const plain = (text || "").replace(/<([^<>\n]+)>/g, (all, body) => {
    const [head, label] = body.split("|");
    if (head.startsWith("@")) return `@${S.people.get(head.slice(1))?.name || head.slice(1)}`;
    if (head.startsWith("#")) return `#${channelOf(head.slice(1))?.name || label || head.slice(1)}`;
    if (/^!(here|channel|everyone)$/.test(head)) return `@${head.slice(1)}`;
    return head.startsWith("!") ? label || "" : head;
  });
  return unescape(plain);
}
