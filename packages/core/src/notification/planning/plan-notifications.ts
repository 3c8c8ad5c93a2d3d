import { CHANNELS } from "@salon/contracts";
import type { Channel, NotificationKind } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { findUsersReached } from "../../device/index.ts";
import { readOn } from "../../event/index.ts";
import type { EventRow } from "../../event/index.ts";
import { newId } from "../../ids.ts";
import { findWanted } from "../preferences/find-wanted.ts";
import { isForTeam, wayTo } from "../rules.ts";
import { colleaguesOf, customerOf, staffIdsOf, teamOf } from "./addressees.ts";
import type { Addressee } from "./addressees.ts";
import { noticeOf } from "./notices.ts";
import type { Notice } from "./notices.ts";
import { occasionOf, partsOf } from "./occasion.ts";
import type { Changed, Occasion } from "./occasion.ts";
import { endLater, findCalendars, findTold, followClocks, insertNotifications } from "./queries.ts";
import type { Calendars, NewNotification, Told } from "./queries.ts";

const MINUTE_MS = 60_000;
/** When somebody is home again, and remembers. */
const REVIEW_HOURS = 3;

/** Makes of what happened the messages that follow from it: each once. Tells whether there may be more at once. */
export async function planNotifications(ctx: Ctx): Promise<boolean> {
  return readOn(ctx, "notifications", async (tx, events) => {
    await planFor(ctx, tx, events);
    await followClocks(tx, [...new Set(events.filter(isClockSet).map(({ salonId }) => salonId))]);
  });
}

type Noticed = Occasion & { readonly source: EventRow; readonly notice: Notice };

async function planFor(ctx: Ctx, tx: Tx, events: readonly EventRow[]): Promise<void> {
  const noticed = events
    .map((source) => ({ source, ...occasionOf(source) }))
    .map((occasion) => ({ ...occasion, notice: noticeOf(occasion.event) }))
    .filter(({ notice }) => Object.keys(notice).length > 0);
  if (noticed.length === 0) return;
  const told = await findTold(
    tx,
    noticed.map(({ event }) => event.subjectId),
  );
  const byId = new Map(told.map((one) => [one.bookingId, one]));
  const happened = noticed.map(({ event }) => event);
  const calendars = await findCalendars(
    tx,
    happened.flatMap(staffIdsOf),
    happened.map(({ salonId }) => salonId),
  );
  const messages = noticed.flatMap((one) => {
    const booking = byId.get(one.event.subjectId);
    return booking ? messagesOf(one, booking, calendars) : [];
  });
  await insertNotifications(tx, await withChannels(ctx, tx, messages));
  const changed = noticed.filter(({ notice }) => notice.later);
  await endLater(
    tx,
    changed.map(({ event }) => ({
      businessId: event.businessId,
      subjectId: event.subjectId,
      version: versionOf(event),
    })),
  );
}

type Message = Omit<NewNotification, "channels"> & { readonly booking: Told };

function messagesOf({ source, notice, ...whole }: Noticed, booking: Told, calendars: Calendars): Message[] {
  const customer = customerOf(booking);
  const { event } = whole;
  const message = (to: Addressee, kind: NotificationKind, of: Occasion = whole): Message => ({
    businessId: event.businessId,
    id: newId(),
    salonId: event.salonId,
    kind,
    subjectId: of.event.subjectId,
    version: versionOf(of.event),
    startsAt: startOf(of.event.data) ?? event.occurredAt,
    formerStartsAt: startOf(of.event.previous),
    bookingIds: of.bookingIds,
    minutesBefore: null,
    dueAt: null,
    testNow: booking.testNow,
    ...to,
    booking,
  });
  const { calendar } = notice;
  const colleagues = calendar === undefined ? [] : toldAtTheSalon(source, calendar, calendars);
  return [
    ...(customer && notice.customer ? [message(customer, notice.customer)] : []),
    ...colleagues.map(({ to, kind, visits }) => message(to, kind, occasionOf(source, visits))),
    ...(customer && notice.later === "reminders"
      ? remindersOf(message(customer, "booking_reminder"), booking, event.occurredAt)
      : []),
    ...(customer && notice.later === "review"
      ? [{ ...message(customer, "review_requested"), dueAt: hoursAfter(event.occurredAt, REVIEW_HOURS) }]
      : []),
  ];
}

/** Each is told of the visits that concern them, and once of those of which they are told the same. */
function toldAtTheSalon(event: EventRow, kind: NotificationKind | null, calendars: Calendars) {
  const told = partsOf(event).flatMap((part) =>
    [...colleaguesOf(part.event, kind, calendars), ...teamOf(part.event, kind, calendars)].map((one) => ({
      ...one,
      visits: part.visits,
    })),
  );
  const alike = Map.groupBy(told, (one) => JSON.stringify([one.to, one.kind]));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first
      ? [{ ...first, visits: [...first.visits, ...others.flatMap(({ visits }) => visits)].toSorted(byStart) }]
      : [],
  );
}

function byStart(one: Changed, other: Changed): number {
  return Date.parse(one.startsAt) - Date.parse(other.startsAt);
}

/** Those whose time has not come yet: whoever books for this afternoon is not reminded of yesterday. */
function remindersOf(reminder: Message, { reminderMinutesBefore }: Told, now: Date): Message[] {
  return reminderMinutesBefore
    .map((minutesBefore) => ({
      ...reminder,
      id: newId(),
      formerStartsAt: null,
      minutesBefore,
      dueAt: new Date(reminder.startsAt.getTime() - minutesBefore * MINUTE_MS),
    }))
    .filter(({ dueAt }) => dueAt > now);
}

/** On which ways each message goes, as its reader wants it; what is told to those who ask for it, to nobody else. */
async function withChannels(
  { links }: Pick<Ctx, "links">,
  tx: Tx,
  messages: readonly Message[],
): Promise<NewNotification[]> {
  const wanted = await findWanted(
    { db: tx, links },
    messages.map((message) => ({ ...message, email: message.booking.email })),
  );
  const reached = await findUsersReached(
    tx,
    messages.flatMap(({ userId }) => userId ?? []),
  );
  const waysTo = ({ booking, userId, dueAt }: Message): readonly Channel[] => {
    const way = wayTo(booking);
    if (!userId) return way === undefined ? [] : [way];
    // Until something is due there may be a device.
    return CHANNELS.filter((channel) => channel !== "push" || dueAt !== null || reached.has(userId));
  };
  return messages
    .map((message) => {
      const { booking, ...planned } = message;
      const whom = { ...planned, email: booking.email };
      return {
        ...planned,
        channels: waysTo(message).filter((channel) => wanted(whom, message.kind, channel)),
      };
    })
    .filter(({ kind, channels }) => channels.length > 0 || !isForTeam(kind));
}

function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 60 * MINUTE_MS);
}

function isClockSet({ type, data }: EventRow): boolean {
  return type === "salon.rules_changed" && data["rules"] === "testClock";
}

function versionOf({ data }: EventRow): number {
  return Number(data["version"]);
}

function startOf({ startsAt }: Record<string, unknown>): Date | null {
  return typeof startsAt === "string" ? new Date(startsAt) : null;
}
