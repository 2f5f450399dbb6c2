// @ts-check
/** One message, as its reader sees it. */

import { exact, hour } from "./clock.js";
import { components } from "./components.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";
import { inline } from "./inline.js";

/**
 * @typedef {import("./types.js").Message} Message
 * @typedef {import("./types.js").Channel} Channel
 * @typedef {import("./context.js").Context} Context
 */

const EMOJI = ["✅", "👍", "❤️", "🙏", "👀", "🆘", "❌"];
const SYSTEM = { 6: "pinned a message to this channel.", 7: "joined the server." };

/**
 * @param {Message} message @param {boolean} follows  the same writer just before: no second heading
 * @param {Channel} channel @param {Context} ctx @returns {HTMLElement}
 */
export function messageNode(message, follows, channel, ctx) {
  const names = ctx.names(message);
  const system = SYSTEM[/** @type {6|7} */ (message.type)];
  if (system) {
    return h("article", { class: "msg system", "data-message": message.id, "aria-label": spoken(message) },
      h("span", {}, h("b", {}, message.name), ` ${system}`), time(message));
  }
  const classes = ["msg", follows ? "follows" : "", message.ephemeral ? "ephemeral" : "",
    message.mentioned ? "mentioned" : "", message.bot ? "bot" : ""].filter(Boolean).join(" ");
  return h("article", { class: classes, "data-message": message.id, "aria-label": spoken(message) },
    above(message, names),
    follows ? null : avatar(message),
    h("div", { class: "body" },
      follows ? null : heading(message),
      content(message, names),
      message.embeds.map((embed) => embedNode(embed, names)),
      components(message.components, message, ctx),
      reactions(message, channel, ctx),
      below(message, ctx)),
    message.ephemeral || message.loading ? null : toolbar(message, channel, ctx));
}

/** Who says it and when, for those who hear it. @param {Message} message */
function spoken(message) {
  return `${message.name}, ${hour(new Date(message.at))}${message.ephemeral ? ", only for you" : ""}`;
}

/** @param {Message} message @param {import("./inline.js").Names} names */
function above(message, names) {
  if (message.reply) {
    return h("p", { class: "above" }, "↪ ", h("b", {}, names.users[message.reply.author] || "someone"), " ",
      message.reply.content);
  }
  if (message.used) {
    return h("p", { class: "above" }, h("b", {}, names.users[message.used.user] || "someone"), " used ",
      h("code", {}, `/${message.used.command}`));
  }
  return null;
}

/** @param {Message} message */
function avatar(message) {
  return h("span", { class: "face", "data-who": message.bot ? "bot" : message.name, "aria-hidden": "true" },
    message.bot ? "" : [...message.name][0] || "?");
}

/** @param {Message} message */
function heading(message) {
  return h("p", { class: "by" }, h("b", {}, message.name), message.bot ? h("span", { class: "tag" }, "APP") : null,
    time(message), message.pinned ? h("span", { class: "pin" }, "Pinned") : null);
}

/** @param {Message} message */
function time(message) {
  const at = new Date(message.at);
  return h("time", { datetime: message.at, title: exact(at) }, hour(at));
}

/** @param {Message} message @param {import("./inline.js").Names} names */
function content(message, names) {
  if (message.loading) return h("p", { class: "hint" }, `${message.name} is thinking …`);
  if (!message.content) return null;
  const nodes = markdown(message.content, names);
  if (message.edited && !message.ephemeral) nodes.push(h("span", { class: "edited" }, "(edited)"));
  return h("div", { class: "text" }, nodes);
}

/** @param {any} embed @param {import("./inline.js").Names} names */
function embedNode(embed, names) {
  return h("div", { class: "embed" },
    embed.author?.name ? h("p", { class: "hint" }, embed.author.name) : null,
    embed.title ? h("p", { class: "h h3" }, inline(embed.title, names)) : null,
    embed.description ? h("div", { class: "text" }, markdown(embed.description, names)) : null,
    (embed.fields || []).map((/** @type {any} */ field) => h("div", { class: "field" },
      h("p", {}, h("b", {}, inline(field.name, names))), h("div", {}, markdown(field.value, names)))),
    embed.footer?.text ? h("p", { class: "hint" }, embed.footer.text) : null);
}

/** @param {Message} message @param {Channel} channel @param {Context} ctx */
function reactions(message, channel, ctx) {
  if (!message.reactions.length) return null;
  return h("div", { class: "row reactions" }, message.reactions.map((reaction) => {
    const others = reaction.names.join(", ");
    const node = h("button", {
      type: "button", class: "react", "aria-pressed": String(reaction.mine), title: others,
      "aria-label": `${reaction.emoji}, ${reaction.count}: ${others}. ${reaction.mine ? "Take back" : "Add"} your reaction`,
      "data-emoji": reaction.emoji, "data-focus": `${message.id}:${reaction.emoji}`,
    }, h("span", {}, reaction.emoji), ` ${reaction.count}`);
    node.addEventListener("click", () => ctx.act(node, "react", {
      channel: channel.id, message: message.id, emoji: reaction.emoji, on: !reaction.mine,
    }));
    return node;
  }));
}

/** @param {Message} message @param {Context} ctx */
function below(message, ctx) {
  if (!message.ephemeral) return null;
  const dismiss = h("button", { type: "button", class: "link", "data-focus": `${message.id}:dismiss` }, "Dismiss");
  dismiss.addEventListener("click", () => ctx.act(dismiss, "dismiss", { message: message.id }));
  return h("p", { class: "only" }, "Only you can see this. ", dismiss);
}

/** @param {Message} message @param {Channel} channel @param {Context} ctx */
function toolbar(message, channel, ctx) {
  const at = { channel: channel.id, message: message.id };
  /** @param {string} name @param {string} face @param {() => void} run */
  const tool = (name, face, run) => h("button", { type: "button", class: "icon", "aria-label": name, title: name,
    "data-focus": `${message.id}:tool:${name}`, onclick: run }, face);
  return h("div", { class: "tools", role: "group", "aria-label": "Message tools" },
    channel.may_react || message.reactions.length ? tool("React", "☺", () => pickEmoji(at, ctx)) : null,
    message.mine ? tool("Edit", "✎", () => edit(message, at, ctx)) : null,
    message.mine || channel.may_tidy ? tool("Delete", "🗑", () => ctx.act(null, "delete", at)) : null);
}

/** @param {Object<string, string>} at @param {Context} ctx */
function pickEmoji(at, ctx) {
  ctx.sheet("Add a reaction", (close) => h("div", { class: "sheet-body row" }, EMOJI.map((emoji) =>
    h("button", { type: "button", class: "react big", "aria-label": emoji, onclick: () => {
      close();
      ctx.act(null, "react", { ...at, emoji, on: true });
    } }, emoji))));
}

/** @param {Message} message @param {Object<string, string>} at @param {Context} ctx */
function edit(message, at, ctx) {
  ctx.sheet("Edit your message", (close) => {
    const box = /** @type {HTMLTextAreaElement} */ (
      h("textarea", { rows: 5, maxlength: 2000, "aria-label": "Your message", value: message.content }));
    const form = h("form", { class: "sheet-body" }, box,
      h("div", { class: "row" }, h("button", { type: "submit", class: "press primary" }, "Save")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close();
      ctx.act(null, "edit", { ...at, content: box.value });
    });
    return form;
  });
}
