import type { Device, RegisterDevice } from "@salon/contracts";
import { expectNoImpersonation, signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { deviceRemoved, presentDevice } from "./present.ts";
import { deleteOldest, lockByToken, lockSession, saveDevice } from "./queries.ts";
import { sealToken } from "./token.ts";

/** Somebody's phones, tablets and browsers; apps that were installed anew leave tokens that nothing answers to. */
const MOST = 10;

/**
 * Pushes go to this device from now on, as long as the session lasts. A token that is known is the same device, refreshed;
 * one that another account had is that account's no more. Beyond ten the one that was not seen for the longest goes.
 */
export async function registerDevice(ctx: Ctx, input: RegisterDevice): Promise<Device> {
  const userId = signedIn(ctx.actor);
  expectNoImpersonation(ctx.actor);
  const sessionId = ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined;
  return ctx.transact(async (tx) => {
    if (sessionId === undefined || !(await lockSession(tx, userId, sessionId)))
      throw new DomainError("unauthenticated", "Sign in first: a device goes with its session.");
    const { token, ...looks } = input;
    const sealed = sealToken(ctx.sealer, token);
    const former = await lockByToken(tx, sealed.tokenHash);
    const saved = await saveDevice(tx, {
      id: newId(),
      userId,
      sessionId,
      platform: looks.platform,
      name: looks.name ?? null,
      locale: looks.locale ?? null,
      ...sealed,
    });
    const isSame = former?.id === saved.id;
    const gone = [...(former && !isSame ? [former] : []), ...(await deleteOldest(tx, userId, MOST))];
    const after = presentDevice(saved, sessionId);
    await audit(
      ctx,
      tx,
      {
        action: "device.registered",
        salon: null,
        subject: { type: "device", id: saved.id },
        before: isSame ? presentDevice(former, sessionId) : null,
        after,
      },
      ...gone.map(deviceRemoved),
    );
    return after;
  });
}
