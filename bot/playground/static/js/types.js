// @ts-check
/**
 * The shapes that travel over the live line. The server's view.py makes them.
 *
 * @typedef {{emoji: string, count: number, mine: boolean, names: string[]}} Reaction
 * @typedef {{[name: string]: any, type: number}} Component  Discord's own component object
 * @typedef {{
 *   id: string, author: string, name: string, bot: boolean, mine: boolean, type: number,
 *   content: string, at: string, edited: boolean, pinned: boolean, ephemeral: boolean,
 *   loading: boolean, mentioned: boolean, used: {user: string, command: string} | null,
 *   reply: {author: string, content: string} | null, embeds: any[], components: Component[],
 *   reactions: Reaction[], channels: Object<string, string>
 * }} Message
 * @typedef {{
 *   id: string, name: string, direct: boolean, category: string | null, topic: string | null,
 *   unread: number, first_unread: string | null, mentioned: boolean, may_send: boolean, may_react: boolean, may_tidy: boolean,
 *   closed: string | null, messages: Message[]
 * }} Channel
 * @typedef {{
 *   key: string, id: string, name: string, part: string, about: string, roles: string[],
 *   role_ids: string[], channels: Channel[]
 * }} Person
 * @typedef {{
 *   person: string | null, channel: string | null, message: string | null, custom_id: string | null,
 *   emoji: string | null, command: string | null, composer: boolean, advance: number | null,
 *   element: string | null
 * }} Target
 * @typedef {{
 *   id: string, title: string, turn: string, task: string, principle: string, why: string,
 *   say: string | null, target: Target | null
 * }} Step
 * @typedef {{at: number, steps: Step[]}} Tour  only the current step carries more than its id and title
 * @typedef {{
 *   life: number, now: string, server: string, bot: string, people: Person[],
 *   users: Object<string, string>, roles: Object<string, string>, tour: Tour
 * }} State
 * @typedef {{name: string, count: number, columns: string[], rows: (string | null)[][]}} Table
 * @typedef {{
 *   name: string, description: string, kind: number, required: boolean, autocomplete: boolean,
 *   choices: {name: string, value: string}[], channel_types: number[], limits: Object<string, number>
 * }} Option
 * @typedef {{name: string, description: string, options: Option[]}} Command
 */
export {};
