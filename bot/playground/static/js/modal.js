// @ts-check
/** A form the bot opens for one person (Discord calls it a modal). */

import { choice } from "./choice.js";
import { entriesOf } from "./components.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";

/**
 * @typedef {import("./types.js").Component} Component
 * @typedef {import("./context.js").Context} Context
 * @typedef {{custom_id: string, kind: number, value: () => any}} Control
 */

let count = 0;

/** @param {{key: string, title: string, components: Component[]}} modal @param {Context} ctx */
export async function openModal(modal, ctx) {
  /** @type {Control[]} */
  const controls = [];
  /** @type {Node[]} */
  const nodes = [];
  for (const part of modal.components) nodes.push(...await partOf(part, controls, ctx));
  ctx.sheet(modal.title, (close) => {
    const form = h("form", { class: "sheet-body" }, nodes,
      h("div", { class: "row" }, h("button", { type: "submit", class: "press primary" }, "Send"),
        h("button", { type: "button", class: "press plain", onclick: close }, "Cancel")));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      /** @type {Object<string, any>} */
      const values = {};
      for (const control of controls) {
        const value = control.value();
        if (value !== null) values[control.custom_id] = { kind: control.kind, value };
      }
      close();
      await ctx.act(null, "modal", { modal: modal.key, values });
    });
    return form;
  });
}

/** @param {Component} part @param {Control[]} controls @param {Context} ctx @returns {Promise<Node[]>} */
async function partOf(part, controls, ctx) {
  if (part.type === 10) return [h("div", { class: "text" }, markdown(part.content || "", ctx.names(null)))];
  if (part.type === 18) return [await field(part.component, part.label, part.description, controls, ctx)];
  if (part.type === 1) {
    const found = [];
    for (const inner of part.components || []) found.push(await field(inner, inner.label, "", controls, ctx));
    return found;
  }
  return [await field(part, part.label || "", "", controls, ctx)];
}

/**
 * @param {Component} one @param {string} label @param {string} about
 * @param {Control[]} controls @param {Context} ctx @returns {Promise<HTMLElement>}
 */
async function field(one, label, about, controls, ctx) {
  /** @param {() => any} value */
  const keep = (value) => controls.push({ custom_id: one.custom_id, kind: one.type, value });
  if (one.type === 4) return textField(one, label, about, keep);
  if (one.type === 23) {
    const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", checked: one.default }));
    keep(() => box.checked);
    return h("label", { class: "pick" }, box, h("span", {}, label, about ? h("small", {}, about) : null));
  }
  if (one.type === 19) return h("p", { class: "hint" }, `${label}: files cannot be uploaded in the playground.`);
  const needed = one.required !== false;
  const many = [21].includes(one.type) ? 1 : one.max_values ?? (one.type === 22 ? (one.options || []).length : 1);
  const least = needed ? one.min_values ?? 1 : 0;
  const picked = choice(about ? `${label}: ${about}` : label, await entriesOf(one, ctx), least, many);
  keep(() => {
    const values = picked.chosen();
    if (one.type === 21) return values[0] ?? null;
    return values;
  });
  return picked.node;
}

/** @param {Component} one @param {string} label @param {string} about @param {(v: () => any) => void} keep */
function textField(one, label, about, keep) {
  count += 1;
  const id = `field-${count}`;
  const props = {
    id, maxlength: one.max_length ?? 4000, minlength: one.min_length, required: one.required !== false,
    placeholder: one.placeholder, value: one.value ?? "", autocomplete: "off",
    "aria-describedby": about ? `${id}-about` : null,
  };
  const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    one.style === 2 ? h("textarea", { rows: 4, ...props }) : h("input", { type: "text", ...props }));
  keep(() => box.value);
  return h("div", { class: "field" }, h("label", { for: id }, label, one.required === false ? " (optional)" : ""),
    about ? h("p", { class: "hint", id: `${id}-about` }, about) : null, box);
}
