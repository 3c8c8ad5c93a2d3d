import type { Tx } from "@salon/db";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import type { JobData } from "../../jobs.ts";
import { Undeliverable } from "../../ports.ts";
import { impersonationMail } from "./impersonation-mail.ts";
import { findAccount, findImpersonation, isTold, lockAccount } from "./queries.ts";

type Impersonated = JobData["tellImpersonated"];

/** Tells somebody, once, that an admin acts as them: at once, while they can still object to it. */
export async function tellImpersonated(ctx: Ctx, impersonated: Impersonated): Promise<void> {
  const { userId, sessionId } = impersonated;
  const [account, span] = [
    await findAccount(ctx.db, userId),
    await findImpersonation(ctx.db, userId, sessionId),
  ];
  if (!account || account.user.erasedAt !== null || !span || (await isTold(ctx.db, sessionId))) return;
  try {
    // The note commits right behind the mail's end: a process that dies leaves both, or neither.
    await ctx.mailer.send(impersonationMail(account.user, sessionId, span), (release) =>
      ctx.transact(async (tx) => {
        if (await note(ctx, tx, impersonated)) release();
        else throw new Undeliverable("Another process sends it");
      }),
    );
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
  }
}

/** False where it was told meanwhile. */
async function note(ctx: Ctx, tx: Tx, { userId, sessionId }: Impersonated): Promise<boolean> {
  await lockAccount(tx, userId);
  if (await isTold(tx, sessionId)) return false;
  await audit(ctx, tx, {
    action: "session.told",
    salon: null,
    subject: { type: "session", id: sessionId },
    before: null,
    after: { userId },
  });
  return true;
}
