import type { EventType, NewWebhook } from "@salon/contracts";
import type { TestApi } from "./index.ts";
import { openTeam } from "./team.ts";
import type { Team } from "./team.ts";

export type Listening = Team & {
  readonly webhook: NewWebhook;
  readonly ref: { readonly salonId: string; readonly webhookId: string };
  /** So many things that the address is told of. */
  readonly happen: (count: number) => Promise<void>;
};

/** Olga's salon, of whose new clients an address is told. */
export async function openListening(
  api: TestApi,
  url: string,
  eventTypes: EventType[] | null = ["client.created"],
): Promise<Listening> {
  const team = await openTeam(api);
  const { salonId, olga } = team;
  const webhook = await olga.api.webhooks.create({ salonId, url, eventTypes });
  return {
    ...team,
    webhook,
    ref: { salonId, webhookId: webhook.id },
    async happen(count) {
      for (let n = 1; n <= count; n += 1) await olga.api.clients.create({ salonId, name: `Client ${n}` });
    },
  };
}

/** So many hours later, as far as addresses and what is sent there know. */
export async function letHoursPass({ sql }: TestApi, hours: number): Promise<void> {
  const ago = `${hours} hours`;
  await sql`
    update webhook_deliveries set next_attempt_at = next_attempt_at - ${ago}::interval,
      attempts = (select coalesce(jsonb_agg(a || jsonb_build_object('at', (a->>'at')::timestamptz - ${ago}::interval) order by n), '[]')
        from jsonb_array_elements(attempts) with ordinality attempt (a, n))
    where status = 'pending'`;
  await sql`
    update webhook_endpoints set retry_at = retry_at - ${ago}::interval, failing_since = failing_since - ${ago}::interval`;
}
