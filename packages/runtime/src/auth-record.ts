import { audit } from "@salon/core";
import type { Tx } from "@salon/db";
import type { DBTransactionAdapter, Where } from "better-auth";
import { verificationOf } from "./verification-links.ts";

/** The request that a change is made by. */
export type AskedWith = { readonly requestId: string; readonly path: string };

type Values = Record<string, unknown>;
type Change = { readonly action: string; readonly before: object | null; readonly after: object | null };

const PASSWORD_ACTIONS: Readonly<Record<string, string>> = {
  "/change-password": "password.changed",
  "/reset-password": "password.reset",
};

/** Writes a row of the audit log with each change of an account's security, in its transaction. */
export function recordingChanges(rows: DBTransactionAdapter, tx: Tx, asked: AskedWith): DBTransactionAdapter {
  async function tell(userId: unknown, change: Change | undefined): Promise<void> {
    if (!change || typeof userId !== "string") return;
    const actor = { kind: "user", userId, emailVerified: false } as const;
    const request = { id: asked.requestId, idempotency: null, onReplay: () => undefined };
    await audit({ actor, request }, tx, { ...change, salon: null, subject: { type: "user", id: userId } });
  }
  async function settle(userId: unknown, model: string, update: Values): Promise<void> {
    if ("twoFactorEnabled" in update) await endSessions(rows, userId);
    if ("password" in update) await endLinks(rows, [String(userId), verificationOf(String(userId))]);
    if ("emailVerified" in update) await endLinks(rows, [verificationOf(String(userId))]);
    await tell(userId, updatedAs(model, update, asked));
  }
  return {
    ...rows,
    async create(wish) {
      const { model, data } = wish as { model: string; data: Values };
      if (isLink(model, data)) await forgetUnproved(rows, data["userId"]);
      const row = await rows.create(wish);
      const owner = ownerOf(model, row);
      if (model === "account" && !isLink(model, data)) await settle(owner, model, data);
      else await tell(owner, createdAs(model, data));
      return row as never;
    },
    async update(wish) {
      const { model, update } = wish;
      const row = await rows.update<Values>(wish);
      if (row) await settle(ownerOf(model, row), model, update);
      return row as never;
    },
    async updateMany(wish) {
      const count = await rows.updateMany(wish);
      const owner = wish.where.find(({ field }) => field === "userId")?.value;
      if (count > 0) await settle(owner, wish.model, wish.update);
      return count;
    },
  };
}

function ownerOf(model: string, row: Values): unknown {
  return model === "user" ? row["id"] : row["userId"];
}

function isLink(model: string, data: Values): boolean {
  return model === "account" && data["providerId"] !== "credential";
}

function createdAs(model: string, data: Values): Change | undefined {
  if (model === "user") return { action: "user.signed_up", before: null, after: data };
  return isLink(model, data)
    ? { action: "provider.linked", before: null, after: { providerId: data["providerId"] } }
    : undefined;
}

function updatedAs(model: string, update: Values, { path }: AskedWith): Change | undefined {
  const { emailVerified, twoFactorEnabled } = update;
  if (model === "user" && emailVerified === true)
    return { action: "email.verified", before: { emailVerified: false }, after: { emailVerified } };
  if (model === "user" && typeof twoFactorEnabled === "boolean") {
    const action = twoFactorEnabled ? "two_factor.enabled" : "two_factor.disabled";
    return { action, before: { twoFactorEnabled: !twoFactorEnabled }, after: { twoFactorEnabled } };
  }
  if (model === "twoFactor" && path === "/two-factor/generate-backup-codes")
    return { action: "two_factor.recovery_codes_renewed", before: {}, after: {} };
  const action = model === "account" && "password" in update ? PASSWORD_ACTIONS[path] : undefined;
  return action === undefined ? undefined : { action, before: {}, after: {} };
}

/** Whoever had not proved the address chose the password, and may not be whom the provider vouches for. */
async function forgetUnproved(rows: DBTransactionAdapter, userId: unknown): Promise<void> {
  const user = await rows.findOne<Values>({ model: "user", where: [is("id", userId)] });
  if (!user || user["emailVerified"] === true) return;
  await rows.deleteMany({ model: "account", where: [is("userId", userId)] });
  await endSessions(rows, userId);
}

async function endSessions(rows: DBTransactionAdapter, userId: unknown): Promise<void> {
  await rows.deleteMany({ model: "session", where: [is("userId", userId)] });
}

async function endLinks(rows: DBTransactionAdapter, values: string[]): Promise<void> {
  await rows.deleteMany({
    model: "verification",
    where: [{ field: "value", operator: "in", value: values }],
  });
}

function is(field: string, value: unknown): Where {
  return { field, value: String(value) };
}
