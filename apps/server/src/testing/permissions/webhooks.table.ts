import { may } from "./answers.ts";

const read = may(["M"], "no key");
const keep = may(["O"], "no key");
/** A secret is a key that one gets, and an address is where it counts: not unproven, and in nobody's name. */
const set = may(["O"], "no key", { unverifiedOwner: 403, impersonatedOwner: 403 });

export const WEBHOOKS = {
  "webhooks.list": read,
  "webhooks.get": read,
  "webhooks.listDeliveries": read,
  "webhooks.create": set,
  "webhooks.update": set,
  "webhooks.delete": keep,
  "webhooks.rotateSecret": set,
  "webhooks.test": keep,
  "webhooks.replay": keep,
  "webhooks.replayDelivery": keep,
};
