import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { join } from "../team.ts";
import { by, PERSONAL } from "./change.ts";
import type { Prepare } from "./change.ts";

/** Clients, members and who is asked to be one, and one's own account. */
export const peopleChanges = {
  "clients.create": ({ rita, salonId }) =>
    by(rita, async ({ clients }) => {
      const { id } = await clients.create({ salonId, name: "Alice", phone: "+493012345678" });
      const after = { id, name: PERSONAL, phone: PERSONAL, email: null, version: 1 };
      return [{ action: "client.created", subjectId: id, before: null, after }];
    }),
  "clients.update": async ({ rita, salonId }) => {
    const { id } = await rita.api.clients.create({ salonId, name: "Alice" });
    return by(rita, async ({ clients }) => {
      await clients.update({ salonId, clientId: id, name: "Alicia", notes: "Allergic" });
      const before = { name: PERSONAL, notes: null, version: 1 };
      const after = { name: PERSONAL, notes: PERSONAL, version: 2 };
      return [{ action: "client.updated", subjectId: id, before, after }];
    });
  },
  "clients.merge": async ({ mona, salonId }) => {
    const { id } = await mona.api.clients.create({ salonId, name: "Alice" });
    const { id: duplicateId } = await mona.api.clients.create({
      salonId,
      name: "Alice",
      email: "a@example.com",
    });
    return by(mona, async ({ clients }) => {
      await clients.merge({ salonId, clientId: id, duplicateId });
      const before = { email: null, version: 1 };
      const after = { email: PERSONAL, version: 2, duplicateId };
      return [{ action: "client.merged", subjectId: id, before, after }];
    });
  },
  "clients.block": async ({ mona, salonId }) => {
    const { id } = await mona.api.clients.create({ salonId, name: "Alice" });
    return by(mona, async ({ clients }) => {
      const { blockedAt } = await clients.block({ salonId, clientId: id, reason: "Never came" });
      const before = { blockedAt: null, blockReason: null, version: 1 };
      const after = { blockedAt: blockedAt?.toISOString(), blockReason: PERSONAL, version: 2 };
      return [{ action: "client.blocked", subjectId: id, before, after }];
    });
  },
  "clients.unblock": async ({ mona, salonId }) => {
    const { id } = await mona.api.clients.create({ salonId, name: "Alice" });
    const { blockedAt } = await mona.api.clients.block({ salonId, clientId: id });
    return by(mona, async ({ clients }) => {
      await clients.unblock({ salonId, clientId: id });
      const before = { blockedAt: blockedAt?.toISOString(), version: 2 };
      return [{ action: "client.unblocked", subjectId: id, before, after: { blockedAt: null, version: 3 } }];
    });
  },
  "clients.import": ({ mona, salonId }) =>
    by(mona, async ({ clients }) => {
      const email = newAddress();
      await clients.import({ salonId, csv: `name,email\nAlice,${email}\n` });
      const [alice] = (await clients.list({ salonId, query: email })).items;
      const after = { name: PERSONAL, email: PERSONAL, phone: null, version: 1 };
      return [{ action: "client.created", subjectId: alice?.id ?? "", before: null, after }];
    }),
  "me.update": async ({ api }) => {
    const alice = await api.signUp("Alice");
    return by(alice, async ({ me }) => {
      await me.update({ name: "Alicia", locale: "de" });
      const before = { name: PERSONAL, locale: null, version: 1 };
      const after = { name: PERSONAL, locale: PERSONAL, version: 2 };
      return [{ action: "user.updated", subjectId: alice.userId, before, after, salonId: null }];
    });
  },
  "members.update": async (place) => {
    const { api, owner, salonId } = place;
    const id = await join(api, place, await api.signUp("Dora"), "stylist");
    return by(owner, async ({ members }) => {
      await members.update({ salonId, memberId: id, role: "receptionist" });
      const [before, after] = [
        { role: "stylist", version: 1 },
        { role: "receptionist", version: 2 },
      ];
      return [{ action: "member.updated", subjectId: id, before, after }];
    });
  },
  "members.remove": async (place) => {
    const { api, owner, salonId } = place;
    const dora = await api.signUp("Dora");
    const id = await join(api, place, dora, "stylist");
    return by(owner, async ({ members }) => {
      await members.remove({ salonId, memberId: id });
      const before = { userId: dora.userId, name: PERSONAL, role: "stylist" };
      return [{ action: "member.removed", subjectId: id, before, after: null }];
    });
  },
  "members.invite": ({ mona, salonId }) =>
    by(mona, async ({ members }) => {
      const { id } = await members.invite({ salonId, email: newAddress(), role: "stylist" });
      const after = { email: PERSONAL, role: "stylist", status: "open", invitedBy: mona.userId, version: 1 };
      return [{ action: "invitation.created", subjectId: id, before: null, after }];
    }),
  "invitations.resend": async ({ mona, salonId }) => {
    const { id } = await mona.api.members.invite({ salonId, email: newAddress(), role: "stylist" });
    return by(mona, async ({ invitations }) => {
      const { expiresAt } = await invitations.resend({ salonId, invitationId: id });
      const before = { expiresAt: expect.any(String) as string, version: 1 };
      const after = { expiresAt: expiresAt.toISOString(), version: 2 };
      return [{ action: "invitation.renewed", subjectId: id, before, after }];
    });
  },
  "invitations.revoke": async ({ mona, salonId }) => {
    const { id } = await mona.api.members.invite({ salonId, email: newAddress(), role: "stylist" });
    return by(mona, async ({ invitations }) => {
      await invitations.revoke({ salonId, invitationId: id });
      const [before, after] = [
        { status: "open", version: 1 },
        { status: "revoked", version: 2 },
      ];
      return [{ action: "invitation.revoked", subjectId: id, before, after }];
    });
  },
  "invitations.accept": async ({ api, mona, salonId }) => {
    const dora = await api.signUp("Dora");
    const { email } = dora;
    const { id, version } = await mona.api.members.invite({ salonId, email, role: "stylist" });
    const token = `${id}.${api.deps.links.sign("invitation", `${id}:${version}`)}`;
    return by(dora, async ({ invitations }) => {
      const { member } = await invitations.accept({ token });
      const [before, after] = [
        { status: "open", version: 1 },
        { status: "accepted", version: 2 },
      ];
      const joined = { userId: dora.userId, email: PERSONAL, role: "stylist" };
      return [
        { action: "invitation.accepted", subjectId: id, before, after },
        { action: "member.added", subjectId: member.id, before: null, after: joined },
      ];
    });
  },
  "clients.erase": async ({ mona, salonId }) => {
    const { id } = await mona.api.clients.create({ salonId, name: "Alice", email: "alice@example.com" });
    return by(mona, async ({ clients }) => {
      await clients.erase({ salonId, clientId: id });
      const before = { name: PERSONAL, email: PERSONAL, phone: null };
      return [{ action: "client.erased", subjectId: id, before, after: null }];
    });
  },
  "me.erase": async ({ api }) => {
    const { userId } = await api.signUp("Alice");
    return {
      by: { kind: "user", userId, emailVerified: true, signedInAt: new Date() },
      make: async ({ me }) => {
        await me.erase();
        const before = { name: PERSONAL, email: PERSONAL, phone: null };
        return [{ action: "user.erased", subjectId: userId, before, after: null, salonId: null }];
      },
    };
  },
} satisfies Record<string, Prepare>;

const newAddress = () => `${randomUUID()}@example.com`;
