// Times, always in the reader's own zone (the one that their profile names).
import { S } from "./store.js";

const made = new Map();

function format(options) {
  const key = JSON.stringify([S.you.tz, options]);
  if (!made.has(key)) made.set(key, build(options));
  return made.get(key);
}

function build(options) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: S.you.tz || undefined });
  } catch {
    return new Intl.DateTimeFormat("en-GB", options);
  }
}

/** dateOf turns a Slack ts, or seconds, into a Date. */
export function dateOf(ts) { return new Date(Number.parseFloat(ts) * 1000); }

/** clock is the hour and minute. */
export function clock(date) { return format({ hour: "2-digit", minute: "2-digit" }).format(date); }

/** clockSeconds is the clock with seconds. */
export function clockSeconds(date) { return format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(date); }

/** full is the date and time, for tooltips. */
export function full(date) { return format({ dateStyle: "full", timeStyle: "medium" }).format(date); }

/** dayKey is the same for two moments of one day. */
export function dayKey(date) { return format({ year: "numeric", month: "2-digit", day: "2-digit" }).format(date); }

/** dayName is Today, Yesterday, or the date. */
export function dayName(date) {
  const key = dayKey(date);
  if (key === dayKey(new Date())) return "Today";
  if (key === dayKey(new Date(Date.now() - 864e5))) return "Yesterday";
  return format({ weekday: "long", day: "numeric", month: "long" }).format(date);
}

/** slackDate fills the tokens of <!date^…>. */
export function slackDate(seconds, pattern) {
  const date = dateOf(seconds);
  const day = (options) => format(options).format(date);
  const pretty = (other) => (["Today", "Yesterday"].includes(dayName(date)) ? dayName(date).toLowerCase() : other);
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const short = { day: "numeric", month: "short", year: "numeric" };
  const plain = { day: "numeric", month: "long", year: "numeric" };
  const tokens = {
    date_num: () => day({ year: "numeric", month: "2-digit", day: "2-digit" }).split("/").reverse().join("-"),
    date: () => day(plain), date_short: () => day(short), date_long: () => day(long),
    date_pretty: () => pretty(day(plain)), date_short_pretty: () => pretty(day(short)), date_long_pretty: () => pretty(day(long)),
    day_divider_pretty: () => dayName(date),
    time: () => clock(date), time_secs: () => day({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(date),
  };
  return pattern.replace(/\{(\w+)\}/g, (all, name) => (tokens[name] ? tokens[name]() : all));
}

/** ago says how long since, in words. */
export function ago(date) {
  const minutes = Math.round((Date.now() - date) / 6e4);
  if (Math.abs(minutes) < 1) return "just now";
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(-minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(-Math.round(minutes / 60), "hour");
  return relative.format(-Math.round(minutes / 1440), "day");
}
