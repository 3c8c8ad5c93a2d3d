import { createSystemCtx, planWebhooks, webhookSending } from "@salon/core";
import { vi } from "vitest";
import type { TestApi } from "./index.ts";

export type Sending = AsyncDisposable & {
  /** Does what a worker does, until this holds. */
  readonly until: (holds: () => unknown, timeout?: number) => Promise<void>;
  /** Until everything that has happened is on its way, and all that is due has been sent. */
  readonly settle: () => Promise<void>;
};

/** A worker that plans and sends webhooks, a step at a time. */
export function openSending(api: TestApi): Sending {
  const ctx = createSystemCtx(api.deps, "sendWebhooks");
  const { run, finish } = webhookSending();
  const step = async () => {
    while (await planWebhooks(ctx));
    await run(ctx);
  };
  return {
    until: (holds, timeout = 10_000) =>
      vi.waitFor(
        async () => {
          await step();
          await holds();
        },
        { timeout, interval: 20 },
      ),
    async settle() {
      do {
        await step();
        await finish();
      } while (await isMore(api));
    },
    [Symbol.asyncDispose]: finish,
  };
}

/** The log waits for whatever else runs in the cluster. */
async function isMore({ sql }: TestApi): Promise<boolean> {
  const [more] = await sql<[{ more: boolean }]>`
    select exists (
      select from events e join log_readers r on r.name = 'webhooks'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)
    ) or exists (
      select from webhook_deliveries d join webhook_endpoints w on w.business_id = d.business_id and w.id = d.webhook_id
      where d.status = 'pending' and w.status = 'active' and d.next_attempt_at <= now()
        and (w.retry_at is null or w.retry_at <= now())
    ) as more`;
  return more.more;
}
