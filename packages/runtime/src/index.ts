export { AUTH_PATH, AuthRefusal, CLIENT_ADDRESS_HEADER, type Auth } from "./auth.ts";
export { writeCalendar } from "./calendar-writer.ts";
export { ConfigError, readConfig, type Config } from "./config.ts";
export type { Logger } from "./logger.ts";
export type { Outbox, OutboxMail } from "./outbox.ts";
export type { JobHandlers, Schedule } from "./queue.ts";
export type { Caller, OwnSessions } from "./own-sessions.ts";
export { openRuntime, type Runtime } from "./runtime.ts";
export { openWebhookSender } from "./webhooks/webhook-sender.ts";
