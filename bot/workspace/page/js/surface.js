// A surface is one message, modal or Home: it knows the values of its inputs and where its clicks go.
import { confirmDialog } from "./dialogs.js";
import { tryAct } from "./store.js";

/** Surface collects the controls that blocks render into it. */
export class Surface {
  /**
   * @param {"message"|"modal"|"home"} kind
   * @param {object} where channel and ts, or view_id
   * @param {object} prior values to start from, block id then action id: what the person had chosen before a redraw
   */
  constructor(kind, where, prior = {}) {
    this.kind = kind;
    this.where = where;
    this.prior = prior;
    this.controls = [];
    this.fields = new Map(); // block id -> the input block's parts, for errors
  }

  /** before is the value that a control had on the surface that this one replaces. */
  before(blockId, actionId) { return this.prior?.[blockId]?.[actionId]; }

  /** add registers a control. read returns Slack's value object. */
  add(blockId, actionId, read) { this.controls.push({ blockId, actionId, read }); }

  /** values is Slack's state.values. */
  values() {
    const out = {};
    for (const { blockId, actionId, read } of this.controls) {
      out[blockId] = { ...out[blockId], [actionId]: read() };
    }
    return out;
  }

  /** click asks for confirmation where the app wants it, then tells the app. It reports whether the click went out. */
  async click(blockId, el, element) {
    if (el.confirm && !(await confirmDialog(el.confirm))) return false;
    const result = await tryAct("click", {
      ...this.where, block_id: blockId, action_id: el.action_id, element: { type: el.type, ...element }, state: this.values(),
    });
    return result.ok;
  }
}
