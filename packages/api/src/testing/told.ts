import { createSystemCtx, planNotifications, sendNotifications } from "@salon/core";
import type { Mail } from "@salon/core";
import type { TestApi } from "./index.ts";

/** Does what the worker would by now, and gives the mails that went out. */
export async function told(api: TestApi): Promise<Mail[]> {
  const before = api.mails.length;
  const ctx = createSystemCtx(api.deps, "test");
  // The log waits for whatever else runs in the cluster.
  do {
    while (await planNotifications(ctx));
    while (await sendNotifications(ctx));
  } while (await isMore(api));
  return api.mails.slice(before);
}

async function isMore({ sql }: TestApi): Promise<boolean> {
  const [more] = await sql<[{ more: boolean }]>`
    select exists (
      select from events e join log_readers r on r.name = 'notifications'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)
    ) or exists (
      select from notification_deliveries where state in ('waiting', 'sending') and next_attempt_at <= now()
    ) as more`;
  return more.more;
}
