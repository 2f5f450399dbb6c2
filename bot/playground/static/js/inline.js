// @ts-check
/** Discord's inline markdown: emphasis, code, spoilers, links, mentions and timestamps. */

import { h } from "./dom.js";
import { exact, relative, stamp } from "./clock.js";

/**
 * @typedef {{
 *   users: Object<string, string>, roles: Object<string, string>, channels: Object<string, string>,
 *   now: string, me: string, go: (channel: string) => void
 * }} Names
 */

/** @type {[RegExp, (match: RegExpMatchArray, names: Names) => Node][]} */
const RULES = [
  [/^\\([!-/:-@[-`{-~])/, (m) => document.createTextNode(m[1])],
  [/^(`+)([^`][\s\S]*?[^`]|[^`])\1(?!`)/, (m) => h("code", {}, m[2].trim())],
  [/^\*\*\*([\s\S]+?)\*\*\*/, (m, n) => h("strong", {}, h("em", {}, inline(m[1], n)))],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, (m, n) => h("strong", {}, inline(m[1], n))],
  [/^__([\s\S]+?)__(?!_)/, (m, n) => h("u", {}, inline(m[1], n))],
  [/^~~([\s\S]+?)~~/, (m, n) => h("s", {}, inline(m[1], n))],
  [/^\|\|([\s\S]+?)\|\|/, (m, n) => spoiler(m[1], n)],
  [/^\*(?=\S)([^*]+?)\*(?!\*)/, (m, n) => h("em", {}, inline(m[1], n))],
  [/^_(?=\S)([^_]+?)_(?!\w)/, (m, n) => h("em", {}, inline(m[1], n))],
  [/^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (m, n) => link(m[2], inline(m[1], n))],
  [/^<(https?:\/\/[^\s>]+)>/, (m) => link(m[1], [m[1]])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"'\])!?]/, (m) => link(m[0], [m[0]])],
  [/^<@!?(\d{1,20})>/, (m, n) => mention(`@${n.users[m[1]] || "unknown"}`, m[1] === n.me)],
  [/^<@&(\d{1,20})>/, (m, n) => mention(`@${n.roles[m[1]] || "unknown role"}`, false)],
  [/^<#(\d{1,20})>/, (m, n) => channel(m[1], n)],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (m, n) => moment(Number(m[1]), m[2] || "f", n.now)],
  [/^<\/([\w\- ]{1,96}):\d{1,20}>/, (m) => h("span", { class: "mention" }, `/${m[1]}`)],
  [/^<a?:(\w{2,32}):\d{1,20}>/, (m) => document.createTextNode(`:${m[1]}:`)],
  [/^@(everyone|here)\b/, (m) => mention(m[0], true)],
];

const STOP = /[\\`*_~|[<@]|https?:\/\//g;

/** @param {string} text @param {Names} names @returns {Node[]} */
export function inline(text, names) {
  /** @type {Node[]} */
  const out = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    STOP.lastIndex = at;
    const stop = STOP.exec(text);
    const upto = stop ? stop.index : text.length;
    plain += text.slice(at, upto);
    at = upto;
    if (!stop) break;
    const hit = rule(text, at, names);
    if (hit) {
      if (plain) out.push(document.createTextNode(plain));
      plain = "";
      out.push(hit.node);
      at += hit.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) out.push(document.createTextNode(plain));
  return out;
}

/** @param {string} text @param {number} at @param {Names} names */
function rule(text, at, names) {
  if (text[at] === "_" && at > 0 && /\w/.test(text[at - 1])) return null;
  const rest = text.slice(at, at + 4000);
  for (const [shape, make] of RULES) {
    const match = rest.match(shape);
    if (match) return { node: make(match, names), length: match[0].length };
  }
  return null;
}

/** @param {string} address @param {(Node | string)[]} inside */
function link(address, inside) {
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inside);
}

/** @param {string} text @param {boolean} mine */
function mention(text, mine) {
  return h("span", { class: mine ? "mention mine" : "mention" }, text);
}

/** @param {string} id @param {Names} names */
function channel(id, names) {
  const name = names.channels[id];
  if (!name) return h("span", { class: "mention" }, "# no access");
  return h("button", { type: "button", class: "mention", onclick: () => names.go(id) }, `# ${name}`);
}

/** @param {number} seconds @param {string} style @param {string} now */
function moment(seconds, style, now) {
  const at = new Date(seconds * 1000);
  const text = style === "R" ? relative(at, new Date(now)) : stamp(at, style);
  return h("time", { datetime: at.toISOString(), title: exact(at), class: "stamp" }, text);
}

/** @param {string} text @param {Names} names */
function spoiler(text, names) {
  const cover = h("button", { type: "button", class: "spoiler", "aria-label": "Hidden text. Press to show." },
    inline(text, names));
  cover.addEventListener("click", () => cover.replaceWith(h("span", { class: "spoiler shown" }, inline(text, names))));
  return cover;
}
