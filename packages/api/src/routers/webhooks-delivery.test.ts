import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { GUEST, monday, openSalonWithBea } from "../testing/salon-with-bea.ts";
import { openSending } from "../testing/sending.ts";
import { openSink } from "../testing/sink.ts";
import type { Sink } from "../testing/sink.ts";
import { openTeam } from "../testing/team.ts";

async function listenWith(
  api: TestApi,
  sink: Sink,
  eventTypes: ("client.created" | "client.updated")[] | null = null,
) {
  const team = await openTeam(api);
  const { salonId, olga } = team;
  const webhook = await olga.api.webhooks.create({ salonId, url: sink.url, eventTypes });
  return { ...team, webhook, ref: { salonId, webhookId: webhook.id } };
}

const CLIENTS = ["client.created" as const, "client.updated" as const];

/** What a failing address waits for comes at once. */
async function letTimePass({ sql }: TestApi, hours: number): Promise<void> {
  const ago = `${hours} hours`;
  await sql`update webhook_deliveries set next_attempt_at = now() - interval '1 second', claimed_until = null,
    attempts = (select coalesce(jsonb_agg(a || jsonb_build_object('at', (a->>'at')::timestamptz - ${ago}::interval)), '[]')
      from jsonb_array_elements(attempts) a) where status = 'pending'`;
  await sql`update webhook_endpoints set retry_at = now(), failing_since = failing_since - ${ago}::interval`;
}

test("a booking is told of as the API gives it, and the signature is that of the secret", async () => {
  await using api = await openTestApi();
  await using sink = await openSink();
  await using sending = openSending(api);
  const { owner, salonId, cutId } = await openSalonWithBea(api);
  const { secret } = await owner.api.webhooks.create({
    salonId,
    url: sink.url,
    eventTypes: ["booking.created"],
  });
  const { id: bookingId } = await owner.api.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId }],
    client: GUEST,
  });
  await sending.until(() => expect(sink.received).toHaveLength(1));
  const [{ headers, body, message } = expect.fail()] = sink.received;
  expect(new Webhook(secret).verify(body, headers)).toEqual(message);
  const booking = await owner.api.bookings.get({ bookingId });
  expect(message.data).toEqual(JSON.parse(JSON.stringify(booking)));
  const { items } = await owner.api.events.list({ salonId, limit: 100 });
  const event = items.find(({ type }) => type === "booking.created");
  expect(message).toMatchObject({
    id: event?.id,
    sequence: event?.sequence,
    type: "booking.created",
    salonId,
  });
  expect(headers["webhook-id"]).toBe(event?.id);
});
