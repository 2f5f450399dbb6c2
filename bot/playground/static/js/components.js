// @ts-check
/** A message's buttons and menus, and Discord's layout pieces around them. */

import { choice } from "./choice.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";

/**
 * @typedef {import("./types.js").Component} Component
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./context.js").Context} Context
 */

const STYLES = ["", "primary", "plain", "good", "danger", "plain"];
const SELECTS = [3, 5, 6, 7, 8];

/** @param {Component[]} list @param {Message} message @param {Context} ctx @returns {Node[]} */
export function components(list, message, ctx) {
  return list.map((one) => component(one, message, ctx)).filter((node) => node !== null);
}

/** @param {Component} one @param {Message} message @param {Context} ctx @returns {Node | null} */
function component(one, message, ctx) {
  const inside = () => components(one.components || [], message, ctx);
  if (one.type === 1) return h("div", { class: "row" }, inside());
  if (one.type === 2) return button(one, message, ctx);
  if (SELECTS.includes(one.type)) return menu(one, message, ctx);
  if (one.type === 9) {
    const side = one.accessory ? component(one.accessory, message, ctx) : null;
    return h("div", { class: "part" }, h("div", {}, inside()), side);
  }
  if (one.type === 10) return h("div", { class: "text" }, markdown(one.content || "", ctx.names(message)));
  if (one.type === 14) return h("hr");
  if (one.type === 17) return h("div", { class: "container" }, inside());
  return null;
}

/** @param {Component} one @param {Message} message @param {Context} ctx */
function button(one, message, ctx) {
  const face = [one.emoji?.name ? h("span", { "aria-hidden": "true" }, one.emoji.name) : null, one.label || ""];
  if (one.style === 5) {
    return h("a", { class: "press plain", href: /^https?:/.test(one.url) ? one.url : null, target: "_blank",
      rel: "noopener noreferrer" }, face, h("span", { "aria-hidden": "true" }, "↗"));
  }
  const node = h("button", {
    type: "button", class: `press ${STYLES[one.style] || "plain"}`, disabled: one.disabled,
    "aria-label": one.label ? null : one.emoji?.name || "button",
    "data-custom": one.custom_id, "data-focus": `${message.id}:${one.custom_id}`,
  }, face);
  node.addEventListener("click", () => ctx.act(node, "click", { ...where(message, ctx), custom_id: one.custom_id }));
  return node;
}

/** @param {Component} one @param {Message} message @param {Context} ctx */
function menu(one, message, ctx) {
  const label = one.placeholder || "Choose";
  const preset = (one.options || []).filter((/** @type {any} */ o) => o.default).map((/** @type {any} */ o) => o.label);
  const node = h("button", {
    type: "button", class: "press menu", disabled: one.disabled, "aria-haspopup": "dialog",
    "data-custom": one.custom_id, "data-focus": `${message.id}:${one.custom_id}`,
  }, preset.length ? preset.join(", ") : label, h("span", { "aria-hidden": "true" }, "▾"));
  node.addEventListener("click", () => choose(one, label, message, ctx));
  return node;
}

/** @param {Component} one @param {string} label @param {Message} message @param {Context} ctx */
async function choose(one, label, message, ctx) {
  const entries = await entriesOf(one, ctx);
  ctx.sheet(label, (close) => {
    const picked = choice(label, entries, one.min_values ?? 1, one.max_values ?? 1);
    const done = h("button", { type: "submit", class: "press primary" }, "Choose");
    const form = h("form", { class: "sheet-body" }, picked.node, h("div", { class: "row" }, done));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = picked.chosen();
      if (values.length < (one.min_values ?? 1)) return ctx.note("Please choose something first.");
      close();
      ctx.act(null, "select", { ...where(message, ctx), custom_id: one.custom_id, kind: one.type, values });
    });
    return form;
  });
}

/**
 * What a menu offers: its own options, or the people, roles or channels this person sees.
 * @param {Component} one @param {Context} ctx @returns {Promise<import("./choice.js").Entry[]>}
 */
export async function entriesOf(one, ctx) {
  if (one.type === 3 || one.options) {
    return (one.options || []).map((/** @type {any} */ option) => ({
      name: `${option.emoji?.name ? `${option.emoji.name} ` : ""}${option.label}`, value: option.value,
      description: option.description, on: option.default,
    }));
  }
  const kind = { 5: 6, 6: 8, 7: 9, 8: 7 }[/** @type {5|6|7|8} */ (one.type)] || 6;
  const on = new Set((one.default_values || []).map((/** @type {any} */ v) => String(v.id)));
  const found = await ctx.entities(kind, (one.channel_types || []).map(String));
  return found.map((entry) => ({ ...entry, on: on.has(entry.value) }));
}

/** @param {Message} message @param {Context} ctx */
function where(message, ctx) {
  return { channel: ctx.channel(), message: message.id };
}
