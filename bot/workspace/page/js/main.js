// Puts the page together: panes, keys, announcements.
import { h } from "./dom.js";
import { Inspector } from "./inspector.js";
import { Modal } from "./modal.js";
import { arrived, catchUp, closeThread, follow, noteMessage, settle, startNav, toggle } from "./nav.js";
import { openPalette } from "./palette.js";
import { Conversation, Thread } from "./panes.js";
import { Sidebar } from "./sidebar.js";
import { S, authorOf, channelOf, connect, onChange, onLoaded, setHooks } from "./store.js";

const byId = (id) => document.getElementById(id);

function say(where, text) {
  // The panes redraw on the next microtask; the box to write in may only exist after that.
  setTimeout(() => {
    const composer = where === "thread" ? thread.composer : conversation.composer;
    composer.set(text || composer.box.value);
  });
}

const sidebar = new Sidebar(byId("sidebar"));
const conversation = new Conversation(byId("main"), say);
const thread = new Thread(byId("thread"));
const inspector = new Inspector(byId("inspector"));
const modal = new Modal();

function announce(channel, message) {
  const name = channelOf(channel)?.name || "";
  const text = (message.text || "").replace(/<[^>]*>/g, "").slice(0, 300);
  byId("announcer").textContent = `${authorOf(message).name} in ${name}: ${text}`;
}

function showToast(text) {
  const node = h("div", { class: "toast", "data-testid": "toast" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 6000);
}

function title() {
  const unread = S.channels.reduce((sum, c) => sum + (c.id === S.ui.channel ? 0 : c.unread || 0), 0);
  const where = channelOf(S.ui.channel);
  document.title = `${unread ? `(${unread}) ` : ""}${where ? (where.is_im ? where.name : `#${where.name}`) : "Workspace"} · ${S.team.name || "Workspace"}`;
}

setHooks({
  message(channel, message) {
    noteMessage(channel, message);
    if (message.user !== S.you.id) announce(channel, message);
  },
  toast: showToast,
});

onLoaded(settle);
onChange(() => {
  byId("scrim").hidden = !S.ui.side;
  conversation.update();
  if (!S.ready) return;
  sidebar.update();
  thread.update();
  inspector.update();
  modal.update();
  title();
  arrived();
});

byId("scrim").addEventListener("click", () => toggle("side", false));
document.addEventListener("visibilitychange", catchUp);
// A link to a message leads there in this tab. One in a form opens another, so that nothing filled in is lost.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const a = event.target.closest("a[href]");
  if (a && !a.closest("dialog") && follow(a.href)) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  } else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], .popover:popover-open")) {
    if (S.ui.side) toggle("side", false);
    else if (S.ui.thread) closeThread();
    else if (S.ui.inspector) toggle("inspector", false);
  }
});

connect(startNav());
