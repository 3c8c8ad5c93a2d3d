import {
  CreateWebhook,
  ListOfSalon,
  ListWebhookDeliveries,
  NewWebhook,
  ReplayWebhook,
  RotateWebhookSecret,
  UpdateWebhook,
  VersionedWebhookRef,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryRef,
  WebhookPage,
  WebhookRef,
  WebhookReplay,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhookDeliveries,
  listWebhooks,
  replayWebhook,
  replayWebhookDelivery,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Webhooks"] as const;
const location = ({ id }: NewWebhook, { salonId }: SalonRef) => `/salons/${salonId}/webhooks/${id}`;

export const webhooksRouter = router({
  list: procedure
    .meta(rest("GET /salons/{salonId}/webhooks", { summary: "A salon's webhooks", tags }))
    .input(ListOfSalon)
    .output(WebhookPage)
    .query(({ ctx, input }) => listWebhooks(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/webhooks", {
        summary: "Have an address told what happens",
        description:
          "Owners only, with a verified address. `secret` is told here and never again: messages are signed with it as Standard Webhooks says. Only https addresses of the public internet are told (`invalid_input`); a salon has at most ten (`limit_reached`).",
        tags,
        location,
        problems: [409],
      }),
    )
    .input(CreateWebhook)
    .output(NewWebhook)
    .mutation(({ ctx, input }) => createWebhook(ctx, input)),
  get: procedure
    .meta(rest("GET /salons/{salonId}/webhooks/{webhookId}", { summary: "A webhook", tags }))
    .input(WebhookRef)
    .output(Webhook)
    .query(({ ctx, input }) => getWebhook(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/webhooks/{webhookId}", {
        summary: "Change, pause or resume a webhook",
        description:
          "A paused address is told nothing. What was on its way goes out once it is active again; what happened in between stays in the salon's events: replay it from `pausedAt`.",
        tags,
      }),
    )
    .input(UpdateWebhook)
    .output(Webhook)
    .mutation(({ ctx, input }) => updateWebhook(ctx, input)),
  delete: procedure
    .meta(
      rest("DELETE /salons/{salonId}/webhooks/{webhookId}", {
        summary: "Delete a webhook",
        description: "With its deliveries.",
        tags,
      }),
    )
    .input(VersionedWebhookRef)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteWebhook(ctx, input)),
  rotateSecret: procedure
    .meta(
      rest("POST /salons/{salonId}/webhooks/{webhookId}/rotate-secret", {
        summary: "Put a new secret in the place of another",
        description:
          "Messages carry a signature of both for `overlapMinutes` — a day unless you say otherwise, at most a week, and with 0 not at all.",
        tags,
      }),
    )
    .input(RotateWebhookSecret)
    .output(NewWebhook)
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx, input)),
  test: procedure
    .meta(
      rest("POST /salons/{salonId}/webhooks/{webhookId}/test", {
        summary: "Send a test",
        description: "A `webhook.tested`, to this address alone and whatever its `eventTypes` are.",
        tags,
      }),
    )
    .input(WebhookRef)
    .output(z.void())
    .mutation(({ ctx, input }) => testWebhook(ctx, input)),
  listDeliveries: procedure
    .meta(
      rest("GET /salons/{salonId}/webhooks/{webhookId}/deliveries", {
        summary: "What was sent to an address, and what is still to be",
        description: "The newest first, with every attempt. Kept for 30 days.",
        tags,
      }),
    )
    .input(ListWebhookDeliveries)
    .output(WebhookDeliveryPage)
    .query(({ ctx, input }) => listWebhookDeliveries(ctx, input)),
  replayDelivery: procedure
    .meta(
      rest("POST /salons/{salonId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay", {
        summary: "Send an event again",
        description:
          "Under the same `webhook-id`, and as things are now. It becomes a delivery of its own, unless one is on its way. Not to a paused address (`invalid_transition`).",
        tags,
        problems: [409],
      }),
    )
    .input(WebhookDeliveryRef)
    .output(WebhookDelivery)
    .mutation(({ ctx, input }) => replayWebhookDelivery(ctx, input)),
  replay: procedure
    .meta(
      rest("POST /salons/{salonId}/webhooks/{webhookId}/replay", {
        summary: "Send what happened in a time again",
        description:
          "Up to a thousand events that the address is told of; `nextFrom` says where to go on. Not to a paused address (`invalid_transition`).",
        tags,
        problems: [409],
      }),
    )
    .input(ReplayWebhook)
    .output(WebhookReplay)
    .mutation(({ ctx, input }) => replayWebhook(ctx, input)),
});
