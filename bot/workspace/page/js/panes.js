// The two panes that show messages: the conversation, with the app's Home behind a tab, and a thread.
import { blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { MessageList } from "./list.js";
import { mrkdwn } from "./mrkdwn.js";
import { closeThread, look, toggle } from "./nav.js";
import { S, channelOf, messageAt, timeline, tryAct } from "./store.js";
import { strip } from "./strip.js";
import { Surface } from "./surface.js";

function nameOf(channel) {
  return channel.is_im ? channel.name || S.app.name : `#${channel.name}`;
}

/** Conversation is the main pane. */
export class Conversation {
  constructor(node, say) {
    this.node = node;
    this.say = say;
    this.head = h("header", { class: "pane-head" });
    this.notice = h("div", { class: "offline", role: "status", hidden: true });
    this.strip = document.getElementById("strip");
    this.list = new MessageList({ inThread: false });
    this.intro = h("div", { class: "intro" });
    this.list.lead(this.intro);
    this.composer = new Composer({ id: "composer-channel", testid: "composer", target: () => this.target(), sent: () => this.list.bottom() });
    this.home = h("div", { class: "home", role: "tabpanel", "aria-labelledby": "tab-home", tabindex: "0", "data-testid": "home" });
    this.prompts = h("div", { class: "prompts", role: "group", "aria-label": "Suggestions", hidden: true });
    this.talk = h("div", { class: "talk" }, this.list.node, this.prompts, this.composer.node);
    node.append(this.notice, this.head, this.talk, this.home);
  }

  target() {
    const channel = channelOf(S.ui.channel);
    return { channel: S.ui.channel, name: channel ? nameOf(channel) : "" };
  }

  update() {
    const channel = channelOf(S.ui.channel);
    this.notice.hidden = S.online;
    this.notice.textContent = S.lost || "The workspace does not answer. Trying again.";
    if (!channel) return;
    const home = S.ui.tab === "home" && channel.is_im;
    this.drawStrip();
    this.drawHead(channel, home);
    this.talk.hidden = home;
    this.home.hidden = !home;
    if (home) {
      this.drawHome();
      return;
    }
    this.drawIntro(channel);
    const here = S.statuses.filter((x) => x.channel === channel.id && (!x.thread_ts || (channel.is_im && x.thread_ts !== S.ui.thread)));
    this.list.update(channel.id, "", here);
    this.drawPrompts(channel);
    this.composer.update();
  }

  // What the app suggests to begin with, as long as nothing was said.
  drawPrompts(channel) {
    const offered = channel.is_im && !timeline(channel.id).length ? channel.prompts || [] : [];
    const sig = JSON.stringify([S.you.id, channel.id, offered]);
    if (sig === this.promptsSig) return;
    this.promptsSig = sig;
    this.prompts.hidden = !offered.length;
    fill(this.prompts, offered.map((p) => h("button", {
      type: "button", class: "prompt", "data-testid": "prompt", onclick: () => tryAct("say", { channel: channel.id, text: p.message }),
    }, p.title)));
  }

  drawStrip() {
    if (S.ui.strip === this.stripShown) return;
    this.stripShown = S.ui.strip;
    fill(this.strip, S.ui.strip && strip(this.say));
  }

  drawHead(channel, home) {
    const elsewhere = S.channels.some((c) => c.id !== channel.id && c.unread);
    const sig = JSON.stringify([channel.id, channel.name, channel.topic, home, S.you.id, elsewhere]);
    if (sig === this.headSig) return;
    this.headSig = sig;
    const focused = this.head.contains(document.activeElement) && document.activeElement.getAttribute("role") === "tab";
    fill(this.head,
      h("button", {
        type: "button", class: elsewhere ? "icon-button side-open unread" : "icon-button side-open", title: "Channels", "data-testid": "side-open",
        "aria-label": elsewhere ? "Channels, with unread messages" : "Channels", onclick: () => toggle("side", true),
      }, icon("menu")),
      channel.is_im ? h("img", { class: "avatar small", src: "/page/icon.svg", alt: "" }) : icon(channel.is_private ? "lock" : "hash"),
      h("h1", { class: "pane-title", "data-testid": "channel-title" }, channel.is_im ? nameOf(channel) : channel.name),
      channel.is_im ? this.tabs(channel, home) : channel.topic && h("div", { class: "topic" }, mrkdwn(channel.topic)));
    if (focused) this.head.querySelector("[aria-selected=true]").focus();
  }

  tabs(channel, home) {
    const tab = (id, label, on, panel) => h("button", {
      type: "button", role: "tab", id: `tab-${id}`, class: "tab", "aria-selected": String(on), tabindex: on ? "0" : "-1", "data-testid": `tab-${id}`,
      "aria-controls": panel, onclick: () => look(channel.id, { tab: id }),
      onkeydown: (event) => {
        if (event.key === "ArrowLeft" || event.key === "ArrowRight") look(channel.id, { tab: home ? "messages" : "home" });
      },
    }, label);
    return h("div", { class: "tabs", role: "tablist", "aria-label": "App" }, tab("home", "Home", home), tab("messages", "Messages", !home));
  }

  drawIntro(channel) {
    const sig = `${S.you.id}|${channel.id}|${channel.topic}`;
    if (sig === this.introSig) return;
    this.introSig = sig;
    const words = channel.is_im ? `Only you and ${nameOf(channel)} see this conversation.` : `This is where #${channel.name} begins. Everyone in the channel sees what is said here.`;
    fill(this.intro, h("h2", null, nameOf(channel)), h("p", null, words));
  }

  drawHome() {
    const sig = JSON.stringify([S.you.id, S.home?.id, S.home?.hash, S.home?.blocks]);
    if (sig === this.homeSig) return;
    this.homeSig = sig;
    if (!S.home) {
      fill(this.home, h("p", { class: "home-empty" }, `${S.app.name || "The app"} has not drawn a Home for you yet.`));
      return;
    }
    const prior = this.homeSurface?.where.view_id === S.home.id ? this.homeSurface.values() : S.home.state?.values;
    this.homeSurface = new Surface("home", { view_id: S.home.id }, prior);
    const held = this.home.contains(document.activeElement) ? document.activeElement.dataset.actionId : "";
    fill(this.home, h("div", { class: "home-page" }, blocks(S.home.blocks, this.homeSurface)));
    if (held) this.home.querySelector(`[data-action-id="${CSS.escape(held)}"]`)?.focus();
  }
}

/** Thread is the pane beside it. */
export class Thread {
  constructor(node) {
    this.node = node;
    this.title = h("h2", { class: "pane-title", "data-testid": "thread-title" });
    this.where = h("span", { class: "muted" });
    this.list = new MessageList({ inThread: true });
    this.composer = new Composer({
      id: "composer-thread", testid: "thread-composer", target: () => ({ channel: S.ui.channel, thread_ts: S.ui.thread, name: "" }), sent: () => this.list.bottom(),
    });
    node.append(
      h("header", { class: "pane-head" }, this.title, this.where,
        h("button", { type: "button", class: "icon-button pane-close", "aria-label": "Close thread", title: "Close thread", "data-testid": "thread-close", onclick: closeThread }, icon("close"))),
      this.list.node, this.composer.node);
  }

  update() {
    const channel = channelOf(S.ui.channel);
    const open = Boolean(S.ui.thread && channel && S.ui.tab === "messages" && messageAt(channel.id, S.ui.thread));
    const opened = open && this.node.hidden;
    const held = this.node.contains(document.activeElement);
    this.node.hidden = !open;
    if (held && !open) document.getElementById("composer-channel").focus();
    document.getElementById("app").classList.toggle("with-thread", open);
    if (!open) return;
    this.title.textContent = channel.titles?.[S.ui.thread] || "Thread";
    this.where.textContent = nameOf(channel);
    const here = S.statuses.filter((x) => x.channel === channel.id && x.thread_ts === S.ui.thread);
    this.list.update(channel.id, S.ui.thread, here);
    this.composer.update();
    if (opened) this.composer.box.focus();
  }
}
