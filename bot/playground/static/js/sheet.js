// @ts-check
/** A dialog inside one pane: forms, choices, commands. The other panes stay in use. */

import { h } from "./dom.js";

let count = 0;

/**
 * Open a dialog over one pane; returns how to close it. Escape closes it, focus comes back.
 * @param {HTMLElement} pane
 * @param {string} title
 * @param {(close: () => void) => HTMLElement} build
 * @returns {() => void}
 */
export function openSheet(pane, title, build) {
  closeSheet(pane);
  const opener = document.activeElement;
  const focusKey = opener instanceof HTMLElement ? opener.dataset.focus : undefined;
  count += 1;
  const heading = h("h3", { id: `sheet-${count}` }, title);
  const close = () => {
    veil.remove();
    for (const part of pane.children) part.removeAttribute("inert");
    const back = opener instanceof HTMLElement && opener.isConnected ? opener : find(pane, focusKey);
    if (back) back.focus();
  };
  const cross = h("button", { type: "button", class: "icon", "aria-label": "Close", onclick: close }, "✕");
  const sheet = h("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": heading.id },
    h("div", { class: "sheet-head" }, heading, cross));
  const veil = h("div", { class: "veil" }, sheet);
  veil.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  for (const part of pane.children) part.setAttribute("inert", "");
  sheet.append(build(close));
  pane.append(veil);
  const first = /** @type {HTMLElement | null} */ (
    sheet.querySelector("[data-first]") || sheet.querySelector("input, select, textarea, .sheet-body button"));
  (first || cross).focus();
  return close;
}

/** Is a dialog open over this pane? @param {HTMLElement} pane */
export function sheetOpen(pane) {
  return pane.querySelector(":scope > .veil") !== null;
}

/** @param {HTMLElement} pane */
export function closeSheet(pane) {
  pane.querySelector(":scope > .veil")?.remove();
  for (const part of pane.children) part.removeAttribute("inert");
}

/** @param {HTMLElement} pane @param {string | undefined} key */
function find(pane, key) {
  if (!key) return null;
  return /** @type {HTMLElement[]} */ ([...pane.querySelectorAll("[data-focus]")])
    .find((element) => element.dataset.focus === key) || null;
}
