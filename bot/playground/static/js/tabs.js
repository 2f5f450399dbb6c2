// @ts-check
/** Below about 900 pixels the four people share one place; these tabs say who is in it. */

import { h, signature, sync } from "./dom.js";

/**
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Person} Person
 * @typedef {import("./pane.js").Pane} Pane
 */

const NARROW = matchMedia("(max-width: 899px)");

export class Tabs {
  /** @param {HTMLElement} box @param {Map<string, Pane>} panes */
  constructor(box, panes) {
    this.box = box;
    this.panes = panes;
    this.chosen = sessionStorage.getItem("tab") || "";
    /** @type {State | null} */
    this.state = null;
    box.addEventListener("keydown", (event) => this.key(event));
    NARROW.addEventListener("change", () => this.apply());
  }

  /** @param {State} state */
  show(state) {
    this.state = state;
    if (!state.people.some((one) => one.key === this.chosen)) this.chosen = state.people[0].key;
    sync(this.box, state.people, (one) => one.key, (one) => signature([one.name, fresh(one), one.key === this.chosen]),
      (one) => this.tab(one));
    this.apply();
  }

  /** @param {Person} person */
  tab(person) {
    const on = person.key === this.chosen;
    const count = on ? 0 : fresh(person);
    return h("button", { type: "button", role: "tab", id: `tab-${person.key}`, "data-tab": person.key,
      "aria-selected": String(on), "aria-controls": `pane-${person.key}`, tabindex: on ? "0" : "-1",
      "data-focus": person.key, onclick: () => this.choose(person.key) },
    person.name, count ? h("span", { class: "count" }, count, h("span", { class: "vh" }, " unread")) : null);
  }

  /** @param {string} key */
  choose(key) {
    this.chosen = key;
    sessionStorage.setItem("tab", key);
    if (!this.state) return;
    this.show(this.state);
    if (NARROW.matches) this.panes.get(key)?.show(this.state);
  }

  apply() {
    for (const [key, pane] of this.panes) {
      const node = pane.node;
      node.classList.toggle("away", NARROW.matches && key !== this.chosen);
      if (NARROW.matches) node.setAttribute("role", "tabpanel");
      else node.removeAttribute("role");
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const keys = (this.state?.people || []).map((one) => one.key);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = keys[(keys.indexOf(this.chosen) + step + keys.length) % keys.length];
    this.choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
}

/** @param {Person} person */
function fresh(person) {
  return person.channels.reduce((sum, channel) => sum + channel.unread, 0);
}
