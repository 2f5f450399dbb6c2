// @ts-check
/** Behind the curtain: the bot's own rows, and a search through every byte of its files. */

import { hour } from "./clock.js";
import { h } from "./dom.js";

/** @typedef {import("./types.js").Table} Table */

export class Drawer {
  /** @param {HTMLElement} box @param {HTMLElement} opener @param {import("./line.js").Line} line */
  constructor(box, opener, line) {
    this.box = box;
    this.opener = opener;
    this.line = line;
    /** @type {Set<string>} */
    this.known = new Set();
    this.chosen = "";
    /** @type {Table[]} */
    this.tables = [];
    /** @type {Object<string, string>} */
    this.users = {};
    opener.addEventListener("click", () => this.toggle());
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") this.toggle(); });
    this.phrase = /** @type {HTMLInputElement} */ (h("input", { type: "search", id: "phrase", autocomplete: "off",
      placeholder: "a word somebody wrote here" }));
    this.found = h("p", { class: "found", role: "status" });
    this.names = h("div", { class: "table-names", role: "group", "aria-label": "Tables" });
    this.sheet = h("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": "Rows" });
    const form = h("form", { class: "search" }, h("label", { for: "phrase" }, "Search every byte of the bot’s files for"),
      h("div", { class: "row" }, this.phrase, h("button", { type: "submit", class: "press primary" }, "Search"),
        h("button", { type: "button", class: "press plain", onclick: () => this.search("") }, "Everything written so far")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.phrase.value.trim()) this.search(this.phrase.value);
    });
    this.box.replaceChildren(
      h("div", { class: "drawer-head" }, h("h2", {}, "Behind the curtain"),
        h("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => this.toggle() }, "✕")),
      h("p", { class: "hint" }, "These are the bot’s own rows, as they stand in its database now: ids, times, states, and "
        + "what the moderator set up. What stands in italics is added by this page. Look for anything somebody wrote."),
      form, this.found, this.names, this.sheet);
  }

  async toggle() {
    const open = this.box.hidden;
    this.box.hidden = !open;
    document.body.classList.toggle("drawn", open);
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) this.opener.focus();
    else this.phrase.focus();
    const answer = await this.line.ask("rows", { on: open }).catch(() => null);
    if (open && answer) this.show(answer.tables);
  }

  /** After the line was cut and came back: ask for the rows again. */
  again() {
    if (this.box.hidden) return;
    this.line.ask("rows", { on: true }).then((answer) => this.show(answer.tables), () => undefined);
  }

  /** @param {string} phrase */
  async search(phrase) {
    const answer = await this.line.ask("search", { phrase }).catch((/** @type {Error} */ e) => ({ error: e.message }));
    const size = `${Math.round((answer.bytes || 0) / 1024)} kB in ${(answer.files || []).length} files`;
    const what = answer.phrases === undefined ? "It" : `Of ${answer.phrases} messages people wrote, nothing`;
    this.found.className = `found ${answer.found ? "bad" : "good"}`;
    if (answer.error) this.found.textContent = answer.error;
    else if (answer.phrases === 0) this.found.textContent = "Nobody has written anything yet.";
    else if (!answer.found) {
      this.found.textContent = answer.phrases === undefined ? `Not found anywhere (${size}).` : `${what} is in there (${size}).`;
    } else this.found.textContent = `Found ${answer.found} times (${size}).`;
  }

  /** @param {Table[]} tables */
  show(tables) {
    const first = this.known.size === 0;
    this.tables = tables;
    if (!tables.some((table) => table.name === this.chosen)) this.chosen = tables[0]?.name || "";
    const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.table : undefined;
    this.names.replaceChildren(...tables.map((table) => h("button", {
      type: "button", class: "table-name", "data-table": table.name, "aria-pressed": String(table.name === this.chosen),
      onclick: () => { this.chosen = table.name; this.show(this.tables); },
    }, table.name, h("span", { class: "count" }, table.count))));
    if (held) /** @type {HTMLElement | null} */ (this.names.querySelector(`[data-table="${CSS.escape(held)}"]`))?.focus();
    const table = tables.find((one) => one.name === this.chosen);
    const at = this.sheet.scrollTop;
    if (table) this.sheet.replaceChildren(table.rows.length ? this.grid(table, first) : h("p", { class: "hint" }, "No rows."));
    this.sheet.scrollTop = at;
    for (const one of tables) for (const row of one.rows) this.known.add(sign(one, row));
  }

  /** @param {string | null} cell @param {string} column */
  cell(cell, column) {
    if (cell === null) return h("td", { class: "none" }, "–");
    const known = meaning(cell, column, this.users);
    return h("td", {}, cell, known ? h("i", {}, ` ${known}`) : null);
  }

  /** @param {Table} table @param {boolean} first */
  grid(table, first) {
    return h("table", {}, h("caption", { class: "vh" }, table.name),
      h("thead", {}, h("tr", {}, table.columns.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, table.rows.map((row) => h("tr", { class: first || this.known.has(sign(table, row)) ? null : "fresh" },
        row.map((cell, i) => this.cell(cell, table.columns[i]))))));
  }
}

/**
 * What a number stands for, where the page knows: an account, or a moment in simulated time.
 * @param {string} cell @param {string} column @param {Object<string, string>} users
 */
function meaning(cell, column, users) {
  if (users[cell]) return users[cell];
  return /(^|_)at$/.test(column) && /^\d{13}$/.test(cell) ? hour(new Date(Number(cell))) : "";
}

/** @param {Table} table @param {(string | null)[]} row */
function sign(table, row) {
  return JSON.stringify([table.name, row]);
}
