// @ts-check
/** The playground's page: four panes, the clock, the tour and the drawer around one live line. */

import { day, exact, hour } from "./clock.js";
import { byId, h } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Line } from "./line.js";
import { announce } from "./live.js";
import { Pane } from "./pane.js";
import { Tabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { TourCard } from "./tour.js";

/** @typedef {import("./types.js").State} State */

/** @type {Map<string, Pane>} */
const panes = new Map();
/** @type {State | null} */
let state = null;

const line = new Line({
  state: (picture) => show(picture),
  rows: (tables) => drawer.show(tables),
  lost: () => say("The playground has ended or is restarting. This page comes back by itself when it does."),
  back: () => { say(""); drawer.again(); },
});
const drawer = new Drawer(byId("drawer"), byId("curtain"), line);
const tabs = new Tabs(byId("tabs"), panes);
const tour = new TourCard(byId("tour"), panes, (person) => tabs.choose(person));

/** @param {State} picture */
function show(picture) {
  for (const person of picture.people) {
    if (panes.has(person.key)) continue;
    const pane = new Pane(person.key, line);
    panes.set(person.key, pane);
    byId("panes").append(pane.node);
  }
  const before = state;
  state = picture;
  drawer.users = picture.users;
  tabs.show(picture);
  tour.show(picture);
  for (const pane of panes.values()) pane.show(picture);
  const now = new Date(picture.now);
  const clock = byId("clock");
  clock.replaceChildren(h("b", {}, hour(now)), ` ${day(now)}`);
  clock.setAttribute("datetime", picture.now);
  clock.setAttribute("title", `${exact(now)}. Time stands still here until you move it.`);
  tour.light();
  announce(before, picture);
}

/** @param {string} text */
function say(text) {
  const box = byId("state");
  box.textContent = text;
  box.hidden = !text;
}

/** @param {HTMLElement} button @param {string} op @param {Object<string, any>} fields */
async function press(button, op, fields) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await line.ask(op, fields);
    say("");
  } catch (refusal) {
    say(refusal instanceof Error ? refusal.message : String(refusal));
  }
  button.removeAttribute("aria-busy");
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-advance]"))) {
  button.addEventListener("click", () => press(button, "advance", { seconds: Number(button.dataset.advance) }));
}
byId("reset").addEventListener("click", () => press(byId("reset"), "reset", {}));
byId("panes").addEventListener("moved", () => tour.light());
const watch = new MutationObserver(() => tour.light());
watch.observe(byId("panes"), { childList: true, subtree: true });
watch.observe(byId("drawer"), { attributeFilter: ["hidden"] });
startTheme(byId("theme"));
line.open();
