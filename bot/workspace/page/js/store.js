// What this tab knows. One state object, changed only here and in nav.js; panes redraw when told that it changed.
import { getJournal, getState, openEvents, postAct } from "./api.js";

const maxJournal = 500;

/** S is the state. Panes read it and never write it. */
export const S = {
  ready: false, online: true, lost: "",
  team: {}, you: {}, people: new Map(), app: {},
  commands: [], shortcuts: [], channels: [],
  messages: new Map(), ephemerals: new Map(),
  home: null, modals: [], statuses: [], journal: [], seq: 0,
  newReplies: new Set(), // thread keys with replies not looked at yet
  ui: { channel: "", tab: "messages", thread: "", side: false, inspector: false, strip: true, editing: "", newFrom: "", goal: "" },
};

const listeners = new Set();
let queued = false;

/** onChange calls fn after each batch of changes. */
export function onChange(fn) { listeners.add(fn); }

/** changed asks for a redraw; many calls in a row make one. */
export function changed() {
  if (queued) return;
  queued = true;
  queueMicrotask(() => {
    queued = false;
    for (const fn of listeners) fn();
  });
}

const hooks = { message: () => {}, toast: () => {} };

/** setHooks says who hears of new messages and of sentences to show for a moment. */
export function setHooks(h) { Object.assign(hooks, h); }

/** toast shows a sentence for a moment. */
export function toast(text) { if (text) hooks.toast(text); }

/** act does something as the person of this tab. */
export function act(action, fields) {
  return postAct({ user: S.you.id, action, ...fields });
}

/** tryAct is act for where a failure has no better place than a toast. */
export async function tryAct(action, fields) {
  const result = await act(action, fields);
  if (!result.ok && !result.errors) toast(result.error || "That did not work.");
  return result;
}

let stop = () => {};
let wait = 500;
let generation = 0;

/** connect reads the state as user and follows the changes from there, for as long as the page lives. */
export async function connect(user) {
  generation += 1;
  const mine = generation;
  stop();
  try {
    const state = await getState(user);
    if (mine !== generation) return;
    load(state);
    stop = openEvents(S.you.id, S.seq, apply, () => { wait = 500; setOnline(true); }, () => lost(mine, S.you.id));
    setOnline(true);
  } catch (err) {
    if (mine === generation) lost(mine, user, err.message);
  }
}

function lost(mine, user, why = "") {
  S.lost = why;
  setOnline(false);
  setTimeout(() => { if (mine === generation) connect(user); }, wait);
  wait = Math.min(wait * 2, 5000);
}

function setOnline(online) {
  if (S.online === online && S.ready) return;
  S.online = online;
  changed();
}

function load(state) {
  const other = S.you.id && S.you.id !== state.you.id;
  Object.assign(S, {
    ready: true, team: state.team || {}, you: state.you, app: state.app || {},
    people: new Map((state.people || []).map((p) => [p.id, p])),
    commands: state.commands || [], shortcuts: state.shortcuts || [], channels: state.channels || [],
    messages: byChannel(state.messages), ephemerals: byChannel(state.ephemerals),
    home: state.home || null, modals: state.modals || [], statuses: state.statuses || [], seq: state.seq || 0,
  });
  if (other) S.newReplies.clear();
  for (const fn of loaded) fn();
  changed();
}

const loaded = new Set();

/** onLoaded calls fn whenever the whole state was read anew. */
export function onLoaded(fn) { loaded.add(fn); }

function byChannel(lists) {
  return new Map(Object.entries(lists || {}).map(([id, list]) => [id, list || []]));
}

function apply(change) {
  if (change.seq && change.seq <= S.seq) return;
  if (change.seq) S.seq = change.seq;
  const known = !change.channel || S.channels.some((c) => c.id === change.channel);
  if (change.type === "reload" || !known) {
    connect(S.you.id);
    return;
  }
  const fn = changes[change.type];
  if (!fn) return;
  fn(change);
  changed();
}

const changes = {
  message({ channel, message }) {
    put(S.messages, channel, message);
    clearStatus(channel, message);
    hooks.message(channel, message);
  },
  message_changed({ channel, message }) { put(S.messages, channel, message); },
  reaction({ channel, message }) { put(S.messages, channel, message); },
  message_deleted({ channel, ts }) { drop(S.messages, channel, ts); },
  ephemeral({ channel, message }) {
    const fresh = !list(S.ephemerals, channel).some((m) => m.ts === message.ts);
    put(S.ephemerals, channel, message);
    clearStatus(channel, message);
    if (fresh) hooks.message(channel, message);
  },
  ephemeral_deleted({ channel, ts }) { drop(S.ephemerals, channel, ts); },
  modal({ view }) {
    const at = S.modals.findIndex((v) => v.id === view.id);
    S.modals = at < 0 ? [...S.modals, view] : S.modals.with(at, view);
  },
  modal_closed({ view_id: id }) { S.modals = S.modals.filter((v) => v.id !== id); },
  home({ view }) { S.home = view; },
  status({ status }) {
    S.statuses = S.statuses.filter((x) => x.channel !== status.channel || x.thread_ts !== status.thread_ts);
    if (status.status) S.statuses.push(status);
  },
  prompts({ channel, prompts }) {
    S.channels = S.channels.map((c) => (c.id === channel ? { ...c, prompts: prompts || [] } : c));
  },
  title({ channel, ts, text }) {
    S.channels = S.channels.map((c) => (c.id === channel ? { ...c, titles: { ...c.titles, [ts]: text } } : c));
  },
  toast({ text }) { toast(text); },
  inspect({ entry }) { S.journal = [...S.journal, entry].slice(-maxJournal); },
};

function list(map, channel) { return map.get(channel) || []; }

// put replaces the message of that ts, or inserts it in the order of ts.
function put(map, channel, message) {
  const old = list(map, channel);
  const at = old.findIndex((m) => m.ts >= message.ts);
  if (at < 0) map.set(channel, [...old, message]);
  else if (old[at].ts === message.ts) map.set(channel, old.with(at, message));
  else map.set(channel, old.toSpliced(at, 0, message));
}

function drop(map, channel, ts) { map.set(channel, list(map, channel).filter((m) => m.ts !== ts)); }

// An app's message in a thread ends its "is thinking" there, as in Slack.
function clearStatus(channel, message) {
  if (message.user === S.you.id || message.ephemeral_for) return;
  const thread = message.thread_ts || "";
  S.statuses = S.statuses.filter((x) => x.channel !== channel || (x.thread_ts || "") !== thread);
}

/** loadJournal fills the inspector. */
export async function loadJournal() {
  try {
    S.journal = (await getJournal()).slice(-maxJournal);
    changed();
  } catch (err) {
    toast(err.message);
  }
}

/** channelOf finds a conversation by id. */
export function channelOf(id) { return S.channels.find((c) => c.id === id); }

/** personName is how somebody is called on screen. */
export function personName(id) {
  const p = S.people.get(id);
  return p ? p.real_name || p.name : id || "Somebody";
}

/** authorOf names who wrote a message. */
export function authorOf(message) {
  const bot = Boolean(message.bot_id) || message.user === S.app.user_id;
  if (bot && (!message.user || message.user === S.app.user_id)) return { id: S.app.user_id, name: S.app.name || "App", bot };
  return { id: message.user, name: personName(message.user), bot };
}

/** messageAt finds a message, ephemeral or not. */
export function messageAt(channel, ts) {
  return list(S.messages, channel).find((m) => m.ts === ts) || list(S.ephemerals, channel).find((m) => m.ts === ts);
}

/** aboutMembers says whether a message is Slack's own, about who comes and goes. */
export function aboutMembers(message) { return ["channel_join", "channel_leave"].includes(message.subtype); }

/** timeline lists what stands in a channel, or in one of its threads, oldest first, ephemerals among the rest. */
export function timeline(channel, thread) {
  const all = [...list(S.messages, channel), ...list(S.ephemerals, channel)];
  const inPlace = thread
    ? (m) => m.ts === thread || m.thread_ts === thread
    : (m) => !m.thread_ts || m.thread_ts === m.ts || m.subtype === "thread_broadcast";
  return all.filter(inPlace).sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
}
