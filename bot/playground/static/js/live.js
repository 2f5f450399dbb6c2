// @ts-check
/** What a screen reader is told by itself: new messages, whose turn it is, and the clock. */

import { hour } from "./clock.js";
import { byId } from "./dom.js";

/** @typedef {import("./types.js").State} State */

const LONGEST = 3; // more than this at once is a flood, and is counted instead

/** @param {State | null} before @param {State} after */
export function announce(before, after) {
  if (!before || before.life !== after.life) return;
  const lines = [];
  for (const person of after.people) lines.push(...arrivals(before, after, person));
  const said = lines.length > LONGEST ? [`${lines.length} new messages`] : lines;
  if (before.now !== after.now) said.push(`It is ${hour(new Date(after.now))}`);
  const step = after.tour.steps[after.tour.at];
  if (before.tour.at !== after.tour.at) said.push(step ? `Next: ${step.turn} ${step.title}` : "The tour is done");
  if (said.length) byId("live").textContent = `${said.join(". ")}.`;
}

/** What was written, as it would be read aloud. @param {string} text @param {State} state */
function spoken(text, state) {
  return text.replace(/<@!?(\d+)>/g, (_, id) => state.users[id] || "somebody").replace(/<[#@&:\w]+>/g, "")
    .replace(/[*_`~|#>]/g, "").slice(0, 120);
}

/** @param {State} before @param {State} after @param {import("./types.js").Person} person */
function arrivals(before, after, person) {
  const old = before.people.find((one) => one.key === person.key);
  const known = new Set((old?.channels || []).flatMap((channel) => channel.messages.map((message) => message.id)));
  return person.channels.flatMap((channel) => channel.messages
    .filter((message) => !known.has(message.id) && !message.mine)
    .map((message) => `For ${person.name} in ${channel.name}: ${message.name}, ${spoken(message.content, after)}`));
}
