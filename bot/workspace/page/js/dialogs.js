// Small questions in a dialog of their own. <dialog> keeps the focus inside and gives it back.
import { fill, h, uid } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** words shows a text object: plain text with emoji, or mrkdwn. */
export function words(text) {
  if (!text) return null;
  if (typeof text === "string") return text;
  if (text.type === "mrkdwn") return mrkdwn(text.text);
  return text.emoji === false ? text.text : withEmoji(text.text || "");
}

/** plain is a text object's words as one string. */
export function plain(text) {
  if (!text) return "";
  return typeof text === "string" ? text : withEmoji(text.text || "");
}

/** confirmDialog asks the question of a button's confirm object. It resolves to true when the person agrees. */
export function confirmDialog(confirm) {
  return ask({
    title: plain(confirm.title) || "Are you sure?", body: words(confirm.text),
    yes: plain(confirm.confirm) || "Yes", no: plain(confirm.deny) || "Cancel", danger: confirm.style === "danger",
  });
}

/** ask shows a question with two answers and resolves to true for yes. */
export function ask({ title, body, yes, no = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const id = uid("dialog");
    const dialog = h("dialog", { class: "dialog dialog-small", "aria-labelledby": id, "data-testid": "confirm-dialog" });
    const end = (answer) => { dialog.close(answer ? "yes" : ""); };
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    fill(dialog,
      h("h2", { id, class: "dialog-title" }, title),
      h("div", { class: "dialog-body" }, body),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", "data-testid": "confirm-no", onclick: () => end(false) }, no),
        h("button", { type: "button", class: danger ? "button button-danger" : "button button-primary", "data-testid": "confirm-yes", onclick: () => end(true) }, yes)));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-testid=confirm-yes]").focus();
  });
}
