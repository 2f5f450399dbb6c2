// @ts-check
/** The live line to the playground's server: pictures come in, acts go out, each with its answer. */

/** @typedef {import("./types.js").State} State */

export class Refusal extends Error {}

export class Line {
  /** @param {{state: (s: State) => void, rows: (t: import("./types.js").Table[]) => void, lost: () => void, back: () => void}} told */
  constructor(told) {
    this.told = told;
    this.next = 1;
    this.life = 0;
    /** @type {Map<number, {done: (v: any) => void, failed: (e: Error) => void}>} */
    this.waiting = new Map();
    /** @type {WebSocket | null} */
    this.socket = null;
    this.tries = 0;
  }

  open() {
    const token = new URLSearchParams(location.search).get("token") || "";
    const socket = new WebSocket(`ws://${location.host}/live?token=${encodeURIComponent(token)}`);
    this.socket = socket;
    socket.addEventListener("open", () => { this.tries = 0; this.told.back(); });
    socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.drop());
  }

  drop() {
    for (const { failed } of this.waiting.values()) failed(new Refusal("The line to the playground was cut."));
    this.waiting.clear();
    this.count();
    this.told.lost();
    this.tries += 1;
    setTimeout(() => this.open(), Math.min(5000, 300 * this.tries));
  }

  /** Let the page (and who tests it) know how many acts have not been answered yet. */
  count() {
    document.documentElement.dataset.waiting = String(this.waiting.size);
  }

  /** @param {any} message */
  hear(message) {
    if (message.type === "state") {
      this.life = message.life;
      this.told.state(message);
    }
    else if (message.type === "rows") this.told.rows(message.tables);
    else if (message.type === "reply") this.settle(message);
  }

  /** @param {{id: number, ok: boolean, error?: string}} reply */
  settle(reply) {
    const waiter = this.waiting.get(reply.id);
    if (!waiter) return;
    this.waiting.delete(reply.id);
    this.count();
    if (reply.ok) waiter.done(reply);
    else waiter.failed(new Refusal(reply.error || "That did not work."));
  }

  /**
   * Ask for one act; rejects with a Refusal that can be shown to the person.
   * @param {string} op @param {Object<string, any>} [fields] @returns {Promise<any>}
   */
  ask(op, fields = {}) {
    const socket = this.socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Refusal("The playground has ended, or is not ready yet."));
    }
    const id = this.next;
    this.next += 1;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.count();
      socket.send(JSON.stringify({ ...fields, op, id, life: this.life }));
    });
  }
}
