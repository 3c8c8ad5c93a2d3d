import { Booking, Client, EVENT_TYPES, Member, Salon, SalonEvent, TimeOff } from "@salon/contracts";
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
  const shown = type === "salon.rules_changed" ? undefined : SHOWN[kind];
  return {
    operationId: `on.${type}`,
    summary: `${type}, in a salon`,
    description: shown
      ? "`data` is the thing as it is when the message is sent; what is gone is told as the event tells it."
      : "`data` is what the event says.",
    tags: ["Webhooks"],
    headers: Headers,
    body: shown ?? SalonEvent,
    answers: {
      "2XX": "Received",
      "410": "Not wanted any more: the webhook is paused at once",
      default: "Not received, redirects among it: sent again for more than a day",
    },
  };
}

const Headers = z.object({
  "webhook-id": z.string().meta({ description: "The event's id: the same however often it is sent" }),
  "webhook-timestamp": z.string().meta({ description: "When it was sent, in seconds since 1970" }),
  "webhook-signature": z
    .string()
    .meta({ description: "Standard Webhooks: `v1,` and a signature, one for each secret that counts" }),
});

const messageWith = (id: string, thing: z.ZodType) =>
  SalonEvent.extend({ data: z.union([thing, z.record(z.string(), z.unknown())]) }).meta({ id });

const SHOWN: Readonly<Record<string, z.ZodType>> = {
  booking: messageWith("BookingMessage", Booking),
  client: messageWith("ClientMessage", Client),
  member: messageWith("MemberMessage", Member),
  salon: messageWith("SalonMessage", Salon),
  time_off: messageWith("TimeOffMessage", TimeOff),
};
