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
};

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
  const when = briefWhen(subject.startsAt, salon.timeZone, locale);
  return words.titles[wordedAs(subject.kind)]({ salon: salon.name, when, client: "" });
}

type Given = {
  readonly subject: Subject;
  readonly salon: Sender;
  readonly reader: Reader;
  readonly record: BookingRecord;
  /** Where the booking is opened; null: nowhere by a link. */
  readonly manageUrl: string | null;
};

/** What somebody is told of a booking, in their language and with the salon's clock, named, beside their own. */
export function compose({ subject, salon, reader, record, manageUrl }: Given): Message {
  const { words, locale } = wordsFor(reader.locale, salon.locale);
  const toSalon = isForSalon(subject.kind);
  const title = titleFor(subject, salon, reader);
  const about = { salon: salon.name, when: "", client: record.client?.name ?? "–" };
  const when = (instant: Date) => timesOf(instant, { words, locale, salon, reader });
  const times = when(subject.startsAt);
  const total = totalOf(record.booking, record.lines);
  const { holdExpiresAt: keptUntil } = record.booking;
  const stands = record.booking.status === "confirmed" || record.booking.status === "pending";
  const { approvalExpiresAt } = record.booking;
  const answerUntil = toSalon && record.booking.status === "pending" ? approvalExpiresAt : null;
  const facts: (Fact | false)[] = [
    [words.when, times],
    isMove(subject) && subject.formerStartsAt !== null && [words.formerly, when(subject.formerStartsAt)],
    [words.services, servicesOf(record, words)],
    total.amountMinor > 0 && [words.price, [sumOf(total, locale)]],
    !toSalon && [words.where, [salon.name, `${salon.addressLine1}, ${salon.postalCode} ${salon.city}`]],
    answerUntil !== null && [words.answerUntil, when(answerUntil)],
    toSalon && [words.client, [record.client?.name ?? "–"]],
    toSalon && record.booking.note !== null && [words.note, [record.booking.note]],
    isEnd(subject) && record.booking.cancelReason !== null && [words.reason, [record.booking.cancelReason]],
    !toSalon && keptUntil !== null && [words.keptUntil, when(keptUntil)],
    !toSalon && stands && [words.cancelUntil, when(deadlines(subject.startsAt, record.policy).cancelUntil)],
  ];
  const reached = [salon.phone, salon.email].filter((way) => way !== null);
  return {
    language: words.locale.slice(0, 2),
    title,
    greeting: words.greeting(reader.name),
    opening: words.openings[wordedAs(subject.kind)](about),
    when: times,
    facts: facts.filter((fact) => fact !== false),
    action:
      manageUrl === null
        ? null
        : { label: subject.kind === "review_requested" ? words.review : words.open, url: manageUrl },
    closing: toSalon || reached.length === 0 ? [] : [words.contact(reached.join(", "))],
    stop: words.stop,
  };
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
