import type { InputsOf } from "./inputs.ts";
import type { WEBHOOKS } from "./webhooks.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const webhook = ({ salonId, webhookId }: Place) => ({ salonId, webhookId });

export const WEBHOOK_INPUTS: InputsOf<typeof WEBHOOKS> = {
  "webhooks.list": salon,
  "webhooks.get": webhook,
  "webhooks.listDeliveries": webhook,
  "webhooks.create": (place) => ({ ...salon(place), url: "http://127.0.0.1:9/hook" }),
  "webhooks.update": (place) => ({ ...webhook(place), description: "The till" }),
  "webhooks.delete": webhook,
  "webhooks.rotateSecret": webhook,
  "webhooks.test": webhook,
  "webhooks.replay": (place) => ({ ...webhook(place), from: new Date("2027-06-01T00:00:00Z") }),
  "webhooks.replayDelivery": (place) => ({ ...webhook(place), deliveryId: place.deliveryId }),
};
