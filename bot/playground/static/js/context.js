// @ts-check
/**
 * What the parts of one pane need from it.
 *
 * @typedef {{
 *   key: string,
 *   names: (message: import("./types.js").Message | null) => import("./inline.js").Names,
 *   channel: () => string,
 *   act: (button: HTMLElement | null, op: string, fields: Object<string, any>) => Promise<any>,
 *   ask: (op: string, fields: Object<string, any>) => Promise<any>,
 *   entities: (kind: number, types: string[]) => Promise<{name: string, value: string}[]>,
 *   sheet: (title: string, build: (close: () => void) => HTMLElement) => void,
 *   note: (text: string) => void,
 *   go: (channel: string) => void,
 * }} Context
 */
export {};
