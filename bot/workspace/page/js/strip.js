// The strip that says what this page is, and three things to try.
import { h, icon } from "./dom.js";
import { look, toggle } from "./nav.js";
import { S, timeline } from "./store.js";

/** strip renders it. say puts words into a composer: say("channel" | "thread", text). */
export function strip(say) {
  const step = (n, title, how, testid, run) => h("li", null, h("button", { type: "button", class: "try", "data-testid": testid, onclick: run },
    h("span", { class: "try-number", "aria-hidden": "true" }, n), h("span", { class: "try-words" }, h("strong", null, title), h("span", null, how))));
  return h("section", { class: "strip", "aria-label": "What this is", "data-testid": "strip" },
    h("p", { class: "strip-what" }, h("strong", null, "A Slack workspace on this machine."),
      " The app is the real one; Slack is not involved, and nothing here reaches it. Three things to try:"),
    h("ol", { class: "tries" },
      step(1, "Answer today’s question", "in #sre-practice, in its thread", "try-daily", () => daily(say)),
      step(2, "Practise alone", [h("code", null, "practice"), " in the direct message"], "try-practice", () => practice(say)),
      step(3, "Take a mock interview", h("code", null, "/mock-interview start technical 2"), "try-interview", () => interview(say))),
    h("button", { type: "button", class: "icon-button strip-close", "aria-label": "Close", title: "Close", onclick: () => toggle("strip", false) }, icon("close", 16)));
}

function practiceChannel() {
  return S.channels.find((c) => c.name === "sre-practice") || S.channels.find((c) => !c.is_im && c.is_member_bot) || S.channels.find((c) => !c.is_im);
}

function daily(say) {
  const channel = practiceChannel();
  if (!channel) return;
  const post = timeline(channel.id).findLast((m) => m.metadata?.event_payload?.kind === "daily");
  look(channel.id, { thread: post ? post.ts : "" });
  say(post ? "thread" : "channel", "");
}

function practice(say) {
  const dm = S.channels.find((c) => c.is_im);
  if (!dm) return;
  look(dm.id);
  say("channel", "practice");
}

function interview(say) {
  const channel = practiceChannel();
  if (!channel) return;
  look(channel.id);
  say("channel", "/mock-interview start technical 2");
}
