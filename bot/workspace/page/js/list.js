// A list of messages that keeps its rows: only what changed is drawn anew, so focus and half-made choices stay.
import { h, icon } from "./dom.js";
import { row, tools } from "./message.js";
import { S, aboutMembers, authorOf, timeline } from "./store.js";
import { dateOf, dayKey, dayName } from "./time.js";

const groupWithin = 300; // seconds between messages of one author that still read as one
const landing = 3000; // milliseconds for which the message that a link led to is kept in view and marked

/** MessageList shows a channel, or a thread where inThread is set. */
export class MessageList {
  constructor({ inThread }) {
    this.inThread = inThread;
    this.rows = new Map(); // key -> {node, sig}
    this.place = "";
    this.list = h("ol", { class: "messages", "aria-label": inThread ? "Replies" : "Messages", role: "list" });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.bottom() }, icon("down", 14), "New messages");
    this.scroller = h("div", { class: "scroller" }, this.list);
    this.node = h("div", { class: "list" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => { if (this.atBottom()) this.jump.hidden = true; });
    const resized = new ResizeObserver(() => {
      if (this.aimed) this.show();
      else if (this.stuck) this.bottom();
    });
    resized.observe(this.list);
    resized.observe(this.scroller);
    this.scroller.addEventListener("scroll", () => { this.stuck = this.atBottom(); });
    for (const moves of ["wheel", "touchstart", "pointerdown", "keydown"]) this.scroller.addEventListener(moves, () => { this.aimed = ""; }, { passive: true });
    this.follow();
  }

  /** lead puts something above the first message. */
  lead(node) { this.scroller.prepend(node); }

  update(channel, thread, statuses) {
    const place = `${S.you.id}|${channel}|${thread}`;
    const moved = place !== this.place;
    if (moved) {
      this.rows.clear();
      this.aimed = "";
    }
    this.place = place;
    const stuck = moved || (!this.aimed && this.atBottom());
    const last = this.list.lastElementChild;
    this.draw(this.items(channel, thread, statuses));
    this.roving();
    if (S.ui.goal) {
      this.arrive(thread);
      return;
    }
    const newest = this.list.lastElementChild;
    // Whoever says something looks at the end of the conversation, as in Slack.
    const mine = newest !== last && newest?.dataset.user === S.you.id;
    if (stuck && !moved && !mine && this.tall()) return;
    if (stuck || mine) this.bottom();
    else if (last !== this.list.lastElementChild) this.jump.hidden = false;
  }

  items(channel, thread, statuses) {
    const out = [];
    let before = null; // the message that the next one may be grouped with
    let today = "";
    for (const m of timeline(channel, thread)) {
      const day = dayKey(dateOf(m.ts));
      if (!this.inThread && day !== today) {
        out.push({ key: `day ${day}`, sig: dayName(dateOf(m.ts)), make: () => divider(dayName(dateOf(m.ts))) });
        before = null;
      }
      today = day;
      if (!this.inThread && m.ts === S.ui.newFrom) {
        out.push({ key: "new", sig: "", make: () => divider("New", "divider-new") });
        before = null;
      }
      const grouped = Boolean(before) && sameVoice(before, m) && !m.ephemeral_for;
      out.push(this.item(m, channel, grouped, thread));
      before = m.ephemeral_for || (m.reply_count && !this.inThread) ? null : m;
      if (thread && m.ts === thread && m.reply_count) {
        out.push({ key: "replies", sig: m.reply_count, make: () => divider(m.reply_count === 1 ? "1 reply" : `${m.reply_count} replies`, "divider-left") });
        before = null;
      }
    }
    for (const s of statuses) {
      const words = `${S.app.name || "The app"} ${s.status}`;
      out.push({ key: `status ${s.thread_ts}`, sig: words, make: () => status(words) });
    }
    return out;
  }

  item(m, channel, grouped, thread) {
    const fresh = S.newReplies.has(`${channel}|${m.ts}`);
    const sig = JSON.stringify([m, grouped, S.ui.editing === m.ts, fresh]);
    return {
      key: m.ts, sig, make: (old) => row(m, { channel, grouped, inThread: this.inThread || Boolean(thread), prior: old?.surface?.values() }),
    };
  }

  draw(items) {
    const rows = new Map();
    const active = document.activeElement;
    let at = this.list.firstElementChild;
    for (const { key, sig, make } of items) {
      const old = this.rows.get(key);
      let node = old?.node;
      if (!old || old.sig !== sig) {
        node = make(old?.node);
        if (old) {
          if (at === old.node) at = node;
          const held = old.node.contains(active) ? active : null;
          old.node.replaceWith(node);
          if (held) refocus(node, held);
        }
      }
      if (node === at) at = at.nextElementSibling;
      else this.list.insertBefore(node, at);
      rows.set(key, { node, sig });
    }
    while (at) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
    this.rows = rows;
  }

  // One message of the list takes part in the tab order; the arrows go on from there.
  roving() {
    const all = [...this.list.querySelectorAll(".message")];
    if (!all.length || all.some((n) => n.tabIndex === 0)) return;
    all.at(-1).tabIndex = 0;
  }

  follow() {
    const show = (event) => {
      const node = event.target.closest?.(".message");
      if (!node || node === this.tooled && node.querySelector(":scope > .tools")) return;
      if (document.querySelector(".popover:popover-open")) return;
      this.tooled?.querySelector(":scope > .tools")?.remove();
      this.tooled = node;
      const bar = tools(node, { inThread: this.inThread });
      if (bar) node.append(bar);
    };
    this.list.addEventListener("pointerover", show);
    this.list.addEventListener("focusin", show);
    this.list.addEventListener("keydown", (event) => {
      if (!event.target.classList?.contains("message")) return;
      const all = [...this.list.querySelectorAll(".message")];
      const to = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!to) return;
      event.preventDefault();
      const next = all[all.indexOf(event.target) + to];
      if (!next) return;
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  // A new message that is taller than the view is shown from its top: its end alone would not say what it is about.
  tall() {
    const newest = this.list.lastElementChild;
    const name = `${newest?.dataset.ts}|${newest?.dataset.kind}`;
    if (!newest?.dataset.ts || newest.dataset.user === S.you.id || name === this.tallest || newest.offsetHeight < this.scroller.clientHeight) return false;
    this.tallest = name;
    this.scroller.scrollTop += newest.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - 8;
    this.stuck = false;
    return true;
  }

  // A link ends at its message, or in the channel at the one that its thread hangs on. Where that is gone, at the end.
  arrive(thread) {
    const to = [S.ui.goal, thread ? "" : S.ui.thread].find((ts) => this.rows.has(ts));
    if (!to) {
      this.bottom();
      return;
    }
    const { node } = this.rows.get(to);
    this.aimed = to;
    this.stuck = false;
    for (const other of this.list.querySelectorAll('.message[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
    node.classList.toggle("linked", to === S.ui.goal);
    this.show();
    clearTimeout(this.landed);
    this.landed = setTimeout(() => {
      this.aimed = "";
      for (const marked of this.list.querySelectorAll(".linked")) marked.classList.remove("linked");
    }, landing);
  }

  // The row that a link led to stands in the middle, or begins at the top where it is taller than the view.
  show() {
    const node = this.rows.get(this.aimed)?.node;
    if (!node) return;
    const above = Math.max(8, (this.scroller.clientHeight - node.offsetHeight) / 2);
    this.scroller.scrollTop += node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - above;
  }

  atBottom() { return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 48; }

  bottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
    this.stuck = true;
    this.aimed = "";
  }
}

function refocus(node, held) {
  const id = held.dataset.actionId;
  const twins = id ? [...node.querySelectorAll("[data-action-id]")].filter((n) => n.dataset.actionId === id) : [];
  const twin = twins.find((n) => n.dataset.value === held.dataset.value) || twins[0];
  (twin || node).focus({ preventScroll: true });
}

function sameVoice(a, b) {
  if (aboutMembers(a) || aboutMembers(b)) return false;
  const x = authorOf(a);
  const y = authorOf(b);
  // What an app says in blocks stands on its own: without a byline one card would run into the next.
  if (x.bot && (a.blocks?.length || b.blocks?.length)) return false;
  return x.id === y.id && x.bot === y.bot && dateOf(b.ts) - dateOf(a.ts) < groupWithin * 1000;
}

function divider(words, extra = "") {
  return h("li", { class: `divider ${extra}` }, h("span", null, words));
}

function status(words) {
  return h("li", { class: "status", "data-testid": "status" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), words);
}
