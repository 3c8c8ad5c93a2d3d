import { may } from "./answers.ts";

const read = may(["M"], "no key");
/** Messages carry what owners see: to send them somewhere one proves one's address, and no admin does in another's name. */
const keep = may(["O"], "no key", { unverifiedOwner: 403, impersonatedOwner: 403 });

export const WEBHOOKS = {
  "webhooks.list": read,
  "webhooks.get": read,
  "webhooks.listDeliveries": read,
  "webhooks.create": keep,
  "webhooks.update": keep,
  "webhooks.delete": keep,
  "webhooks.rotateSecret": keep,
  "webhooks.test": keep,
  "webhooks.replay": keep,
  "webhooks.replayDelivery": keep,
};
