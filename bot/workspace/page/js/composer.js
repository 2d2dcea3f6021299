// The box that people type into, with completion of commands, people, channels and emoji.
import { fill, h, icon, uid } from "./dom.js";
import { findEmoji } from "./emoji.js";
import { editable } from "./mentions.js";
import { openMenu } from "./menu.js";
import { edit } from "./nav.js";
import { openPicker } from "./picker.js";
import { S, act, timeline, tryAct } from "./store.js";

/** Composer sends to where target() says: {channel, thread_ts, name}, and calls sent() at once. Drafts are kept for each place. */
export class Composer {
  constructor({ id, testid, target, sent }) {
    this.target = target;
    this.onSent = sent;
    this.drafts = new Map();
    this.sent = Promise.resolve();
    this.place = "";
    this.hits = [];
    this.at = 0;
    const listId = uid("complete");
    this.box = h("textarea", {
      id, class: "composer-box", rows: "1", dir: "auto", "data-testid": testid, autocomplete: "off", spellcheck: "true",
      "aria-autocomplete": "list", "aria-controls": listId, enterkeyhint: "send",
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onblur: () => setTimeout(() => this.complete([]), 150),
      onclick: () => this.suggest(),
    });
    this.list = h("div", { id: listId, class: "complete", role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.usage = h("p", { class: "usage", hidden: true });
    this.error = h("p", { class: "composer-error", role: "alert" });
    this.send = h("button", { type: "button", class: "icon-button send", "aria-label": "Send", title: "Send", "data-testid": `${testid}-send`, onclick: () => this.submit() }, icon("send"));
    this.node = h("div", { class: "composer" }, this.list, this.usage, this.error,
      h("div", { class: "composer-frame" }, this.box, h("div", { class: "composer-bar" },
        this.tool("bolt", "Shortcuts and commands", `${testid}-shortcuts`, (a) => this.shortcuts(a)),
        this.tool("smile", "Emoji", `${testid}-emoji`, (a) => openPicker(a, (name, char) => this.insert(`${char} `))),
        this.tool("at", "Mention somebody", `${testid}-mention`, () => { this.insert("@"); this.suggest(); }),
        h("span", { class: "composer-hint" }, h("kbd", null, "Enter"), " sends, ", h("kbd", null, "Shift Enter"), " starts a line"), this.send)));
  }

  tool(name, label, testid, run) {
    return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, "data-testid": testid, onclick: (event) => run(event.currentTarget) }, icon(name));
  }

  update() {
    const to = this.target();
    const place = `${S.you.id}|${to.channel}|${to.thread_ts || ""}`;
    if (place !== this.place) {
      if (this.place) this.drafts.set(this.place, this.box.value);
      this.place = place;
      this.box.value = this.drafts.get(place) || "";
      this.error.textContent = "";
      this.grow();
    }
    const label = to.thread_ts ? "Reply in this thread" : `Message ${to.name}`;
    this.box.placeholder = label;
    this.box.setAttribute("aria-label", label);
  }

  /** set puts words into the box for the person to send. */
  set(text) {
    this.update();
    this.box.value = text;
    this.grow();
    this.box.focus();
    this.box.setSelectionRange(text.length, text.length);
    this.suggest();
  }

  typed() {
    this.error.textContent = "";
    this.grow();
    this.suggest();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 240)}px`;
    this.send.classList.toggle("send-ready", this.box.value.trim() !== "");
  }

  insert(text) {
    this.box.focus();
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
    this.typed();
  }

  async submit() {
    const text = this.box.value.trim();
    if (!text) return;
    const to = { channel: this.target().channel, thread_ts: this.target().thread_ts || "" };
    const slash = text.match(/^(\/[^\s/]+)(?:\s+([\s\S]*))?$/);
    this.complete([]);
    this.usage.hidden = true;
    // The box empties at once; what could not be sent comes back into it. Whatever is sent meanwhile waits for this.
    const place = this.place;
    this.box.value = "";
    this.grow();
    this.onSent();
    const sending = () => slash ? act("slash", { ...to, command: slash[1], text: slash[2] || "" }) : act("say", { ...to, text });
    this.sent = this.sent.then(sending, sending);
    const result = await this.sent;
    if (result.ok) return;
    if (this.place !== place) this.drafts.set(place, text);
    else if (!this.box.value) this.box.value = text;
    this.error.textContent = result.error || "That could not be sent.";
    this.grow();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.hits.length && this.keyInList(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.box.value) {
      const { channel, thread_ts: thread } = this.target();
      const mine = timeline(channel, thread).findLast((m) => m.user === S.you.id && !m.ephemeral_for);
      if (mine) {
        event.preventDefault();
        edit(mine.ts);
      }
    }
  }

  keyInList(event) {
    const n = this.hits.length;
    switch (event.key) {
      case "ArrowDown": this.mark((this.at + 1) % n); break;
      case "ArrowUp": this.mark((this.at + n - 1) % n); break;
      case "Escape": event.stopPropagation(); this.complete([]); break;
      case "Tab": this.take(this.hits[this.at]); break;
      case "Enter":
        // A command or a name that stands there whole is meant to be sent, not completed once more.
        if (this.whole(this.hits[this.at])) return false;
        this.take(this.hits[this.at]);
        break;
      default: return false;
    }
    event.preventDefault();
    return true;
  }

  whole(hit) { return this.box.value.slice(hit.from).trim() === hit.insert.trim(); }

  suggest() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    const command = S.commands.find((c) => before.startsWith(`${c.command} `));
    this.usage.hidden = !command;
    if (command) fill(this.usage, h("code", null, command.command), ` ${command.usage_hint || ""}`, h("span", null, command.description));
    this.complete(command && !/(^|\s)[@#:]\S*$/.test(before) ? [] : hits(before, this.target().thread_ts));
  }

  complete(found) {
    this.hits = found;
    this.list.hidden = !found.length;
    fill(this.list, found.map((hit, i) => h("div", {
      role: "option", id: `${this.list.id}-${i}`, class: "complete-item", "data-testid": "completion", "aria-selected": "false",
      onpointerdown: (event) => { event.preventDefault(); this.take(hit); },
    }, h("span", { class: "complete-name" }, hit.label), hit.note && h("span", { class: "muted" }, hit.note))));
    if (found.length) this.mark(0);
    else this.box.removeAttribute("aria-activedescendant");
  }

  mark(i) {
    this.at = i;
    [...this.list.children].forEach((n, k) => n.setAttribute("aria-selected", String(k === i)));
    this.box.setAttribute("aria-activedescendant", `${this.list.id}-${i}`);
    this.list.children[i].scrollIntoView({ block: "nearest" });
  }

  take(hit) {
    this.box.setRangeText(hit.insert, hit.from, this.box.selectionStart, "end");
    this.complete([]);
    this.typed();
  }

  shortcuts(anchor) {
    openMenu(anchor, "Shortcuts and commands", [
      { heading: "Shortcuts" },
      ...S.shortcuts.filter((x) => x.type === "global").map((x) => ({
        label: x.name, note: x.description, icon: icon("bolt", 16), testid: `shortcut-${x.callback_id}`,
        pick: () => tryAct("shortcut", { callback_id: x.callback_id }),
      })),
      { heading: "Commands" },
      ...S.commands.map((c) => ({ label: c.command, note: c.description, icon: icon("code", 16), pick: () => this.set(`${c.command} `) })),
    ]);
  }
}

function hits(before, inThread) {
  const word = before.match(/(^|\s)([@#:/])([\w+.-]*)$/);
  if (!word) return [];
  const [, , mark, typed] = word;
  const from = before.length - typed.length - 1;
  const starts = (name) => name.toLowerCase().includes(typed.toLowerCase());
  switch (mark) {
    case "/":
      if (from !== 0 || inThread) return [];
      return S.commands.filter((c) => starts(c.command)).map((c) => ({ from, label: c.command, note: c.description, insert: `${c.command} ` }));
    case "@":
      return [...S.people.values()].filter((p) => starts(p.name) || starts(p.real_name || "")).slice(0, 8)
        .map((p) => ({ from, label: `@${p.name}`, note: p.real_name, insert: `@${p.name} ` }));
    case "#":
      return S.channels.filter((c) => !c.is_im && starts(c.name)).slice(0, 8).map((c) => ({ from, label: `#${c.name}`, note: editable(c.topic), insert: `#${c.name} ` }));
    default:
      if (typed.length < 2) return [];
      return findEmoji(typed, 8).map((e) => ({ from, label: `${e.char}  :${e.name}:`, insert: `${e.char} ` }));
  }
}
