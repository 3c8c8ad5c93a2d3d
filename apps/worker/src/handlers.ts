import {
  expireWaitlist,
  followFreedTime,
  offerFreedTime,
  forgetAuditLog,
  forgetEnded,
  forgetIdempotencyKeys,
  forgetRateCounters,
  forgetSessions,
  makeAvif,
  planNotifications,
  planWebhooks,
  removeFiles,
  sendInvitation,
  sendNotifications,
  sweepDue,
  sweepFiles,
  tellImpersonated,
  webhookSending,
} from "@salon/core";
import type { Ctx } from "@salon/core";
import type { JobHandlers } from "@salon/runtime";
import type { Loop } from "./loops.ts";

/** What is looked for again and again, beside the jobs. */
export const LOOPS: readonly Loop[] = [
  { name: "planNotifications", run: planNotifications },
  { name: "sendNotifications", run: sendNotifications },
  { name: "followFreedTime", run: followFreedTime },
  { name: "offerFreedTime", run: offerFreedTime },
  { name: "planWebhooks", run: planWebhooks },
  { name: "sendWebhooks", ...webhookSending() },
  { name: "makeAvif", run: makeAvif },
];

/** What each job does. Every handler may run twice: its use case has its effect once. */
export function handlersOf(contextOf: (name: string) => Ctx): JobHandlers {
  return {
    sweep: async () => {
      await sweepDue(contextOf("sweep"));
      await expireWaitlist(contextOf("sweep"));
    },
    forgetIdempotencyKeys: () => forgetIdempotencyKeys(contextOf("forgetIdempotencyKeys")),
    forgetRateCounters: () => forgetRateCounters(contextOf("forgetRateCounters")),
    forgetAuditLog: () => forgetAuditLog(contextOf("forgetAuditLog")),
    forgetEnded: () => forgetEnded(contextOf("forgetEnded")),
    forgetSessions: () => forgetSessions(contextOf("forgetSessions")),
    removeFiles: () => removeFiles(contextOf("removeFiles")),
    sweepFiles: () => sweepFiles(contextOf("sweepFiles")),
    sendInvitation: (data) => sendInvitation(contextOf("sendInvitation"), data),
    tellImpersonated: (data) => tellImpersonated(contextOf("tellImpersonated"), data),
  };
}
