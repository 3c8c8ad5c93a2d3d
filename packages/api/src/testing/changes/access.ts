import { expect } from "vitest";
import { salonInput } from "../fixtures.ts";
import type { Person, TestApi } from "../index.ts";
import { by } from "./change.ts";
import type { Change, Prepare } from "./change.ts";

const TILL = { name: "Till", scopes: ["bookings:read" as const] };

/** Other programs' keys, and what the platform's admins do. */
export const accessChanges = {
  "apiKeys.create": ({ owner, salonId }) =>
    by(owner, async ({ apiKeys }) => {
      const { id, prefix } = await apiKeys.create({ salonId, ...TILL });
      const after = { ...TILL, prefix, createdBy: owner.userId, version: 1 };
      return [{ action: "api_key.created", subjectId: id, before: null, after }];
    }),
  "apiKeys.update": async ({ owner, salonId }) => {
    const { id } = await owner.api.apiKeys.create({ salonId, ...TILL });
    return by(owner, async ({ apiKeys }) => {
      await apiKeys.update({ salonId, keyId: id, scopes: ["salon:write"] });
      const [before, after] = [
        { scopes: ["bookings:read"], version: 1 },
        { scopes: ["salon:write"], version: 2 },
      ];
      return [{ action: "api_key.updated", subjectId: id, before, after }];
    });
  },
  "apiKeys.rotate": async ({ owner, salonId }) => {
    const { id } = await owner.api.apiKeys.create({ salonId, ...TILL });
    return by(owner, async ({ apiKeys }) => {
      const { id: newId, prefix } = await apiKeys.rotate({ salonId, keyId: id });
      const [before, after] = [
        { expiresAt: null, version: 1 },
        { expiresAt: expect.any(String) as string, version: 2 },
      ];
      return [
        {
          action: "api_key.created",
          subjectId: newId,
          before: null,
          after: { ...TILL, prefix, replaces: id },
        },
        { action: "api_key.rotated", subjectId: id, before, after },
      ];
    });
  },
  "apiKeys.revoke": async ({ owner, salonId }) => {
    const { id } = await owner.api.apiKeys.create({ salonId, ...TILL });
    return by(owner, async ({ apiKeys }) => {
      await apiKeys.revoke({ salonId, keyId: id });
      const [before, after] = [
        { revokedAt: null, version: 1 },
        { revokedAt: expect.any(String) as string, version: 2 },
      ];
      return [{ action: "api_key.revoked", subjectId: id, before, after }];
    });
  },
  "admin.approveSalon": async ({ api }) => {
    const salonId = await newSalon(api);
    await api.sql`update salons set status = 'pending' where id = ${salonId}`;
    return byAdmin(api, async ({ admin }) => {
      const { version } = await admin.approveSalon({ salonId });
      const [before, after] = [
        { status: "pending", version: version - 1 },
        { status: "published", version },
      ];
      return [{ action: "salon.approved", subjectId: salonId, before, after, salonId }];
    });
  },
  "admin.suspendSalon": async ({ api }) => {
    const salonId = await newSalon(api);
    return byAdmin(api, async ({ admin }) => {
      const { version } = await admin.suspendSalon({ salonId, reason: "Sells nothing" });
      const [before, after] = [
        { status: "draft", suspendedFrom: null, version: version - 1 },
        { status: "suspended", suspendedFrom: "draft", version },
      ];
      const reason = "Sells nothing";
      return [{ action: "salon.suspended", subjectId: salonId, before, after, salonId, reason }];
    });
  },
  "admin.restoreSalon": async ({ api }) => {
    const salonId = await newSalon(api);
    await api.sql`update salons set status = 'suspended', suspended_from = 'draft' where id = ${salonId}`;
    return byAdmin(api, async ({ admin }) => {
      const { version } = await admin.restoreSalon({ salonId });
      const [before, after] = [
        { status: "suspended", suspendedFrom: "draft", version: version - 1 },
        { status: "draft", suspendedFrom: null, version },
      ];
      return [{ action: "salon.restored", subjectId: salonId, before, after, salonId }];
    });
  },
  "admin.banUser": async ({ api }) => {
    const { userId } = await api.signUp("Mallory");
    return byAdmin(api, async ({ admin }) => {
      const { bannedAt } = await admin.banUser({ userId, reason: "Spam" });
      const [before, after] = [
        { bannedAt: null, version: 1 },
        { bannedAt: bannedAt?.toISOString(), version: 2 },
      ];
      return [{ action: "user.banned", subjectId: userId, before, after, salonId: null, reason: "Spam" }];
    });
  },
  "admin.unbanUser": async ({ api }) => {
    const { userId } = await api.signUp("Mallory");
    await api.sql`update users set banned_at = now() where id = ${userId}`;
    return byAdmin(api, async ({ admin }) => {
      await admin.unbanUser({ userId });
      const [before, after] = [
        { bannedAt: expect.any(String) as string, version: 1 },
        { bannedAt: null, version: 2 },
      ];
      return [{ action: "user.unbanned", subjectId: userId, before, after, salonId: null }];
    });
  },
  "admin.impersonateUser": async ({ api }) => {
    const { userId } = await api.signUp("Alice");
    return byAdmin(api, async ({ admin }) => {
      const reason = "She asked for help";
      const { expiresAt } = await admin.impersonateUser({ userId, reason });
      const after = { expiresAt: expiresAt.toISOString() };
      return [{ action: "user.impersonated", subjectId: userId, before: null, after, salonId: null, reason }];
    });
  },
} satisfies Record<string, Prepare>;

async function newSalon(api: TestApi): Promise<string> {
  const olga: Person = await api.signUp("Olga");
  const { id } = await olga.api.salons.create(salonInput({ name: "Nord" }));
  return id;
}

async function byAdmin(api: TestApi, make: Change["make"]): Promise<Change> {
  const { userId } = await api.signUp("Ada");
  return { by: { kind: "user", userId, emailVerified: true, admin: "superadmin" }, make };
}
