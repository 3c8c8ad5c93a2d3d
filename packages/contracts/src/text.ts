import { z } from "zod";

/** One line of text: trimmed, NFC, without control or bidirectional characters; lengths in code points. */
export const line = (max: number) =>
  bounded(z.string().trim().normalize("NFC").refine(isOneLine, FORBIDDEN), max);

/** Text of several lines, cleaned likewise. */
export const prose = (max: number) =>
  bounded(z.string().trim().normalize("NFC").refine(isProse, FORBIDDEN), max);

/** ASCII, so that no letter looks like another; a domain in another script is written as its punycode. */
export const Email = z
  .string()
  .trim()
  .refine((email) => /^[\x21-\x7e]*$/.test(email), "Letters, digits and signs of ASCII.")
  .toLowerCase()
  .pipe(z.email().max(254))
  .meta({ format: "email", example: "alice@example.com" });

/** E.164. Spaces, dots, hyphens and brackets are dropped before it is judged. */
export const Phone = z
  .string()
  .overwrite((phone) => phone.replaceAll(/[\s().-]/g, ""))
  .regex(/^\+[1-9]\d{6,14}$/, "International form with a plus sign, such as +4930123456.")
  .meta({ example: "+4930123456" });

export const WebUrl = z.url({ protocol: /^https?$/ }).max(2048);

/** BCP 47 language tag in its canonical form. */
export const Locale = z
  .string()
  .max(35)
  .refine(isLocale, "A BCP 47 language tag, such as de or pt-BR.")
  .meta({ example: "de" });

const FORBIDDEN = "Control and bidirectional characters are not allowed.";
const CONTROL = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

function bounded<T extends z.ZodString>(schema: T, max: number) {
  return schema
    .min(1)
    .refine((text) => [...text].length <= max, `At most ${max} characters.`)
    .meta({ maxLength: max });
}

function isOneLine(text: string): boolean {
  return !CONTROL.test(text);
}

function isProse(text: string): boolean {
  return !CONTROL.test(text.replaceAll(/[\n\r\t]/g, ""));
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
