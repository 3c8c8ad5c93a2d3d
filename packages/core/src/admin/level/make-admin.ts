import type { Admin, MakeAdmin } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { DomainError, notFound } from "../../errors.ts";
import { endImpersonations } from "../../session/index.ts";
import { expectAdmin, mayAppoint } from "../policy.ts";
import { findAccountByEmail, lockAccount } from "../user/queries.ts";
import { presentAdmin } from "./present.ts";
import { findAdmin, insertAccount, isPasswordChosen, saveLevel } from "./queries.ts";

export type MadeAdmin = { readonly admin: Admin; readonly hasPassword: boolean };

/**
 * Gives an account a level, and opens the account where there is none: without a password, which its person chooses by
 * a link. Throws `email_not_verified` for an account that anybody may have opened, `forbidden` for a banned one.
 */
export async function makeAdmin(ctx: Ctx, { email, level, name }: MakeAdmin): Promise<MadeAdmin> {
  expectAdmin(ctx.actor, mayAppoint);
  return ctx.transact(async (tx) => {
    const userId = (await newAccount(ctx, tx, email, name ?? email)) ?? (await knownAccount(tx, email));
    const before = await findAdmin(tx, userId);
    const hasPassword = await isPasswordChosen(tx, userId);
    if (before?.admin.level === level) return { admin: presentAdmin(before), hasPassword };
    await saveLevel(tx, userId, level);
    await endImpersonations(tx, userId);
    const after = await findAdmin(tx, userId);
    if (!after) throw notFound("admin");
    const admin = presentAdmin(after);
    await audit(ctx, tx, {
      action: "admin.appointed",
      salon: null,
      subject: { type: "admin", id: userId },
      before: before ? presentAdmin(before) : null,
      after: admin,
    });
    return { admin, hasPassword };
  });
}

/** Undefined where there is one. */
async function newAccount(ctx: Ctx, tx: Tx, email: string, name: string): Promise<string | undefined> {
  const userId = await insertAccount(tx, { email, name });
  if (userId === undefined) return undefined;
  await audit(ctx, tx, {
    action: "user.created",
    salon: null,
    subject: { type: "user", id: userId },
    before: null,
    after: { id: userId, email, name, emailVerified: true },
  });
  return userId;
}

async function knownAccount(tx: Tx, email: string): Promise<string> {
  const found = await findAccountByEmail(tx, email);
  const account = found && (await lockAccount(tx, found.user.id));
  if (!account) throw notFound("account");
  const { id, emailVerified, bannedAt } = account.user;
  if (!emailVerified)
    throw new DomainError("email_not_verified", "The account has not shown yet that the address is its own.");
  if (bannedAt) throw new DomainError("forbidden", "The account is banned: restore it first.");
  return id;
}
