// @ts-check
/** The notice workbench: asks the server what the words make, and shows it beside them. */

import { byId, h, sync, signature } from "./dom.js";
import { markdown } from "./markdown.js";
import { startTheme } from "./theme.js";

/** @typedef {{level: string, rule: string, words: string, hint: string}} Found */
/** @typedef {{id: string, name: string, hard: boolean, needs: string[], text: string, grade: number | null,
 *   longest: number, findings: Found[]}} Slot */
/** @typedef {{stamp: string, locale: string, server: string, locales: [string, string][], servers: string[],
 *   faults: {file: string, line: number, why: string}[], blocked: boolean, grade: number | null,
 *   messages: string[], pledge: string, buttons: string[], whole: Found[], slots: Slot[]}} State */

const TOKEN = new URLSearchParams(location.search).get("token") || "";
const NAMES = { users: {}, roles: {}, channels: {}, now: new Date().toISOString(), me: "", go: () => {} };
const WAIT = 250;
const FOLLOW = 1000;

/** What is typed here and not in the file, by slot. @type {Map<string, string>} */
const tried = new Map();
/** @type {State | null} */
let state = null;
let timer = 0;
let asked = 0;

/** @param {string} id @returns {HTMLSelectElement} */
const select = (id) => /** @type {HTMLSelectElement} */ (byId(id));

async function ask() {
  const turn = ++asked;
  const query = new URLSearchParams({ token: TOKEN, locale: select("locale").value, server: select("server").value });
  try {
    const answer = await fetch(`/state?${query}`, { method: "POST", body: JSON.stringify(Object.fromEntries(tried)) });
    if (!answer.ok) throw new Error(await answer.text());
    const fresh = await answer.json();
    if (turn === asked) show(fresh);
  } catch (error) {
    say(`The workbench does not answer: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} text */
function say(text) {
  const box = byId("state");
  box.textContent = text;
  box.hidden = !text;
}

/** @param {State} fresh */
function show(fresh) {
  state = fresh;
  options("locale", fresh.locales, fresh.locale);
  options("server", fresh.servers.map((name) => [name, name]), fresh.server);
  say(fresh.faults.map((one) => `${one.file}, line ${one.line}: ${one.why}`).join("\n"));
  verdict(fresh);
  sync(byId("slots"), fresh.slots, (slot) => slot.id, (slot) => signature([slot.id, fresh.locale]), slotOf);
  for (const slot of fresh.slots) fill(slot);
  findings(byId("whole"), fresh.whole);
  paper();
}

/** @param {string} id @param {[string, string][]} choices @param {string} chosen */
function options(id, choices, chosen) {
  const box = select(id);
  if (box.options.length !== choices.length) {
    box.replaceChildren(...choices.map(([value, label]) => h("option", { value }, label)));
  }
  box.value = chosen;
}

/** @param {State} fresh */
function verdict(fresh) {
  const grade = fresh.grade === null ? "No grade for this language" : `Grade ${Math.max(0, fresh.grade).toFixed(1)}`;
  const length = fresh.messages.map((text) => text.length).join(" + ");
  const ready = fresh.blocked ? "Not ready: something must be mended" : "Ready to publish";
  byId("verdict").textContent = `${ready}. ${grade}, ${length} characters.`;
}

/** @param {Slot} slot */
function slotOf(slot) {
  const field = h("textarea", {
    id: `text-${slot.id}`, rows: "3", spellcheck: "true", "data-focus": slot.id, "aria-describedby": `found-${slot.id}`,
    oninput: () => typed(slot.id),
  });
  return h("div", { class: "slot", id: slot.id },
    h("div", { class: "slot-head" },
      h("label", { for: `text-${slot.id}` }, slot.name),
      h("span", { class: "id" }, slot.id.toUpperCase(), slot.hard ? ", needed" : ""),
      h("span", { class: "grade" })),
    slot.needs.length ? h("p", { class: "needs" }, `Has to show: ${slot.needs.join(", ")}`) : null,
    field,
    h("ul", { class: "findings", id: `found-${slot.id}` }));
}

/** @param {Slot} slot */
function fill(slot) {
  const box = byId(slot.id);
  const field = /** @type {HTMLTextAreaElement} */ (byId(`text-${slot.id}`));
  if (document.activeElement !== field && field.value !== slot.text) field.value = slot.text;
  box.classList.toggle("tried", tried.has(slot.id));
  const grade = box.querySelector(".grade");
  if (grade) grade.textContent = slot.longest ? `${slot.grade === null ? "" : `grade ${Math.max(0, slot.grade).toFixed(1)}, `}longest sentence ${slot.longest}` : "";
  findings(byId(`found-${slot.id}`), slot.findings);
}

/** @param {HTMLElement} box @param {Found[]} found */
function findings(box, found) {
  sync(box, found, (one) => `${one.rule} ${one.words}`, signature, (one) =>
    h("li", { class: one.level }, h("b", {}, one.level === "block" ? "Must: " : "Better: "), one.hint));
}

function paper() {
  if (!state) return;
  const box = byId("paper");
  box.dataset.width = select("width").value;
  const peer = select("person").value === "peer";
  const texts = peer ? [state.pledge, ...state.messages] : state.messages;
  const last = texts.length - 1;
  const labels = peer ? [] : state.buttons;
  box.replaceChildren(...texts.map((text, at) => h("div", { class: "sent" },
    h("div", { class: "text" }, markdown(text, NAMES)),
    at === last && labels.length
      ? h("div", { class: "presses", "aria-label": "Buttons under the notice" },
        labels.map((label) => h("span", { class: "press plain" }, label))) : null,
    h("p", { class: "length" }, `${text.length} of 2000 characters`))));
}

/** @param {string} id */
function typed(id) {
  tried.set(id, /** @type {HTMLTextAreaElement} */ (byId(`text-${id}`)).value);
  clearTimeout(timer);
  timer = window.setTimeout(ask, WAIT);
}

async function follow() {
  try {
    const answer = await fetch(`/stamp?token=${encodeURIComponent(TOKEN)}`);
    if (answer.ok && state && (await answer.json()) !== state.stamp) {
      tried.clear();
      await ask();
    }
  } catch {
    // the server was stopped: the next press says so
  }
  window.setTimeout(follow, FOLLOW);
}

startTheme(byId("theme"));
for (const id of ["locale", "server"]) {
  select(id).addEventListener("change", () => {
    if (id === "locale") tried.clear();
    ask();
  });
}
for (const id of ["person", "width"]) select(id).addEventListener("change", paper);
await ask();
follow();
