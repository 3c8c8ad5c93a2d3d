import { expect } from "vitest";
import { by } from "./change.ts";
import type { Place, Prepare } from "./change.ts";

const url = "http://127.0.0.1:9/hook";

/** Who is told what happens. No secret is in any row. */
export const webhookChanges = {
  "webhooks.create": ({ owner, salonId }) =>
    by(owner, async ({ webhooks }) => {
      const { id } = await webhooks.create({ salonId, url });
      return [{ action: "webhook.created", subjectId: id, before: null, after: { url, status: "active" } }];
    }),
  "webhooks.update": async (place) => {
    const webhook = await listening(place);
    return by(place.owner, async ({ webhooks }) => {
      await webhooks.update({ ...webhook, url: `${url}/2` });
      const [before, after] = [
        { url, version: 1 },
        { url: `${url}/2`, version: 2 },
      ];
      return [{ action: "webhook.updated", subjectId: webhook.webhookId, before, after }];
    });
  },
  "webhooks.delete": async (place) => {
    const webhook = await listening(place);
    return by(place.owner, async ({ webhooks }) => {
      await webhooks.delete(webhook);
      return [{ action: "webhook.deleted", subjectId: webhook.webhookId, before: { url }, after: null }];
    });
  },
  "webhooks.rotateSecret": async (place) => {
    const webhook = await listening(place);
    return by(place.owner, async ({ webhooks }) => {
      await webhooks.rotateSecret(webhook);
      const [before, after] = [
        { previousSecretUntil: null, version: 1 },
        { previousSecretUntil: expect.any(String) as string, version: 2 },
      ];
      return [{ action: "webhook.rotated", subjectId: webhook.webhookId, before, after }];
    });
  },
  "webhooks.test": async (place) => {
    const webhook = await listening(place);
    return by(place.owner, async ({ webhooks }) => {
      await webhooks.test(webhook);
      return [{ action: "webhook.tested", subjectId: webhook.webhookId, before: {}, after: {} }];
    });
  },
  "webhooks.replay": async (place) => {
    const webhook = await listening(place);
    return by(place.owner, async ({ webhooks }) => {
      const from = new Date("2027-06-01T00:00:00Z");
      const { events } = await webhooks.replay({ ...webhook, from });
      const after = { from: from.toISOString(), events };
      return [{ action: "webhook.replayed", subjectId: webhook.webhookId, before: null, after }];
    });
  },
  "webhooks.replayDelivery": async (place) => {
    const webhook = await listening(place);
    const [delivery] = await place.api.sql<{ id: string; eventId: string }[]>`
      with event as (select id, business_id, public_id from events where salon_id = ${place.salonId} limit 1)
      insert into webhook_deliveries (business_id, id, webhook_id, event_id)
      select business_id, gen_random_uuid(), ${webhook.webhookId}, id from event
      returning id, (select public_id from event) as "eventId"`;
    return by(place.owner, async ({ webhooks }) => {
      await webhooks.replayDelivery({ ...webhook, deliveryId: delivery?.id ?? "" });
      const after = { eventId: delivery?.eventId };
      return [{ action: "webhook.replayed", subjectId: webhook.webhookId, before: null, after }];
    });
  },
} satisfies Record<string, Prepare>;

async function listening({ owner, salonId }: Place): Promise<{ salonId: string; webhookId: string }> {
  const { id: webhookId } = await owner.api.webhooks.create({ salonId, url });
  return { salonId, webhookId };
}
