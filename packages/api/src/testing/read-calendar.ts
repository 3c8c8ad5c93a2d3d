import { sync } from "node-ical";
import type { ParameterValue, VEvent } from "node-ical";

/** The events of a calendar, as an independent program reads them. */
export function eventsIn(calendar: string): VEvent[] {
  return Object.values(sync.parseICS(calendar)).filter((one) => one?.type === "VEVENT");
}

/** A text that a property holds, whatever parameters it has beside it. */
export function textOf(value: ParameterValue | undefined): string {
  return typeof value === "object" ? value.val : (value ?? "");
}

/** A property's text by the letter of RFC 5545 (3.3.11): node-ical takes a backslash before an n for a line break. */
export function writtenIn(calendar: string, property: string): string {
  const [, value = ""] =
    new RegExp(`^${property}:(.*)\r$`, "m").exec(calendar.replaceAll(/\r\n[ \t]/g, "")) ?? [];
  return value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign));
}

/** What RFC 5545 asks of every line that this is not: folded, ended, and a property with its value. */
export function faultsIn(calendar: string): string[] {
  const lines = calendar.split("\r\n");
  const long = lines.filter((line) => Buffer.byteLength(line) > 75);
  const broken = lines.filter((line) => /[^\P{Cc}\t]/u.test(line) || !line.isWellFormed());
  const unfolded = calendar.replaceAll(/\r\n[ \t]/g, "").split("\r\n");
  const wild = unfolded.filter((line, index) => !PROPERTY.test(line) && index < unfolded.length - 1);
  const nested = unfolded.filter((line) => /^(?:BEGIN|END):/.test(line)).join();
  const isNested = /^BEGIN:VCALENDAR,(?:BEGIN:VEVENT,END:VEVENT,)*END:VCALENDAR$/.test(nested);
  return [...long, ...broken, ...wild, ...(isNested ? [] : [nested])];
}

const PROPERTY = /^[A-Z-]+(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*:/;
