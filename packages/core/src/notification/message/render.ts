import { markup } from "../../markup.ts";
import type { Html } from "../../markup.ts";
import type { Message } from "./compose.ts";

/** The message as plain text: no name in it is a line or a field of the mail. */
export function textOf({ greeting, opening, facts, action, closing }: Message): string {
  const lines = facts.map(([label, values]) => `${label}: ${values.join("\n  ")}`);
  const parts = [
    greeting,
    opening,
    lines.join("\n"),
    action ? `${action.label}:\n${action.url}` : "",
    ...closing,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same as HTML, as mail programs read it: tables, styles beside the words, nothing from elsewhere. */
export function htmlOf(message: Message, stopUrl: string | undefined): string {
  const { language, title, greeting, opening, facts, action, closing, stop } = message;
  const rows = facts.map(
    ([label, lines]) =>
      markup`<tr><td style="${LABEL}">${label}</td><td style="${VALUE}">${linesOf(lines)}</td></tr>`,
  );
  const button = action
    ? markup`<p style="margin:24px 0"><a href="${action.url}" style="${BUTTON}">${action.label}</a></p>`
    : NOTHING;
  const end = stopUrl
    ? markup`<p style="${SMALL}"><a href="${stopUrl}" style="color:#6d6560">${stop}</a></p>`
    : NOTHING;
  const body = markup`<p>${greeting}</p><p>${opening}</p><table role="presentation" style="${TABLE}">${rows}</table>${button}${closing.map((line) => markup`<p>${line}</p>`)}${end}`;
  return markup`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body style="${PAGE}"><div style="max-width:560px;margin:0 auto">${body}</div></body></html>`
    .markup;
}

const NOTHING: Html = { markup: "" };
const PAGE = "margin:0;padding:24px;background:#fbf9f7;color:#26211e;font:16px/1.5 system-ui,sans-serif";
const TABLE = "border-collapse:collapse;margin:16px 0;width:100%";
const LABEL = "padding:6px 16px 6px 0;color:#6d6560;vertical-align:top;white-space:nowrap";
const VALUE = "padding:6px 0;vertical-align:top";
const BUTTON =
  "display:inline-block;padding:10px 18px;border-radius:6px;background:#9b2c4f;color:#ffffff;text-decoration:none";
const SMALL = "font-size:13px;margin-top:32px";

function linesOf(lines: readonly string[]): Html[] {
  return lines.map((line, i) => (i === 0 ? markup`${line}` : markup`<br>${line}`));
}
