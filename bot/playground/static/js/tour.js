// @ts-check
/** The tour: whose turn it is, what to do, why; and a ring around where to press. */

import { h } from "./dom.js";

/**
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").Target} Target
 * @typedef {import("./pane.js").Pane} Pane
 */

export class TourCard {
  /**
   * @param {HTMLElement} box @param {Map<string, Pane>} panes
   * @param {(person: string) => void} turnTo  bring this person's pane to the front
   */
  constructor(box, panes, turnTo) {
    this.box = box;
    this.panes = panes;
    this.turnTo = turnTo;
    this.folded = sessionStorage.getItem("tour") === "folded";
    this.sign = "";
    /** @type {State | null} */
    this.state = null;
    /** @type {Element[]} */
    this.lit = [];
  }

  /** @param {State} state */
  show(state) {
    this.state = state;
    const sign = JSON.stringify([state.tour.at, state.life, this.folded, this.step()]);
    if (sign !== this.sign) {
      const held = this.box.contains(document.activeElement)
        ? /** @type {HTMLElement} */ (document.activeElement).dataset.focus : undefined;
      this.sign = sign;
      this.box.replaceChildren(...this.card(state));
      this.box.classList.toggle("folded", this.folded);
      if (held) /** @type {HTMLElement | null} */ (this.box.querySelector(`[data-focus="${held}"]`))?.focus();
    }
    this.light();
  }

  /** @returns {Step | undefined} */
  step() {
    return this.state?.tour.steps[this.state.tour.at];
  }

  /** @param {State} state @returns {HTMLElement[]} */
  card(state) {
    const { steps, at } = state.tour;
    const fold = h("button", { type: "button", class: "link", "data-focus": "fold", "aria-expanded": String(!this.folded),
      onclick: () => this.fold() }, this.folded ? "Show the tour" : "Hide the tour");
    const step = steps[at];
    const head = h("div", { class: "tour-head" },
      h("p", { class: "count" }, step ? `Step ${at + 1} of ${steps.length}` : "The tour is done"), fold);
    if (this.folded) return [head];
    return [head, dots(steps, at), step ? this.stepCard(step) : farewell()];
  }

  /** @param {Step} step */
  stepCard(step) {
    return h("div", { class: "step", "data-step": step.id, "data-turn": step.target?.person },
      h("div", { class: "task" },
        h("h2", {}, h("span", { class: "turn" }, step.turn), " ", step.title),
        h("p", {}, step.task),
        step.say ? h("p", { class: "say" }, "For example: ", h("q", {}, step.say)) : null,
        h("div", { class: "row" },
          step.target ? h("button", { type: "button", class: "press primary", "data-focus": "lead",
            onclick: () => this.lead() }, "Take me there") : null,
          step.say ? h("button", { type: "button", class: "press plain", "data-focus": "say",
            onclick: () => this.fill() }, "Write it for me") : null)),
      why(step.principle, step.why));
  }

  fold() {
    this.folded = !this.folded;
    sessionStorage.setItem("tour", this.folded ? "folded" : "open");
    if (this.state) this.show(this.state);
  }

  /** Go to the channel of this step and put the keyboard on what is to be pressed. */
  lead() {
    const target = this.step()?.target;
    if (!target) return;
    if (target.person) {
      this.turnTo(target.person);
      if (target.channel) this.panes.get(target.person)?.go(target.channel);
    }
    this.light();
    const [found] = this.find(target);
    if (!(found instanceof HTMLElement)) return;
    found.scrollIntoView({ block: "nearest" });
    found.focus({ preventScroll: true });
  }

  fill() {
    const step = this.step();
    if (!step?.target?.person || !step.say) return;
    this.lead();
    this.panes.get(step.target.person)?.composer.put(step.say);
  }

  /** Ring what this step asks to press, or the way to it. */
  light() {
    for (const element of this.lit) element.classList.remove("lit");
    this.lit = [];
    const target = this.folded ? null : this.step()?.target;
    if (!target) return;
    this.lit = this.find(target);
    for (const element of this.lit) element.classList.add("lit");
  }

  /** @param {Target} target @returns {Element[]} */
  find(target) {
    if (target.advance) return [...document.querySelectorAll(`[data-advance="${target.advance}"]`)];
    if (target.element) {
      const inside = [...document.querySelectorAll("#drawer:not([hidden]) .search .plain")];
      return inside.length ? inside : [...document.querySelectorAll(`#${target.element}`)];
    }
    const pane = target.person ? this.panes.get(target.person) : null;
    if (!pane) return [];
    const node = pane.node;
    const tab = [...document.querySelectorAll(`[data-tab="${target.person}"]`)];
    const open = node.querySelector(":scope > .veil");
    if (open) return [...tab, ...open.querySelectorAll(sheetSelector(target))];
    if (target.channel && pane.chosen !== target.channel) {
      return [...tab, ...node.querySelectorAll(`[data-channel="${target.channel}"]`)].reverse();
    }
    return [...node.querySelectorAll(selector(target)), ...tab];
  }
}

/** @param {Target} target */
function selector(target) {
  if (target.command) return "[data-slash]";
  if (target.composer) return "[data-composer]";
  const message = target.message ? `[data-message="${target.message}"] ` : "";
  if (target.custom_id) return `${message}[data-custom="${CSS.escape(target.custom_id)}"]`;
  if (target.emoji) return `${message}[data-emoji="${CSS.escape(target.emoji)}"]`;
  return target.message ? `[data-message="${target.message}"]` : ".log";
}

/** @param {Target} target */
function sheetSelector(target) {
  return target.command ? `[data-command="${CSS.escape(target.command)}"], [type="submit"]` : '[type="submit"]';
}

/** @param {Step[]} steps @param {number} at */
function dots(steps, at) {
  return h("ol", { class: "dots", "aria-label": "Steps" }, steps.map((step, i) => h("li", {
    class: i < at ? "done" : i === at ? "now" : "", "aria-current": i === at ? "step" : null, title: step.title,
  }, h("span", { class: "step-name" }, step.title, i < at ? h("span", { class: "vh" }, ", done") : null))));
}

function farewell() {
  return h("div", { class: "step" },
    h("div", { class: "task" }, h("h2", {}, "That was the whole way."),
      h("p", {}, "Everything stays open: press what you like, as anyone. Look behind the curtain to see what was kept, "
        + "or start over.")),
    why("INVITATION", "A sincere opening, not a ticked box. Would you trust it on a bad day? If not, please tell the "
      + "project why."));
}

/** Why the bot does this; folded at first where there is little room. @param {string} principle @param {string} text */
function why(principle, text) {
  const small = matchMedia("(max-width: 620px)").matches;
  return h("details", { class: "whybox", open: !small }, h("summary", {}, principle, h("span", { class: "vh" }, ": why the bot does this")),
    h("p", {}, text));
}
