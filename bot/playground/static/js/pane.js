// @ts-check
/** One person's pane: their channels, the one they look at, and where they write. */

import { Composer } from "./composer.js";
import { h, signature, sync } from "./dom.js";
import { messageNode } from "./message.js";
import { openModal } from "./modal.js";
import { closeSheet, openSheet } from "./sheet.js";

/**
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Person} Person
 * @typedef {import("./types.js").Channel} Channel
 * @typedef {import("./types.js").Message} Message
 */

const NOTICE_BOARD = 3; // a read channel with no more messages than this is opened at its top
const TOGETHER = 7 * 60 * 1000; // messages of one writer closer than this share a heading

export class Pane {
  /** @param {string} key @param {import("./line.js").Line} line */
  constructor(key, line) {
    this.key = key;
    this.line = line;
    /** @type {State | null} */
    this.state = null;
    this.chosen = sessionStorage.getItem(`channel-${key}`) || "";
    this.shown = "";
    this.seen = "0";
    this.seenIn = "";
    this.newest = "";
    this.stuck = false;
    this.life = 0;
    /** @type {import("./context.js").Context} */
    this.ctx = {
      key,
      names: (message) => this.names(message),
      channel: () => this.chosen,
      act: (button, op, fields) => this.act(button, op, fields),
      ask: (op, fields) => this.ask(op, fields),
      entities: (kind, types) => this.entities(kind, types),
      sheet: (title, build) => void openSheet(this.node, title, build),
      note: (text) => this.note(text),
      go: (channel) => this.go(channel),
    };
    this.face = h("span", { class: "face big", "aria-hidden": "true" });
    this.name = h("h2", { id: `name-${key}` });
    this.part = h("p", { class: "part" });
    this.channels = h("ul", { class: "channels" });
    this.nav = h("nav", {}, this.channels);
    this.title = h("h3", { class: "here", id: `here-${key}` });
    this.log = h("div", { class: "log", tabindex: "0", role: "log", "aria-live": "off",
      "aria-labelledby": `name-${key} here-${key}` });
    this.newer = h("button", { type: "button", class: "newer", hidden: true, onclick: () => this.bottom() }, "New messages ↓");
    this.hint = h("p", { class: "toast", role: "status" });
    this.composer = new Composer(this.ctx);
    this.node = h("section", { class: "pane", id: `pane-${key}`, "data-person": key, "aria-labelledby": `name-${key}` },
      h("header", { class: "pane-head" }, this.face, h("div", {}, this.name, this.part)),
      this.nav,
      this.title, this.log, this.newer, this.hint, this.composer.node);
    this.log.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => { if (this.stuck) this.log.scrollTop = this.log.scrollHeight; }).observe(this.log);
  }

  /** @returns {Person | null} */
  person() {
    return this.state?.people.find((one) => one.key === this.key) || null;
  }

  /** @param {State} state */
  show(state) {
    if (this.life !== state.life) this.forget(state.life);
    this.state = state;
    const person = this.person();
    if (!person) return;
    const letter = [...person.name][0] || "?";
    this.face.textContent = letter;
    this.name.textContent = person.name;
    this.nav.setAttribute("aria-label", `Channels of ${person.name}`);
    this.part.textContent = `${person.part}, ${person.about}`;
    const channel = person.channels.find((one) => one.id === this.chosen)
      || person.channels.find((one) => !one.direct) || person.channels[0];
    if (!channel) return;
    this.chosen = channel.id;
    this.showChannels(person);
    this.showChannel(channel, state);
  }

  /** A new world: its ids begin again, so nothing remembered of the old one may be taken for it. @param {number} life */
  forget(life) {
    if (this.life) {
      this.chosen = "";
      closeSheet(this.node);
      this.composer.drafts.clear();
    }
    this.life = life;
    this.shown = "";
    this.seen = "0";
    this.seenIn = "";
    this.newest = "";
    this.stuck = false;
  }

  /** @param {Person} person */
  showChannels(person) {
    sync(this.channels, person.channels, (one) => one.id,
      (one) => signature([one.name, one.unread, one.mentioned, one.id === this.chosen, one.may_send]),
      (one) => this.channelItem(one));
  }

  /** @param {Channel} one */
  channelItem(one) {
    const here = one.id === this.chosen;
    const unread = one.unread && !here;
    return h("li", {}, h("button", {
      type: "button", class: `channel${unread ? " unread" : ""}`, "aria-current": here ? "true" : null,
      "data-channel": one.id, "data-focus": `channel:${one.id}`, onclick: () => this.go(one.id),
    }, h("span", { class: "mark", "aria-hidden": "true" }, one.direct ? "@" : "#"),
    h("span", { class: "cname" }, one.name),
    one.direct ? h("span", { class: "vh" }, "direct messages") : null,
    unread ? h("span", { class: one.mentioned ? "count loud" : "count" }, one.unread, h("span", { class: "vh" }, " unread")) : null));
  }

  /** @param {Channel} channel @param {State} state */
  showChannel(channel, state) {
    const log = this.log;
    const moved = this.shown !== channel.id;
    const follow = moved || this.stuck || this.atEnd();
    const last = channel.messages[channel.messages.length - 1];
    const fresh = Boolean(last && last.id !== this.newest);
    this.newest = last ? last.id : "";
    if (moved) log.replaceChildren();
    this.shown = channel.id;
    const title = `${channel.direct ? "" : "# "}${channel.name}`;
    if (this.title.textContent !== title) this.title.textContent = title;
    /** @type {Map<string, boolean>} */
    const follows = new Map();
    channel.messages.forEach((message, i) => follows.set(message.id, joins(channel.messages[i - 1], message)));
    sync(log, channel.messages, (one) => one.id,
      (one) => signature([one, follows.get(one.id), channel.may_react, stamped(one) ? state.now : 0]),
      (one) => messageNode(one, follows.get(one.id) || false, channel, this.ctx));
    if (!channel.messages.length) log.replaceChildren(h("p", { class: "empty" }, "Nothing here yet."));
    this.composer.show(channel);
    if (moved || (fresh && (follow || last.mine || last.ephemeral))) this.settle(channel, moved);
    else if (fresh) this.newer.hidden = false;
    this.look();
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  bottom() {
    this.log.scrollTop = this.log.scrollHeight;
    this.newer.hidden = true;
    this.log.focus({ preventScroll: true });
  }

  scrolled() {
    if (this.atEnd()) this.newer.hidden = true;
    this.stuck = this.atEnd() && this.log.scrollTop > 0;
    this.look();
  }

  /**
   * Go where reading goes on: the first unread message, else the newest. A notice board opens at its top.
   * @param {Channel} channel @param {boolean} moved
   */
  settle(channel, moved) {
    const log = this.log;
    this.newer.hidden = true;
    log.scrollTop = moved && !channel.unread && channel.messages.length <= NOTICE_BOARD ? 0 : log.scrollHeight;
    const items = /** @type {HTMLElement[]} */ ([...log.children]);
    const fresh = moved ? items.find((item) => item.dataset.message === channel.first_unread) : null;
    if (fresh && fresh.offsetTop - 8 < log.scrollTop) log.scrollTop = fresh.offsetTop - 8;
  }

  /** What the person has had in front of them, down to its end, counts as read. */
  look() {
    const log = this.log;
    const channel = this.person()?.channels.find((one) => one.id === this.chosen);
    if (!channel || !log.clientHeight || !channel.unread) return;
    const edge = log.scrollTop + log.clientHeight + 4;
    const items = /** @type {HTMLElement[]} */ ([...log.querySelectorAll(":scope > [data-message]")]);
    const last = items.filter((item) => item.offsetTop + item.offsetHeight <= edge).pop()?.dataset.message;
    if (!last || (this.seenIn === channel.id && BigInt(last) <= BigInt(this.seen))) return;
    this.seen = last;
    this.seenIn = channel.id;
    this.line.ask("see", { person: this.key, channel: channel.id, message: last }).catch(() => undefined);
  }

  /** @param {string} channel */
  go(channel) {
    if (!this.state || !this.person()?.channels.some((one) => one.id === channel)) return;
    this.chosen = channel;
    sessionStorage.setItem(`channel-${this.key}`, channel);
    this.show(this.state);
    this.node.dispatchEvent(new CustomEvent("moved", { bubbles: true }));
  }

  /** @param {Message | null} message @returns {import("./inline.js").Names} */
  names(message) {
    return {
      users: this.state?.users || {}, roles: this.state?.roles || {}, channels: message?.channels || {},
      now: this.state?.now || "", me: this.person()?.id || "", go: (channel) => this.go(channel),
    };
  }

  /** @param {string} op @param {Object<string, any>} fields */
  async ask(op, fields) {
    try {
      return await this.line.ask(op, { person: this.key, ...fields });
    } catch (refusal) {
      this.note(refusal instanceof Error ? refusal.message : String(refusal));
      return null;
    }
  }

  /** @param {HTMLElement | null} button @param {string} op @param {Object<string, any>} fields */
  async act(button, op, fields) {
    this.note("");
    if (button?.getAttribute("aria-busy") === "true") return null;
    button?.setAttribute("aria-busy", "true");
    const answer = await this.ask(op, fields);
    button?.removeAttribute("aria-busy");
    if (answer?.modal) await openModal(answer.modal, this.ctx);
    return answer;
  }

  /** @param {number} kind @param {string[]} types */
  async entities(kind, types) {
    const answer = await this.ask("entities", { kind, types });
    return answer ? answer.entities : [];
  }

  /** @param {string} text */
  note(text) {
    this.hint.textContent = text;
  }
}

/** @param {Message | undefined} before @param {Message} message */
function joins(before, message) {
  return Boolean(before && before.author === message.author && before.type === message.type && !message.reply
    && !message.used && before.ephemeral === message.ephemeral && before.type !== 6
    && new Date(message.at).getTime() - new Date(before.at).getTime() < TOGETHER);
}

/** Does it show a time relative to now? @param {Message} message */
function stamped(message) {
  return JSON.stringify([message.content, message.embeds, message.components]).includes(":R>");
}
