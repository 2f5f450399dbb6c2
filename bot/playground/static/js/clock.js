// @ts-check
/** Simulated time in words. All of it is UTC: the playground's server lives there. */

/** @param {Date} at @param {Intl.DateTimeFormatOptions} options */
function format(at, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(at);
}

/** @param {Date} at */
export function hour(at) {
  return format(at, { hour: "2-digit", minute: "2-digit" });
}

/** @param {Date} at */
export function day(at) {
  return format(at, { weekday: "short", day: "numeric", month: "short" });
}

/** @param {Date} at */
export function exact(at) {
  return `${format(at, { dateStyle: "full", timeStyle: "short" })} UTC`;
}

/** Discord's timestamp styles. @param {Date} at @param {string} style */
export function stamp(at, style) {
  /** @type {Object<string, Intl.DateTimeFormatOptions>} */
  const styles = {
    t: { timeStyle: "short" },
    T: { timeStyle: "medium" },
    d: { dateStyle: "short" },
    D: { dateStyle: "long" },
    f: { dateStyle: "long", timeStyle: "short" },
    F: { dateStyle: "full", timeStyle: "short" },
  };
  return format(at, styles[style] || styles.f);
}

/** @param {Date} at @param {Date} now */
export function relative(at, now) {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  /** @type {[number, Intl.RelativeTimeFormatUnit][]} */
  const units = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
  const [length, unit] = units.find(([span]) => size >= span) || [1, "second"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / length), unit);
}
