// @ts-check
/** Discord's markdown, as elements. Text stays text: nothing a person writes can become markup of its own. */

import { h } from "./dom.js";
import { inline } from "./inline.js";

/** @typedef {import("./inline.js").Names} Names */

const HEADING = /^(#{1,3}) (.+)$/;
const SUBTEXT = /^-# (.+)$/;
const BULLET = /^( *)[-*] (.+)$/;
const NUMBER = /^( *)(\d{1,4})\. (.+)$/;
const FENCE = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;

/**
 * @param {string} text @param {Names} names
 * @returns {Node[]}
 */
export function markdown(text, names) {
  /** @type {Node[]} */
  const out = [];
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    out.push(...blocks(text.slice(from, match.index), names));
    out.push(h("pre", {}, h("code", {}, match[1].replace(/\n$/, ""))));
    from = match.index + match[0].length;
  }
  out.push(...blocks(text.slice(from), names));
  return out;
}

/** @param {string} text @param {Names} names @returns {Node[]} */
function blocks(text, names) {
  /** @type {Node[]} */
  const out = [];
  const lines = text.split("\n");
  let at = 0;
  /** @type {string[]} */
  let plain = [];
  const flush = () => {
    while (plain.length && plain[0] === "") plain.shift();
    while (plain.length && plain[plain.length - 1] === "") plain.pop();
    if (plain.length) out.push(h("p", {}, inline(plain.join("\n"), names)));
    plain = [];
  };
  while (at < lines.length) {
    const taken = block(lines, at, names);
    if (taken) {
      flush();
      out.push(taken.node);
      at = taken.next;
    } else {
      if (lines[at] === "" && plain.length) flush();
      else plain.push(lines[at]);
      at += 1;
    }
  }
  flush();
  return out;
}

/**
 * One heading, quote, list or small print that starts on this line, if one does.
 * @param {string[]} lines @param {number} at @param {Names} names
 * @returns {{node: Node, next: number} | null}
 */
function block(lines, at, names) {
  const line = lines[at];
  const heading = line.match(HEADING);
  if (heading) {
    // The page has its own outline, so a message's headings look like headings and are not part of it.
    return { node: h("p", { class: `h h${heading[1].length}` }, inline(heading[2], names)), next: at + 1 };
  }
  const small = line.match(SUBTEXT);
  if (small) return { node: h("p", { class: "subtext" }, inline(small[1], names)), next: at + 1 };
  if (line.startsWith("> ") || line === ">" || line.startsWith(">>> ")) return quote(lines, at, names);
  if (BULLET.test(line)) return list(lines, at, names, BULLET, "ul");
  if (NUMBER.test(line)) return list(lines, at, names, NUMBER, "ol");
  return null;
}

/** @param {string[]} lines @param {number} at @param {Names} names */
function quote(lines, at, names) {
  const all = lines[at].startsWith(">>> ");
  let next = all ? lines.length : at;
  while (!all && next < lines.length && /^>( |$)/.test(lines[next])) next += 1;
  const inside = lines.slice(at, next).map((line, i) => line.replace(i === 0 && all ? /^>>> / : all ? /^/ : /^> ?/, ""));
  return { node: h("blockquote", {}, blocks(inside.join("\n"), names)), next };
}

/** @param {string[]} lines @param {number} at @param {Names} names @param {RegExp} shape @param {string} tag */
function list(lines, at, names, shape, tag) {
  const items = [];
  let next = at;
  let match = lines[next].match(shape);
  const first = match && tag === "ol" ? match[2] : null;
  while (match) {
    const deep = Math.min(2, Math.floor(match[1].length / 2));
    items.push(h("li", { class: deep ? `deep${deep}` : null }, inline(match[match.length - 1], names)));
    next += 1;
    match = next < lines.length ? lines[next].match(shape) : null;
  }
  return { node: h(tag, { start: first }, items), next };
}
