// One message: who, when, what, its reactions and thread, and what can be done with it.
import { Surface } from "./surface.js";
import { ask } from "./dialogs.js";
import { body } from "./blocks.js";
import { add, h, icon } from "./dom.js";
import { editable } from "./mentions.js";
import { emojiChar } from "./emoji.js";
import { files } from "./files.js";
import { openMenu } from "./menu.js";
import { edit, openThread } from "./nav.js";
import { openPicker } from "./picker.js";
import { S, aboutMembers, authorOf, messageAt, personName, toast, tryAct } from "./store.js";
import { ago, clock, dateOf, full } from "./time.js";

/** avatar is a person's initials, or the app's mark. */
export function avatar({ id, name, bot }, size = "") {
  if (bot) return h("img", { class: `avatar ${size}`, src: "/page/icon.svg", alt: "" });
  const initials = name.split(/\s+/).map((w) => [...w][0]).filter(Boolean).slice(0, 2).join("").toUpperCase();
  const tone = [...String(id)].reduce((sum, c) => sum + c.codePointAt(0), 0) % 5;
  return h("span", { class: `avatar tone-${tone} ${size}`, "aria-hidden": "true" }, initials);
}

/**
 * row renders a message. opts: {pane, channel, grouped, inThread, prior}. The surface of its controls hangs on the
 * node, so that what was chosen survives a redraw.
 */
export function row(message, opts) {
  const who = authorOf(message);
  const when = dateOf(message.ts);
  const surface = new Surface("message", { channel: opts.channel, ts: message.ts }, opts.prior);
  const time = h("time", { class: "time", datetime: when.toISOString(), title: full(when) }, clock(when));
  const node = h("li", {
    class: classes(message, opts), tabindex: "-1", "data-testid": "message", "data-ts": message.ts, "data-channel": opts.channel,
    "data-user": message.user || null, "data-kind": message.metadata?.event_payload?.kind || null, "data-ephemeral": message.ephemeral_for ? "true" : null,
  });
  node.surface = surface;
  return add(node,
    h("div", { class: "gutter" }, opts.grouped ? time : avatar(who)),
    h("div", { class: "content" },
      message.ephemeral_for && h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you"),
      opts.grouped ? h("span", { class: "sr-only" }, `${who.name}, `)
        : h("div", { class: "byline" }, h("span", { class: "author" }, who.name), who.bot && h("span", { class: "badge" }, "App"), time),
      S.ui.editing === message.ts ? editor(message, opts) : [
        h("div", { class: "body" }, body(message, surface), saysEdited(message) && h("span", { class: "edited", title: full(dateOf(message.edited.ts)) }, "(edited)")),
        files(message),
        reactions(message, opts), !opts.inThread && replies(message, opts),
      ]));
}

// As in Slack, only a message of mere text says that it was rewritten.
function saysEdited(message) { return message.edited && !message.blocks?.length; }

function classes(message, { grouped }) {
  return ["message", grouped && "grouped", aboutMembers(message) && "about-members", message.ephemeral_for && "ephemeral", S.ui.editing === message.ts && "editing"].filter(Boolean).join(" ");
}

function reactions(message, { channel }) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions" }, message.reactions.map((r) => {
    const users = r.users || [];
    const names = users.map(personName).join(", ");
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": String(users.includes(S.you.id)), "data-reaction": r.name,
      title: `${names} reacted with :${r.name}:`, "aria-label": `${r.name.replaceAll("_", " ")}, ${r.count}, by ${names}`,
      onclick: () => tryAct("react", { channel, ts: message.ts, text: r.name }),
    }, h("span", { class: "emoji" }, emojiChar(r.name) || `:${r.name}:`), h("span", null, r.count));
  }));
}

function replies(message, { channel }) {
  if (!message.reply_count || message.ephemeral_for) return null;
  const fresh = S.newReplies.has(`${channel}|${message.ts}`);
  const faces = (message.reply_users || []).slice(0, 4).map((id) => avatar({ id, name: personName(id), bot: id === S.app.user_id }, "small"));
  return h("button", { type: "button", class: "replies", "data-testid": "open-thread", onclick: () => openThread(channel, message.ts) },
    h("span", { class: "faces" }, faces),
    h("span", { class: "replies-count" }, message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`),
    fresh ? h("span", { class: "badge badge-new" }, "New") : message.latest_reply && h("span", { class: "muted" }, `Last ${ago(dateOf(message.latest_reply))}`));
}

function editor(message, { channel }) {
  const box = h("textarea", { class: "field", rows: "3", "aria-label": "Edit your message", "data-testid": "edit-box", value: editable(message.text), dir: "auto" });
  const save = async () => {
    const result = await tryAct("edit", { channel, ts: message.ts, text: box.value });
    if (result.ok) edit("");
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      edit("");
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });
  queueMicrotask(() => { box.focus(); box.setSelectionRange(box.value.length, box.value.length); });
  return h("div", { class: "editor" }, box, h("div", { class: "row" },
    h("button", { type: "button", class: "button button-primary", "data-testid": "edit-save", onclick: save }, "Save"),
    h("button", { type: "button", class: "button", onclick: () => edit("") }, "Cancel")));
}

/** tools is the bar of actions that follows the pointer and the focus; one bar serves a whole pane. */
export function tools(node, { inThread }) {
  const { ts, channel } = node.dataset;
  const message = messageAt(channel, ts);
  if (!message || S.ui.editing === ts) return null;
  const bar = h("div", { class: "tools", role: "toolbar", "aria-label": "Message actions" });
  if (message.ephemeral_for) return null;
  const button = (name, label, testid, run, menu) => h("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label, "data-testid": testid,
    "aria-haspopup": menu ? "menu" : null, onclick: (event) => run(event.currentTarget),
  }, icon(name));
  const react = (name) => tryAct("react", { channel, ts, text: name });
  return add(bar,
    button("check", "React with a check mark", "react-check", () => react("white_check_mark")),
    button("smile", "Add a reaction", "react", (anchor) => openPicker(anchor, react)),
    !inThread && button("thread", "Reply in thread", "reply-in-thread", () => openThread(channel, message.thread_ts || ts)),
    button("more", "More actions", "message-more", (anchor) => more(anchor, message, channel), true));
}

function more(anchor, message, channel) {
  const mine = message.user === S.you.id;
  const at = { channel, ts: message.ts };
  const shortcuts = S.shortcuts.filter((x) => x.type === "message").map((x) => ({
    label: x.name, note: S.app.name, icon: icon("bolt", 16), testid: `message-shortcut-${x.callback_id}`,
    pick: () => tryAct("message_shortcut", { ...at, callback_id: x.callback_id }),
  }));
  openMenu(anchor, "Message actions", [
    { label: "Copy text", icon: icon("copy", 16), pick: () => copy(editable(message.text)) },
    ...(mine ? [
      { label: "Edit message", icon: icon("pencil", 16), testid: "message-edit", pick: () => edit(message.ts) },
      { label: "Delete message", icon: icon("trash", 16), danger: true, testid: "message-delete", pick: () => remove(at) },
    ] : []),
    ...(shortcuts.length ? ["-", { heading: "Shortcuts" }, ...shortcuts] : []),
  ]);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied.");
  } catch {
    toast("This browser does not let the page copy.");
  }
}

async function remove(at) {
  const yes = await ask({ title: "Delete this message?", body: "It disappears for everyone in the conversation.", yes: "Delete", danger: true });
  if (yes) tryAct("delete", at);
}
