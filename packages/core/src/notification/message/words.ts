import type { NotificationKind } from "@salon/contracts";
import { DE } from "./words-de.ts";
import { EN } from "./words-en.ts";

/** What the words are about: names as they are, times as they are read. */
export type About = { readonly salon: string; readonly when: string; readonly client: string };

/** What is told of others' calendars is told in the same words. */
export type WordedKind = Exclude<NotificationKind, `salon_team_${string}`>;

export function wordedAs(kind: NotificationKind): WordedKind {
  return kind.replace("salon_team_", "salon_") as WordedKind;
}

export type Words = {
  /** Subject of the mail, and title in the app. */
  readonly titles: Readonly<Record<WordedKind, (about: About) => string>>;
  readonly openings: Readonly<Record<WordedKind, (about: About) => string>>;
  /** Where several visits of a series are told of at once. */
  readonly openingsOfSeveral: { readonly [Kind in WordedKind]?: (about: About) => string };
  readonly several: (count: number, first: string) => string;
  readonly eachInCalendar: string;
  readonly greeting: (name: string) => string;
  readonly when: string;
  readonly formerly: string;
  readonly yourTime: (when: string) => string;
  readonly services: string;
  readonly by: (service: string, staff: string) => string;
  readonly price: string;
  readonly where: string;
  readonly answerUntil: string;
  readonly client: string;
  readonly note: string;
  readonly reason: string;
  readonly cancelUntil: string;
  readonly keptUntil: string;
  readonly open: string;
  readonly review: string;
  readonly contact: (how: string) => string;
  readonly stop: string;
  /** For dates and sums, where the reader's own locale says no more than the language. */
  readonly locale: string;
};

const WORDS: Readonly<Record<string, Words>> = { de: DE, en: EN };

/** In the first of these languages that there are words in, otherwise in English. */
export function wordsFor(...locales: readonly (string | null)[]): { words: Words; locale: string } {
  for (const locale of locales) {
    const language = locale?.split("-", 1)[0]?.toLowerCase() ?? "";
    const words = WORDS[language];
    if (words && locale !== null) return { words, locale: locale.includes("-") ? locale : words.locale };
  }
  return { words: EN, locale: EN.locale };
}
