import { z } from "zod";
import { EVENT_TYPES } from "./events.ts";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { line } from "./text.ts";
import { Instant, timestamps } from "./time.ts";

export const WEBHOOK_STATUSES = ["active", "paused"] as const;
/** `asked`: by one of its owners. `gone`: it answered 410. `failing`: nothing arrived for more than a day. */
export const PAUSE_REASONS = ["asked", "gone", "failing"] as const;
export const WEBHOOK_DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
/** Why there was no answer. */
export type AttemptError =
  | "address_not_allowed"
  | "unresolvable"
  | "refused"
  | "timeout"
  | "certificate"
  | "closed"
  | "internal";

/** As it is dialled: `https://127.1` is kept as `https://127.0.0.1/`. */
const WebhookUrl = z
  .url({ protocol: /^https?$/, normalize: true })
  .max(2048)
  .meta({ example: "https://example.com/hooks/salon" });
/** Null: every type, and those that are still to come. */
const EventTypes = z
  .array(z.enum(EVENT_TYPES))
  .min(1)
  .max(EVENT_TYPES.length)
  .overwrite((types) => [...new Set(types)])
  .nullable()
  .meta({ example: ["booking.confirmed", "booking.cancelled"] });

/** An address that is told what happens in a salon. */
export const Webhook = z
  .object({
    id: Id,
    url: z.string(),
    description: z.string().nullable(),
    eventTypes: z.array(z.string()).nullable(),
    status: z.enum(WEBHOOK_STATUSES),
    pausedAt: Instant.nullable(),
    pauseReason: z.string().nullable(),
    /** Since when every attempt has failed; null after one that succeeded. */
    failingSince: Instant.nullable(),
    /** Until when messages carry the signature of the secret before this one too. */
    previousSecretUntil: Instant.nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.infer<typeof Webhook>;
export const WebhookPage = pageOf(Webhook).meta({ id: "WebhookPage" });

export const NewWebhook = Webhook.extend({
  /** What messages are signed with (Standard Webhooks). It is never told again. */
  secret: z.string().meta({ example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }),
}).meta({ id: "NewWebhook" });
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookRef = z.strictObject({ salonId: Id, webhookId: Id });
export type WebhookRef = z.infer<typeof WebhookRef>;
export const VersionedWebhookRef = WebhookRef.extend(ifVersion);
export type VersionedWebhookRef = z.infer<typeof VersionedWebhookRef>;

export const CreateWebhook = z
  .strictObject({
    salonId: Id,
    url: WebhookUrl,
    description: line(200).nullish(),
    eventTypes: EventTypes.optional(),
  })
  .meta({ id: "CreateWebhook" });
export type CreateWebhook = z.infer<typeof CreateWebhook>;

export const UpdateWebhook = z
  .strictObject({
    salonId: Id,
    webhookId: Id,
    ...ifVersion,
    url: WebhookUrl.optional(),
    description: line(200).nullish(),
    eventTypes: EventTypes.optional(),
    status: z.enum(WEBHOOK_STATUSES).optional(),
  })
  .meta({ id: "UpdateWebhook" });
export type UpdateWebhook = z.infer<typeof UpdateWebhook>;

export const RotateWebhookSecret = z
  .strictObject({
    salonId: Id,
    webhookId: Id,
    ...ifVersion,
    /** How long messages carry the old secret's signature beside the new one's. */
    overlapMinutes: z.int().min(0).max(10_080).default(1_440),
  })
  .meta({ id: "RotateWebhookSecret" });
export type RotateWebhookSecret = z.infer<typeof RotateWebhookSecret>;

/** One event's way to one address. */
export const WebhookDelivery = z
  .object({
    id: Id,
    /** That of the event, the same with every attempt: what `webhook-id` says. */
    eventId: Id,
    eventType: z.string(),
    sequence: z.string(),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES),
    attempts: z.array(
      z.object({
        at: Instant,
        /** What the other side answered; null where `error` says why there was no answer. */
        status: z.int().nullable(),
        ms: z.int(),
        error: z.string().nullable(),
      }),
    ),
    /** Null where nothing more is tried. */
    nextAttemptAt: Instant.nullable(),
    deliveredAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export const WebhookDeliveryPage = pageOf(WebhookDelivery).meta({ id: "WebhookDeliveryPage" });

export const ListWebhookDeliveries = z.strictObject({
  salonId: Id,
  webhookId: Id,
  status: z.enum(WEBHOOK_DELIVERY_STATUSES).optional(),
  ...pageQuery,
});
export type ListWebhookDeliveries = z.infer<typeof ListWebhookDeliveries>;

export const WebhookDeliveryRef = z.strictObject({ salonId: Id, webhookId: Id, deliveryId: Id });
export type WebhookDeliveryRef = z.infer<typeof WebhookDeliveryRef>;

export const ReplayWebhook = z
  .strictObject({
    salonId: Id,
    webhookId: Id,
    /** Events that happened then or later. */
    from: Instant,
    /** And before. */
    to: Instant.optional(),
  })
  .meta({ id: "ReplayWebhook" });
export type ReplayWebhook = z.infer<typeof ReplayWebhook>;

export const WebhookReplay = z
  .object({
    /** How many events are sent again, a thousand at most. */
    events: z.int(),
    /** Where to go on, where there are more. */
    nextFrom: Instant.nullable(),
  })
  .meta({ id: "WebhookReplay" });
export type WebhookReplay = z.infer<typeof WebhookReplay>;
