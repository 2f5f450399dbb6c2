// @ts-check
/** Where a person writes. Built once per pane, so that a draft and the keyboard stay where they are. */

import { h } from "./dom.js";
import { openCommands } from "./slash.js";

/**
 * @typedef {import("./types.js").Channel} Channel
 * @typedef {import("./context.js").Context} Context
 */

export class Composer {
  /** @param {Context} ctx */
  constructor(ctx) {
    this.ctx = ctx;
    /** @type {Map<string, string>} */
    this.drafts = new Map();
    this.channel = "";
    const id = `write-${ctx.key}`;
    this.box = /** @type {HTMLTextAreaElement} */ (h("textarea", { id, rows: 1,
      "aria-describedby": `${id}-why`, "data-composer": "", "data-focus": "composer" }));
    this.label = h("label", { class: "vh", for: id }, "Message");
    this.why = h("p", { class: "why", id: `${id}-why` });
    this.send = h("button", { type: "submit", class: "icon send", "aria-label": "Send" }, "➤");
    this.slash = h("button", { type: "button", class: "icon slash", "aria-label": "Commands", title: "Commands",
      "data-slash": "", "data-focus": "slash", onclick: () => openCommands(ctx, "") }, "/");
    this.node = h("form", { class: "composer" }, this.why,
      h("div", { class: "line" }, this.slash, this.label, this.box, this.send));
    this.node.addEventListener("submit", (event) => { event.preventDefault(); this.go(); });
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("input", () => this.typed());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.go();
    }
  }

  typed() {
    this.grow();
    this.drafts.set(this.channel, this.box.value);
    if (this.box.value === "/") {
      this.put("");
      openCommands(this.ctx, "");
    }
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(140, this.box.scrollHeight + 2)}px`;
  }

  /** @param {string} text */
  put(text) {
    this.box.value = text;
    this.drafts.set(this.channel, text);
    this.grow();
  }

  async go() {
    const content = this.box.value;
    if (!content.trim() || this.box.disabled) return;
    const channel = this.channel;
    this.put("");
    const answer = await this.ctx.act(null, "send", { channel, content });
    if (!answer && this.channel === channel && !this.box.value) this.put(content);
  }

  /** @param {Channel} channel */
  show(channel) {
    if (channel.id !== this.channel) {
      this.channel = channel.id;
      this.box.value = this.drafts.get(channel.id) || "";
      this.grow();
    }
    const name = channel.direct ? channel.name : `#${channel.name}`;
    const open = channel.may_send;
    if (this.box.disabled === open) this.box.disabled = !open;
    /** @type {HTMLButtonElement} */ (this.send).disabled = !open;
    this.node.classList.toggle("closed", !open);
    this.box.placeholder = open ? `Message ${name}` : "Closed";
    this.label.textContent = `Message ${name}`;
    if (this.why.textContent !== (channel.closed || "")) this.why.textContent = channel.closed || "";
    this.why.hidden = open;
  }
}
