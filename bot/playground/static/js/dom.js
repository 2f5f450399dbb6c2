// @ts-check
/** Building the page. Everything people wrote goes in as text nodes; there is no innerHTML anywhere. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element with attributes, listeners (`onclick` and so on) and children.
 * @param {string} tag
 * @param {Object<string, any>} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") /** @type {any} */ (element).value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Node} parent @param {(Child | Child[])[]} children */
export function append(parent, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Make a container show these items, rebuilding only what changed, and keep the keyboard where it was.
 * @template T
 * @param {HTMLElement} box
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => string} signOf  what it looks like; the same sign is never rebuilt
 * @param {(item: T) => HTMLElement} build
 */
export function sync(box, items, keyOf, signOf, build) {
  const held = document.activeElement instanceof HTMLElement && box.contains(document.activeElement)
    ? document.activeElement : null;
  const focusKey = held ? held.dataset.focus : undefined;
  /** @type {Map<string, HTMLElement>} */
  const old = new Map();
  for (const child of /** @type {HTMLElement[]} */ ([...box.children])) old.set(child.dataset.key || "", child);
  /** @type {HTMLElement | null} */
  let before = null;
  for (const item of items) {
    const key = keyOf(item);
    const sign = signOf(item);
    let element = old.get(key);
    old.delete(key);
    if (!element || element.dataset.sign !== sign) {
      const fresh = build(item);
      fresh.dataset.key = key;
      fresh.dataset.sign = sign;
      if (element) element.replaceWith(fresh);
      element = fresh;
    }
    /** @type {Element | null} */
    const place = before ? before.nextElementSibling : box.firstElementChild;
    if (element !== place) box.insertBefore(element, place);
    before = element;
  }
  for (const gone of old.values()) gone.remove();
  if (focusKey && held && !held.isConnected) refocus(box, focusKey);
}

/** @param {HTMLElement} box @param {string} key */
function refocus(box, key) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-focus]"))) {
    if (element.dataset.focus === key) return element.focus();
  }
}

/** A short, stable sign for a value. @param {any} value */
export function signature(value) {
  const text = JSON.stringify(value);
  let hash = 5381;
  for (let i = 0; i < text.length; i += 1) hash = ((hash * 33) ^ text.charCodeAt(i)) >>> 0;
  return `${text.length}.${hash}`;
}
