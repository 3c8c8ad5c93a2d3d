import {
  AddOn,
  ApiKey,
  Booking,
  BookingPolicy,
  CalendarFeed,
  Client,
  EVENT_TYPES,
  Invitation,
  Member,
  Override,
  Payment,
  Resource,
  ResourceType,
  Review,
  Salon,
  SalonEvent,
  Service,
  ServiceCategory,
  Staff,
  TimeOff,
  WaitlistEntry,
  Webhook,
  WholeBookingSeries,
  WorkingHours,
} from "@salon/contracts";
import type { EventType } from "@salon/contracts";
import type { OpenApiOptions } from "@salon/rest-bridge";
import { z } from "zod";

type Messages = NonNullable<OpenApiOptions["webhooks"]>;

/** What addresses are told, by the type of the event. */
export function webhookMessages(): Messages {
  return Object.fromEntries(EVENT_TYPES.map((type) => [type, messageOf(type)]));
}

function messageOf(type: EventType): Messages[string] {
  const [kind = ""] = type.split(".", 1);
  const { body, description } =
    type === "salon.rules_changed" ? RULES : { body: SHOWN[kind] ?? SalonEvent, description: WORDS[kind] };
  return {
    operationId: `on.${type}`,
    summary: `${type}, in a salon`,
    description:
      description ??
      "`data` is the thing as it is when the message is sent; of what is gone, what the log says.",
    tags: ["Webhooks"],
    headers: Headers,
    body,
    answers: {
      "2XX": "Received",
      "410": "Not wanted any more: the webhook is paused at once",
      default: "Not received, redirects among it: sent again for more than a day",
    },
  };
}

/** Of some kinds there is more to say. */
const WORDS: Readonly<Record<string, string>> = {
  review:
    "`data` is the review as everybody reads it when the message is sent; of one that is hidden or deleted, what the log says.",
  webhook:
    "`data` is the webhook that receives the message; of another one, what the log says, which is not where it leads.",
};

const Headers = z.object({
  "webhook-id": z.string().meta({ description: "The event's id: the same however often it is sent" }),
  "webhook-timestamp": z.string().meta({ description: "When it was sent, in seconds since 1970" }),
  "webhook-signature": z
    .string()
    .meta({ description: "Standard Webhooks: `v1,` and a signature, one for each secret that counts" }),
});

const LogData = z
  .record(z.string(), z.unknown())
  .meta({ id: "LogData", description: "What the log says: ids, states and figures, and nobody's name." });

const messageWith = (id: string, thing: z.ZodType) =>
  SalonEvent.extend({ data: z.union([thing, LogData]) }).meta({ id });

const SHOWN: Readonly<Record<string, z.ZodType>> = {
  api_key: messageWith("ApiKeyMessage", ApiKey),
  booking: messageWith("BookingMessage", Booking),
  calendar_feed: messageWith("CalendarFeedMessage", CalendarFeed),
  client: messageWith("ClientMessage", Client),
  invitation: messageWith("InvitationMessage", Invitation),
  member: messageWith("MemberMessage", Member),
  payment: messageWith("PaymentMessage", Payment),
  review: messageWith("ReviewMessage", Review),
  salon: messageWith("SalonMessage", Salon),
  series: messageWith("BookingSeriesMessage", WholeBookingSeries),
  time_off: messageWith("TimeOffMessage", TimeOff),
  waitlist_entry: messageWith("WaitlistEntryMessage", WaitlistEntry),
  webhook: messageWith("WebhookMessage", Webhook),
};

const Ruled = z.union([
  Service,
  ServiceCategory,
  AddOn,
  Resource,
  ResourceType,
  Staff,
  BookingPolicy,
  WorkingHours,
  Override,
]);

const RULES = {
  description:
    "`data` is what the log says of the change, and in `current` the service, person, hours or whatever was changed, as it is when the message is sent; without `current` it is gone.",
  body: SalonEvent.extend({
    data: z.looseObject({ rules: z.string(), current: Ruled.optional() }),
  }).meta({ id: "RulesMessage" }),
};
