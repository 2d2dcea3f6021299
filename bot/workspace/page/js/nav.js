// Where this tab looks: channel, tab, thread, open drawers. The address keeps it, so a reload or a second tab works.
import { S, aboutMembers, act, changed, channelOf, connect, loadJournal, messageAt, timeline, tryAct } from "./store.js";

const ui = S.ui;

/** startNav restores the place from the address. */
export function startNav() {
  const query = new URLSearchParams(location.search);
  ui.channel = query.get("c") || "";
  ui.thread = query.get("t") || "";
  ui.goal = query.get("m") || "";
  ui.tab = query.get("tab") === "home" ? "home" : "messages";
  ui.strip = !stored("strip-closed");
  window.addEventListener("popstate", () => {
    const q = new URLSearchParams(location.search);
    if (q.get("user") && q.get("user") !== S.you.id) return connect(q.get("user"));
    look(q.get("c") || ui.channel, { thread: q.get("t") || "", tab: q.get("tab") || "messages", keep: true });
  });
  return query.get("user") || "";
}

function stored(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

/** remember keeps a small preference of this browser; a browser that refuses is no reason to fail. */
export function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private windows may refuse */ }
}

/** settle makes sure that the place exists for the person of this tab. */
export function settle() {
  const here = channelOf(ui.channel);
  if (!here) {
    const dm = S.channels.find((c) => c.is_im);
    const first = S.channels.find((c) => !c.is_im) || S.channels[0];
    // A DM's id belongs to one person: whoever switches inside a DM wants their own.
    const wanted = ui.channel.startsWith("D") && dm ? dm : first;
    ui.thread = "";
    look(wanted ? wanted.id : "", { tab: wanted && wanted.is_im ? ui.tab : "messages", keep: true });
    write(true);
    return;
  }
  look(ui.channel, { thread: ui.thread, tab: ui.tab, goal: ui.goal, keep: true });
  write(true);
}

function write(replace) {
  const query = new URLSearchParams();
  query.set("user", S.you.id);
  if (ui.channel) query.set("c", ui.channel);
  if (ui.tab === "home") query.set("tab", "home");
  if (ui.thread) query.set("t", ui.thread);
  const url = `?${query}`;
  if (url === location.search) return;
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
}

/** look goes to a channel. goal: to that message there. keep: the address stays as it is. */
export function look(id, { thread = "", tab = "messages", goal = "", keep = false } = {}) {
  const channel = channelOf(id);
  if (!channel) return;
  const moved = ui.channel !== id || ui.tab !== tab;
  Object.assign(ui, { channel: id, thread, goal, tab: channel.is_im ? tab : "messages", side: false });
  if (moved) Object.assign(ui, { editing: "", newFrom: "" });
  if (ui.tab === "home") tryAct("open_home");
  else if (channel.is_im && moved) tryAct("open_dm");
  else markRead(channel);
  if (thread) S.newReplies.delete(`${id}|${thread}`);
  if (!keep) write(false);
  changed();
}

/** openThread shows a thread beside its channel. */
export function openThread(channel, ts) { look(channel, { thread: ts }); }

/** closeThread takes the thread pane away. */
export function closeThread() { look(ui.channel, { tab: ui.tab }); }

/** follow goes to the message that an address of this workspace names, and reports whether it could. */
export function follow(href) {
  const url = new URL(href, location.href);
  const [, id, seconds, part] = (url.origin === location.origin && url.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/)) || [];
  if (!channelOf(id)) return false;
  const goal = `${seconds}.${part}`;
  const message = messageAt(id, goal);
  const thread = message ? message.thread_ts : url.searchParams.get("thread_ts");
  look(id, { thread: thread && thread !== goal ? thread : "", goal });
  return true;
}

/** arrived forgets where a link led: from now on the person moves by themselves. */
export function arrived() { ui.goal = ""; }

/** become switches the person of this tab, in the same place. */
export function become(user) {
  if (user === S.you.id) return;
  ui.editing = "";
  history.pushState(null, "", `?user=${encodeURIComponent(user)}`);
  connect(user);
}

/** toggle flips one of the drawers: side, inspector, strip. */
export function toggle(name, on = !ui[name]) {
  ui[name] = on;
  if (name === "inspector" && on) loadJournal();
  if (name === "strip") remember("strip-closed", on ? "" : "1");
  changed();
}

/** edit opens one of the person's own messages for editing; "" ends it. */
export function edit(ts) {
  ui.editing = ts;
  changed();
}

function markRead(channel) {
  if (!channel.unread) return;
  const others = timeline(channel.id).filter((m) => m.user !== S.you.id);
  const first = others[others.length - Math.min(channel.unread, others.length)];
  ui.newFrom = first ? first.ts : "";
  channel.unread = 0;
  act("read", { channel: channel.id });
}

/** noteMessage keeps the unread marks right as messages come in. It reports whether the person sees it now. */
export function noteMessage(id, message) {
  if (message.user === S.you.id || aboutMembers(message)) return true;
  const channel = channelOf(id);
  const reply = message.thread_ts && message.thread_ts !== message.ts;
  const here = ui.channel === id && ui.tab === "messages";
  const seen = here && !document.hidden && (!reply || ui.thread === message.thread_ts);
  if (reply && !(here && ui.thread === message.thread_ts)) S.newReplies.add(`${id}|${message.thread_ts}`);
  if (here && !document.hidden) act("read", { channel: id });
  else if (channel) channel.unread = (channel.unread || 0) + 1;
  return Boolean(seen);
}

/** catchUp marks the open channel as read when the person comes back to the tab. */
export function catchUp() {
  const channel = channelOf(ui.channel);
  if (!document.hidden && channel && ui.tab === "messages") {
    markRead(channel);
    changed();
  }
}
