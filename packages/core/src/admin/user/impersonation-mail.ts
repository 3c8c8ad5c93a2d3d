import type { Mail } from "../../ports.ts";

type Reader = {
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
  readonly timeZone: string | null;
};

/** From when and until when at the latest. */
type Span = { readonly from: Date; readonly until: Date };

type Words = {
  readonly locale: string;
  readonly subject: string;
  readonly text: (name: string, from: string, until: string) => string;
};

const EN: Words = {
  locale: "en-GB",
  subject: "An administrator is acting in your account",
  text: (name, from, until) => `Hello ${name},

an administrator of this site has been acting in your account since ${from}, until ${until} at the latest. Administrators do this to look into something that was reported. They see what you see; your password, your second factor and your address are not theirs to touch, and what they change is recorded under their name.

If you did not ask for help, or something in your account is not as you left it, tell whoever runs this site.
`,
};

const DE: Words = {
  locale: "de-DE",
  subject: "Jemand aus der Verwaltung handelt in Ihrem Konto",
  text: (name, from, until) => `Guten Tag ${name},

seit ${from} handelt jemand aus der Verwaltung dieser Seite in Ihrem Konto, längstens bis ${until}. Die Verwaltung tut das, um etwas zu klären, das gemeldet wurde. Sie sieht, was Sie sehen; Ihr Passwort, Ihr zweiter Faktor und Ihre Adresse sind für sie tabu, und was sie ändert, wird unter ihrem Namen festgehalten.

Wenn Sie nicht um Hilfe gebeten haben oder in Ihrem Konto etwas anders ist, als Sie es verlassen haben, wenden Sie sich an den Betreiber dieser Seite.
`,
};

/** In the reader's language and by their clock, which is named; neither who the admin is nor why, which is for the log. */
export function impersonationMail({ name, email, locale, timeZone }: Reader, id: string, span: Span): Mail {
  const words = /^de\b/i.test(locale ?? "") ? DE : EN;
  const zone = timeZone ?? "UTC";
  const format = new Intl.DateTimeFormat(words.locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: zone,
  });
  const when = (instant: Date) => `${format.format(instant)} (${zone})`;
  const line = name.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return {
    to: email,
    subject: words.subject,
    text: words.text(line, when(span.from), when(span.until)),
    id,
  };
}
