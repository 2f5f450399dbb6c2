// @ts-check
/** Choosing: one field for every kind of Discord menu, as radio buttons or boxes that a keyboard can reach. */

import { h } from "./dom.js";

/**
 * @typedef {{name: string, value: string, description?: string, on?: boolean}} Entry
 * @typedef {{node: HTMLElement, chosen: () => string[]}} Choice
 */

let count = 0;

/**
 * @param {string} legend @param {Entry[]} entries @param {number} least @param {number} most
 * @returns {Choice}
 */
export function choice(legend, entries, least, most) {
  count += 1;
  const group = `choice-${count}`;
  const kind = most === 1 ? "radio" : "checkbox";
  const none = kind === "radio" && least === 0 && !entries.some((entry) => entry.on);
  const offered = none ? [...entries, { name: "No answer", value: "", on: true }] : entries;
  const boxes = offered.map((entry) => /** @type {HTMLInputElement} */ (
    h("input", { type: kind, name: group, value: entry.value, checked: entry.on })));
  const lines = offered.map((entry, i) => h("label", { class: "pick" }, boxes[i],
    h("span", {}, entry.name, entry.description ? h("small", {}, entry.description) : null)));
  const chosen = () => boxes.filter((box) => box.checked && box.value).map((box) => box.value);
  const limit = () => {
    if (kind === "radio") return;
    const full = chosen().length >= most;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  for (const box of boxes) box.addEventListener("change", limit);
  limit();
  const hint = kind === "radio" ? null : howMany(least, Math.min(most, entries.length));
  const node = h("fieldset", { class: "choice" }, h("legend", {}, legend),
    hint ? h("p", { class: "hint" }, hint) : null,
    entries.length ? lines : h("p", { class: "hint" }, "There is nothing to choose from."));
  return { node, chosen };
}

/** @param {number} least @param {number} most */
function howMany(least, most) {
  if (least === 0) return `You may choose up to ${most}, or none.`;
  return least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.`;
}
