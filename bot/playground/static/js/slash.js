// @ts-check
/** Slash commands: a list to search, then a form with the command's options. */

import { h } from "./dom.js";

/**
 * @typedef {import("./types.js").Command} Command
 * @typedef {import("./types.js").Option} Option
 * @typedef {import("./context.js").Context} Context
 */

let count = 0;

/** @param {Context} ctx @param {string} typed  what stands after the slash already */
export async function openCommands(ctx, typed) {
  const answer = await ctx.ask("commands", { channel: ctx.channel() });
  if (!answer) return;
  /** @type {Command[]} */
  const commands = answer.commands;
  ctx.sheet("Commands", (close) => {
    const search = /** @type {HTMLInputElement} */ (h("input", { type: "search", "data-first": true, value: typed,
      "aria-label": "Find a command", placeholder: "Find a command", autocomplete: "off" }));
    const list = h("ul", { class: "commands" });
    const show = () => {
      const words = search.value.toLowerCase().replace(/^\//, "");
      const fitting = commands.filter((command) => command.name.startsWith(words) || command.name.includes(words));
      list.replaceChildren(...fitting.map((command) => h("li", {}, h("button", {
        type: "button", class: "command", "data-command": command.name,
        onclick: () => { close(); take(command, ctx); },
      }, h("b", {}, `/${command.name}`), h("span", {}, command.description)))));
      if (!fitting.length) list.append(h("li", { class: "hint" }, "No command of that name is open to you here."));
    };
    search.addEventListener("input", show);
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      /** @type {HTMLElement | null} */ (list.querySelector("button"))?.click();
    });
    show();
    return h("div", { class: "sheet-body" }, search, list);
  });
}

/** @param {Command} command @param {Context} ctx */
function take(command, ctx) {
  if (!command.options.length) return void run(command, {}, ctx);
  openForm(command, ctx);
  return undefined;
}

/** @param {Command} command @param {Object<string, any>} options @param {Context} ctx */
function run(command, options, ctx) {
  return ctx.act(null, "slash", { channel: ctx.channel(), name: command.name, options });
}

/** @param {Command} command @param {Context} ctx */
async function openForm(command, ctx) {
  /** @type {Map<string, () => any>} */
  const values = new Map();
  const filled = () => Object.fromEntries([...values].map(([name, value]) => [name, value()])
    .filter(([, value]) => value !== null && value !== ""));
  /** @type {HTMLElement[]} */
  const nodes = [];
  for (const option of command.options) nodes.push(await optionField(option, command, values, filled, ctx));
  ctx.sheet(`/${command.name}`, (close) => {
    const form = h("form", { class: "sheet-body" }, h("p", { class: "hint" }, command.description), nodes,
      h("div", { class: "row" }, h("button", { type: "submit", class: "press primary" }, "Run"),
        h("button", { type: "button", class: "press plain", onclick: close }, "Cancel")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const options = filled();
      close();
      run(command, options, ctx);
    });
    return form;
  });
}

/**
 * @param {Option} option @param {Command} command @param {Map<string, () => any>} values
 * @param {() => Object<string, any>} filled @param {Context} ctx @returns {Promise<HTMLElement>}
 */
async function optionField(option, command, values, filled, ctx) {
  count += 1;
  const id = `option-${count}`;
  /** @type {HTMLElement[]} */
  let control;
  if (option.choices.length) control = [pick(id, option, option.choices)];
  else if (option.kind === 5) control = [pick(id, option, [{ name: "Yes", value: "true" }, { name: "No", value: "false" }])];
  else if ([6, 7, 8, 9].includes(option.kind)) {
    control = [pick(id, option, await ctx.entities(option.kind, option.channel_types.map(String)))];
  } else control = typed(id, option, command, filled, ctx);
  const box = /** @type {HTMLInputElement} */ (control[0]);
  values.set(option.name, () => {
    if (option.kind === 5) return box.value ? box.value === "true" : null;
    return box.dataset.chosen && box.dataset.shown === box.value ? box.dataset.chosen : box.value;
  });
  return h("div", { class: "field" }, h("label", { for: id }, option.name, option.required ? "" : " (optional)"),
    h("p", { class: "hint", id: `${id}-about` }, option.description), control);
}

/** @param {string} id @param {Option} option @param {{name: string, value: string}[]} entries */
function pick(id, option, entries) {
  return h("select", { id, required: option.required, "aria-describedby": `${id}-about` },
    h("option", { value: "" }, option.required ? "Choose" : "—"),
    entries.map((entry) => h("option", { value: entry.value }, entry.name)));
}

/**
 * @param {string} id @param {Option} option @param {Command} command
 * @param {() => Object<string, any>} filled @param {Context} ctx @returns {HTMLElement[]}
 */
function typed(id, option, command, filled, ctx) {
  const number = option.kind === 4 || option.kind === 10;
  const limits = option.limits;
  const box = /** @type {HTMLInputElement} */ (h("input", {
    id, type: number && !option.autocomplete ? "number" : "text", required: option.required, autocomplete: "off",
    step: option.kind === 10 ? "any" : null, min: limits.min_value, max: limits.max_value,
    minlength: limits.min_length, maxlength: limits.max_length, "aria-describedby": `${id}-about`,
    list: option.autocomplete ? `${id}-list` : null,
  }));
  if (!option.autocomplete) return [box];
  const list = h("datalist", { id: `${id}-list` });
  const offer = async () => {
    const answer = await ctx.ask("autocomplete", {
      channel: ctx.channel(), name: command.name, option: option.name, value: box.value, options: filled(),
    });
    if (!answer) return;
    list.replaceChildren(...answer.choices.map((/** @type {any} */ c) => h("option", { value: c.name, "data-value": c.value })));
    settle();
  };
  const settle = () => {
    const match = /** @type {HTMLElement[]} */ ([...list.children]).find((o) => o.getAttribute("value") === box.value);
    if (!match) return;
    box.dataset.chosen = match.dataset.value;
    box.dataset.shown = box.value;
  };
  box.addEventListener("input", () => { settle(); offer(); });
  box.addEventListener("focus", offer);
  return [box, list];
}
