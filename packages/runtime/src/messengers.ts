import type { Deps } from "@salon/core";
import type { Logger } from "./logger.ts";

/** Stands where a provider of texts or pushes will: says that there was one, and neither to whom nor what. */
export function loggedMessengers(log: Logger): Deps["messengers"] {
  const logged = (channel: string) => ({
    send: async ({ id }: { readonly id: string }) =>
      log.info({ channel, id }, "There is no provider: this message went nowhere"),
  });
  return { sms: logged("sms"), push: logged("push") };
}
