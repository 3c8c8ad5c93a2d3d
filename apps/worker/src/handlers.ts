import {
  forgetAuditLog,
  forgetEnded,
  forgetIdempotencyKeys,
  forgetRateCounters,
  forgetSessions,
  planNotifications,
  planWebhooks,
  sendInvitation,
  sendNotifications,
  sweepDue,
  webhookSending,
} from "@salon/core";
import type { Ctx } from "@salon/core";
import type { JobHandlers } from "@salon/runtime";
import type { Loop } from "./loops.ts";

/** What is looked for again and again, beside the jobs. */
export const LOOPS: readonly Loop[] = [
  { name: "planNotifications", run: planNotifications },
  { name: "sendNotifications", run: sendNotifications },
  { name: "planWebhooks", run: planWebhooks },
  { name: "sendWebhooks", ...webhookSending() },
];

/** What each job does. Every handler may run twice: its use case has its effect once. */
export function handlersOf(contextOf: (name: string) => Ctx): JobHandlers {
  return {
    sweep: async () => void (await sweepDue(contextOf("sweep"))),
    forgetIdempotencyKeys: () => forgetIdempotencyKeys(contextOf("forgetIdempotencyKeys")),
    forgetRateCounters: () => forgetRateCounters(contextOf("forgetRateCounters")),
    forgetAuditLog: () => forgetAuditLog(contextOf("forgetAuditLog")),
    forgetEnded: () => forgetEnded(contextOf("forgetEnded")),
    forgetSessions: () => forgetSessions(contextOf("forgetSessions")),
    sendInvitation: (data) => sendInvitation(contextOf("sendInvitation"), data),
  };
}
