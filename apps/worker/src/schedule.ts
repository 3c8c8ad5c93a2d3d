import type { Schedule } from "@salon/runtime";

/** What happens by the clock, in UTC. */
export const SCHEDULES: readonly Schedule[] = [
  { cron: "* * * * *", job: { name: "sweep", data: {} } },
  { cron: "* * * * *", job: { name: "removeFiles", data: {} } },
  { cron: "7 * * * *", job: { name: "sweepFiles", data: {} } },
  { cron: "17 * * * *", job: { name: "forgetIdempotencyKeys", data: {} } },
  { cron: "27 * * * *", job: { name: "forgetSessions", data: {} } },
  { cron: "37 * * * *", job: { name: "forgetRateCounters", data: {} } },
  { cron: "47 3 * * *", job: { name: "forgetAuditLog", data: {} } },
  { cron: "57 3 * * *", job: { name: "forgetEnded", data: {} } },
];
