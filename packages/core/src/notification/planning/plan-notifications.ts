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
import { occasionOf } from "./occasion.ts";
import type { Occasion } from "./occasion.ts";
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

type Noticed = Occasion & { readonly notice: Notice };

async function planFor(ctx: Ctx, tx: Tx, events: readonly EventRow[]): Promise<void> {
  const noticed = events
    .map(occasionOf)
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

function messagesOf({ event, bookingIds, notice }: Noticed, booking: Told, calendars: Calendars): Message[] {
  const customer = customerOf(booking);
  const message = (to: Addressee, kind: NotificationKind): Message => ({
    businessId: event.businessId,
    id: newId(),
    salonId: event.salonId,
    kind,
    subjectId: event.subjectId,
    version: versionOf(event),
    startsAt: startOf(event.data) ?? event.occurredAt,
    formerStartsAt: startOf(event.previous),
    bookingIds,
    minutesBefore: null,
    dueAt: null,
    testNow: booking.testNow,
    ...to,
    booking,
  });
  const { calendar } = notice;
  const colleagues =
    calendar === undefined
      ? []
      : [...colleaguesOf(event, calendar, calendars), ...teamOf(event, calendar, calendars)];
  return [
    ...(customer && notice.customer ? [message(customer, notice.customer)] : []),
    ...colleagues.map(({ to, kind }) => message(to, kind)),
    ...(customer && notice.later === "reminders"
      ? remindersOf(message(customer, "booking_reminder"), booking, event.occurredAt)
      : []),
    ...(customer && notice.later === "review"
      ? [{ ...message(customer, "review_requested"), dueAt: hoursAfter(event.occurredAt, REVIEW_HOURS) }]
      : []),
  ];
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
