import type { Money, NotificationKind } from "@salon/contracts";
import { deadlines, totalOf } from "../../booking/index.ts";
import type { BookingRecord } from "../../booking/index.ts";
import { isForSalon } from "../rules.ts";
import { briefWhen, ownWhen, whenIn } from "./when.ts";
import { wordedAs, wordsFor } from "./words.ts";
import type { Words } from "./words.ts";

/** Who reads it. */
export type Reader = {
  readonly name: string;
  readonly locale: string | null;
  readonly timeZone: string | null;
};

/** The salon as far as its messages show it. */
export type Sender = {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly city: string;
  readonly email: string | null;
  readonly phone: string | null;
};

export type Subject = {
  readonly kind: NotificationKind;
  readonly startsAt: Date;
  readonly formerStartsAt: Date | null;
  /** Where it is told of several visits at once: each of them. */
  readonly bookingIds: readonly string[] | null;
};

/** What a message tells of: one visit, or several of a series at once. */
export type Visits = readonly [BookingRecord, ...BookingRecord[]];

export type Fact = readonly [label: string, lines: readonly string[]];

/** A message in its reader's words, before it is a mail or anything else. */
export type Message = {
  readonly language: string;
  readonly title: string;
  readonly greeting: string;
  readonly opening: string;
  /** By the salon's clock, and by the reader's where that differs. */
  readonly when: readonly string[];
  readonly facts: readonly Fact[];
  readonly action: { readonly label: string; readonly url: string } | null;
  readonly closing: readonly string[];
  readonly stop: string;
};

/** Just the line that the app shows. */
export function titleFor(
  subject: Subject,
  salon: Pick<Sender, "name" | "locale" | "timeZone">,
  reader: Pick<Reader, "locale">,
): string {
  const { words, locale } = wordsFor(reader.locale, salon.locale);
  const first = briefWhen(subject.startsAt, salon.timeZone, locale);
  const { bookingIds } = subject;
  const when = bookingIds ? words.several(bookingIds.length, first) : first;
  return words.titles[wordedAs(subject.kind)]({ salon: salon.name, when, client: "" });
}

type Given = {
  readonly subject: Subject;
  readonly salon: Sender;
  readonly reader: Reader;
  readonly visits: Visits;
  /** Where the booking is opened; null: nowhere by a link. */
  readonly manageUrl: string | null;
};

/** What somebody is told of a booking, in their language and with the salon's clock, named, beside their own. */
export function compose({ subject, salon, reader, visits, manageUrl }: Given): Message {
  const [record] = visits;
  const isOne = visits.length === 1;
  const { words, locale } = wordsFor(reader.locale, salon.locale);
  const toSalon = isForSalon(subject.kind);
  const clock = { words, locale, salon, reader };
  const starts = isOne ? [subject.startsAt] : visits.map(({ booking }) => booking.startsAt);
  const times = starts.flatMap((instant) => timesOf(instant, clock));
  const about = { salon: salon.name, when: "", client: record.client?.name ?? "–" };
  const reached = [salon.phone, salon.email].filter((way) => way !== null);
  return {
    language: words.locale.slice(0, 2),
    title: titleFor(subject, salon, reader),
    greeting: words.greeting(reader.name),
    opening: openingOf(subject, words, isOne)(about),
    when: times,
    facts: [[words.when, times], ...factsOf(subject, visits, clock)],
    action:
      manageUrl === null
        ? null
        : { label: subject.kind === "review_requested" ? words.review : words.open, url: manageUrl },
    closing: [
      ...(toSalon || isOne ? [] : [words.eachInCalendar]),
      ...(toSalon || reached.length === 0 ? [] : [words.contact(reached.join(", "))]),
    ],
    stop: words.stop,
  };
}

/** Beside when it is. */
function factsOf(subject: Subject, visits: Visits, clock: Clock): Fact[] {
  const [{ booking, client, policy }] = visits;
  const isOne = visits.length === 1;
  const { words, locale, salon } = clock;
  const toSalon = isForSalon(subject.kind);
  const when = (instant: Date) => timesOf(instant, clock);
  const { status, holdExpiresAt: keptUntil } = booking;
  const stands = status === "confirmed" || status === "pending";
  const answerUntil = toSalon && status === "pending" ? booking.approvalExpiresAt : null;
  const facts: (Fact | false)[] = [
    isOne &&
      isMove(subject) &&
      subject.formerStartsAt !== null && [words.formerly, when(subject.formerStartsAt)],
    [words.services, [...new Set(visits.flatMap((visit) => servicesOf(visit, words)))]],
    ...priceOf(visits, words, locale),
    !toSalon && [words.where, [salon.name, `${salon.addressLine1}, ${salon.postalCode} ${salon.city}`]],
    answerUntil !== null && [words.answerUntil, when(answerUntil)],
    toSalon && [words.client, [client?.name ?? "–"]],
    toSalon && booking.note !== null && [words.note, [booking.note]],
    isEnd(subject) && booking.cancelReason !== null && [words.reason, [booking.cancelReason]],
    !toSalon && keptUntil !== null && [words.keptUntil, when(keptUntil)],
    isOne && !toSalon && stands && [words.cancelUntil, when(deadlines(subject.startsAt, policy).cancelUntil)],
  ];
  return facts.filter((fact) => fact !== false);
}

type Clock = {
  readonly words: Words;
  readonly locale: string;
  readonly salon: Sender;
  readonly reader: Reader;
};

function timesOf(instant: Date, { words, locale, salon, reader }: Clock): string[] {
  const own = ownWhen(instant, { salon: salon.timeZone, own: reader.timeZone, locale });
  return [whenIn(instant, salon.timeZone, locale), ...(own === undefined ? [] : [words.yourTime(own)])];
}

function servicesOf({ items }: BookingRecord, words: Words): string[] {
  return items.map(({ serviceName, variantName, staffName, addOns }) =>
    words.by([`${serviceName}, ${variantName}`, ...addOns.map(({ name }) => name)].join(" + "), staffName),
  );
}

function openingOf({ kind }: Subject, words: Words, isOne: boolean) {
  const worded = wordedAs(kind);
  return (isOne ? undefined : words.openingsOfSeveral[worded]) ?? words.openings[worded];
}

/** Of several visits that cost the same, what each does; otherwise what they cost together. */
function priceOf(visits: Visits, words: Words, locale: string): Fact[] {
  const totals = visits.map(({ booking, lines }) => totalOf(booking, lines));
  const [first, ...others] = totals;
  const amountMinor = totals.reduce((sum, total) => sum + total.amountMinor, 0);
  if (!first || amountMinor === 0) return [];
  const isSame = others.every((total) => total.amountMinor === first.amountMinor);
  const times = visits.length > 1 && isSame ? `${visits.length} × ` : "";
  return [[words.price, [times + sumOf(isSame ? first : { ...first, amountMinor }, locale)]]];
}

function sumOf({ amountMinor, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amountMinor / 10 ** maximumFractionDigits);
}

function isMove({ kind }: Subject): boolean {
  return kind === "booking_rescheduled" || wordedAs(kind) === "salon_booking_rescheduled";
}

function isEnd({ kind }: Subject): boolean {
  return kind === "booking_cancelled" || wordedAs(kind) === "salon_booking_cancelled";
}
