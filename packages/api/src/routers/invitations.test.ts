import { randomUUID } from "node:crypto";
import type { Role } from "@salon/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, outcomesOf } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { invite, sendInvitations, tokenMailedTo } from "../testing/invitations.ts";
import { eventsOf, openTeam } from "../testing/team.ts";
import type { Team } from "../testing/team.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const freshAddress = () => `cleo.${randomUUID().slice(0, 8)}@example.com`;

test("Mona invites Cleo by her address, whose link makes her a stylist", async () => {
  const team = await openTeam(api);
  const { mona, salonId } = team;
  const cleo = await api.signUp("Cleo");
  const invitation = await mona.api.members.invite({
    salonId,
    email: ` ${cleo.email.toUpperCase()} `,
    role: "stylist",
  });
  expect(invitation).toMatchObject({
    email: cleo.email,
    role: "stylist",
    status: "open",
    invitedBy: mona.userId,
    sentAt: null,
    version: 1,
  });
  const days = (invitation.expiresAt.getTime() - invitation.createdAt.getTime()) / 86_400_000;
  expect(days).toBeCloseTo(7, 3);

  await sendInvitations(api);
  const mail = api.mails.findLast(({ to }) => to === cleo.email);
  expect(mail?.text).toContain(mail?.link);
  expect(mail).toMatchObject({
    subject: expect.stringContaining("Invitation to ") as string,
    text: expect.stringContaining("as a stylist") as string,
    link: expect.stringMatching(/^http:\/\/localhost:3000\/invitations#/) as string,
  });
  const token = tokenMailedTo(api, cleo.email);
  const preview = await api.anybody.invitations.preview({ token });
  expect(preview).toMatchObject({ salonId, role: "stylist", emailHint: "c…@example.com" });

  const { member } = await cleo.api.invitations.accept({ token });
  expect(member).toMatchObject({ userId: cleo.userId, name: "Cleo", role: "stylist", version: 1 });
  const { items } = await cleo.api.members.list({ salonId });
  expect(items.map(({ id }) => id)).toContain(member.id);
  const { items: asked } = await mona.api.invitations.list({ salonId });
  expect(asked).toMatchObject([{ id: invitation.id, status: "accepted" }]);
  expect((await eventsOf(api, team)).slice(-3)).toEqual([
    "invitation.created",
    "invitation.accepted",
    "member.added",
  ]);
});

test("an address with an account, without one, and with an unverified one are answered alike", async () => {
  const { mona, salonId } = await openTeam(api);
  const unverified = await api.signUp("Cleo", { emailVerified: false });
  const known = await api.signUp("Cleo");
  const answers = await Promise.all(
    [freshAddress(), unverified.email, known.email].map((email) =>
      mona.api.members.invite({ salonId, email, role: "stylist" }),
    ),
  );
  const [first, ...others] = answers.map(
    ({ id: _, email: __, createdAt: ___, updatedAt: ____, expiresAt: _____, ...rest }) => rest,
  );
  expect(others).toEqual([first, first]);
});

test("who is a member already is not invited, and whoever has not verified an address invites nobody", async () => {
  const { mona, bea, olga, salonId } = await openTeam(api);
  for (const { email } of [bea, olga])
    expect(await outcomeOf(mona.api.members.invite({ salonId, email, role: "stylist" }))).toBe(
      "already_exists",
    );
  const unverified = api.as({ kind: "user", userId: mona.userId, emailVerified: false });
  const email = freshAddress();
  expect(await outcomeOf(unverified.members.invite({ salonId, email, role: "stylist" }))).toBe(
    "email_not_verified",
  );
});

test("managers invite those below them, owners anybody, and outsiders see nothing", async () => {
  const { olga, mona, rita, stranger, salonId } = await openTeam(api);
  const asks = async (person: Person, role: Role) =>
    outcomeOf(person.api.members.invite({ salonId, email: freshAddress(), role }));
  for (const role of ["stylist", "receptionist"] as const) expect(await asks(mona, role)).toBe("done");
  for (const role of ["manager", "owner"] as const) {
    expect(await asks(mona, role)).toBe("forbidden");
    expect(await asks(olga, role)).toBe("done");
  }
  expect(await asks(rita, "stylist")).toBe("forbidden");
  expect(await asks(stranger, "stylist")).toBe("not_found");
  const byNobody = { salonId, email: freshAddress(), role: "stylist" } as const;
  expect(await outcomeOf(api.anybody.members.invite(byNobody))).toBe("unauthenticated");
  expect(await outcomeOf(rita.api.invitations.list({ salonId }))).toBe("forbidden");
  expect(await outcomeOf(stranger.api.invitations.list({ salonId }))).toBe("not_found");
});

test("a manager touches no invitation to a role that is not hers to give", async () => {
  const { olga, mona, salonId } = await openTeam(api);
  const email = freshAddress();
  const { id: invitationId } = await olga.api.members.invite({ salonId, email, role: "manager" });
  const theirs = { salonId, invitationId };
  expect(await outcomeOf(mona.api.invitations.revoke(theirs))).toBe("forbidden");
  expect(await outcomeOf(mona.api.invitations.resend(theirs))).toBe("forbidden");
  expect(await outcomeOf(mona.api.members.invite({ salonId, email, role: "stylist" }))).toBe("forbidden");
  expect(await olga.api.invitations.list({ salonId })).toMatchObject({
    items: [{ role: "manager", version: 1 }],
  });
});

test("another salon's invitation is nobody's, also to an owner elsewhere", async () => {
  const { mona, salonId } = await openTeam(api);
  const other = await openTeam(api);
  const { id: invitationId } = await mona.api.members.invite({
    salonId,
    email: freshAddress(),
    role: "stylist",
  });
  const elsewhere = { salonId: other.salonId, invitationId };
  expect(await outcomeOf(other.olga.api.invitations.revoke(elsewhere))).toBe("not_found");
  expect(await outcomeOf(other.olga.api.invitations.resend(elsewhere))).toBe("not_found");
  expect(await outcomeOf(other.olga.api.invitations.revoke({ salonId, invitationId }))).toBe("not_found");
});

test("inviting again renews: another role, another week, another link, and the old one is dead", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const first = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const again = await invite(api, mona, { salonId, email: cleo.email, role: "receptionist" });
  const { items } = await mona.api.invitations.list({ salonId });
  expect(items).toMatchObject([{ role: "receptionist", version: 2, status: "open" }]);
  expect(await outcomeOf(cleo.api.invitations.accept({ token: first }))).toBe("link_expired");
  expect(await cleo.api.invitations.accept({ token: again })).toMatchObject({
    member: { role: "receptionist" },
  });
});

test("a resent invitation has another link; one that is revoked or accepted is not resent", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const first = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const invitationId = first.split(".")[0] ?? "";
  const ref = { salonId, invitationId };
  expect(await outcomeOf(mona.api.invitations.resend({ ...ref, ifVersion: 7 }))).toBe("version_mismatch");
  expect(await mona.api.invitations.resend(ref)).toMatchObject({ version: 2, sentAt: null, status: "open" });
  await sendInvitations(api);
  const second = tokenMailedTo(api, cleo.email);
  expect(await outcomeOf(api.anybody.invitations.preview({ token: first }))).toBe("link_expired");
  expect(await outcomeOf(api.anybody.invitations.preview({ token: second }))).toBe("done");
  await mona.api.invitations.revoke(ref);
  expect(await outcomeOf(cleo.api.invitations.accept({ token: second }))).toBe("link_expired");
  expect(await outcomeOf(mona.api.invitations.resend(ref))).toBe("invalid_transition");
  expect(await outcomeOf(mona.api.invitations.revoke(ref))).toBe("invalid_transition");
});

test("a link lives a week, and is used once", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  await api.sql`update invitations set expires_at = now() where salon_id = ${salonId}`;
  expect(await outcomeOf(cleo.api.invitations.accept({ token }))).toBe("link_expired");
  expect(await mona.api.invitations.list({ salonId })).toMatchObject({ items: [{ status: "expired" }] });

  const renewed = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  await cleo.api.invitations.accept({ token: renewed });
  expect(await outcomeOf(cleo.api.invitations.accept({ token: renewed }))).toBe("link_expired");
  expect(await outcomeOf(api.anybody.invitations.preview({ token: renewed }))).toBe("link_expired");
});

test("no other token opens a door: changed, of another invitation, or of no shape at all", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const other = await invite(api, mona, { salonId, email: freshAddress(), role: "stylist" });
  const [id = "", signature = ""] = token.split(".");
  const forged = [
    `${id}.${other.split(".")[1]}`,
    `${id}.${signature.slice(0, -1)}${signature.endsWith("A") ? "E" : "A"}`,
    `${randomUUID()}.${signature}`,
    `${id}.${api.deps.links.sign("invitation", id)}`,
    `${id}.${api.deps.links.sign("invitation", `${id}:2`)}`,
    `${id}.${api.deps.links.sign("another" as "invitation", `${id}:1`)}`,
    `${id}:1.${signature}`,
    id,
    `' or 1=1 --`,
    `${token} `,
  ];
  for (const bad of forged) {
    expect(await outcomeOf(cleo.api.invitations.accept({ token: bad }))).toBe("link_expired");
    expect(await outcomeOf(api.anybody.invitations.preview({ token: bad }))).toBe("link_expired");
  }
  expect(await outcomeOf(cleo.api.invitations.accept({ token }))).toBe("done");
});

test("only the invited person accepts, by a verified address and by their own hand", async () => {
  const { mona, stranger, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo", { emailVerified: false });
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  expect(await outcomeOf(api.anybody.invitations.accept({ token }))).toBe("unauthenticated");
  expect(await outcomeOf(stranger.api.invitations.accept({ token }))).toBe("forbidden");
  await expect(stranger.api.invitations.accept({ token })).rejects.toThrow("c…@example.com");
  expect(await outcomeOf(cleo.api.invitations.accept({ token }))).toBe("email_not_verified");
  const verified = { kind: "user", userId: cleo.userId, emailVerified: true } as const;
  const acted = api.as({ ...verified, impersonatorId: stranger.userId });
  expect(await outcomeOf(acted.invitations.accept({ token }))).toBe("forbidden");
  expect(await outcomeOf(api.as(verified).invitations.accept({ token }))).toBe("done");
});

test("an admin who acts as a manager or an owner lets nobody in to stay", async () => {
  const { olga, mona, salonId, stranger } = await openTeam(api);
  for (const { userId } of [olga, mona]) {
    const acted = api.as({ kind: "user", userId, emailVerified: true, impersonatorId: stranger.userId });
    const invited = acted.members.invite({ salonId, email: stranger.email, role: "stylist" });
    expect(await outcomeOf(invited)).toBe("forbidden");
  }
});

test("an invitation is worth what its inviter may give when it is accepted", async () => {
  const team = await openTeam(api);
  const { olga, mona, salonId } = team;
  const [cleo, dora, eve] = [await api.signUp("Cleo"), await api.signUp("Dora"), await api.signUp("Eve")];
  const byMona = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const byOlga = await invite(api, olga, { salonId, email: dora.email, role: "manager" });
  const monaId = await memberIdOf(team, mona);
  await olga.api.members.update({ salonId, memberId: monaId, role: "receptionist" });
  expect(await outcomeOf(cleo.api.invitations.accept({ token: byMona }))).toBe("link_expired");
  await olga.api.members.update({ salonId, memberId: monaId, role: "owner" });
  await mona.api.members.update({ salonId, memberId: await memberIdOf(team, olga), role: "manager" });
  expect(await outcomeOf(dora.api.invitations.accept({ token: byOlga }))).toBe("link_expired");

  const byOlgaToo = await invite(api, olga, { salonId, email: eve.email, role: "stylist" });
  await api.sql`update users set banned_at = now() where id = ${olga.userId}`;
  expect(await outcomeOf(eve.api.invitations.accept({ token: byOlgaToo }))).toBe("link_expired");
  // Whoever sends it again stands for it.
  await mona.api.members.invite({ salonId, email: dora.email, role: "manager" });
  await sendInvitations(api);
  expect(await outcomeOf(dora.api.invitations.accept({ token: tokenMailedTo(api, dora.email) }))).toBe(
    "done",
  );
});

test("who has become a member meanwhile keeps the higher role", async () => {
  const team = await openTeam(api);
  const { olga, salonId, businessId } = team;
  const cleo = await api.signUp("Cleo");
  const low = await invite(api, olga, { salonId, email: cleo.email, role: "stylist" });
  await api.sql`
    insert into salon_members (business_id, id, salon_id, user_id, role)
    values (${businessId}, ${randomUUID()}, ${salonId}, ${cleo.userId}, 'receptionist')`;
  expect(await cleo.api.invitations.accept({ token: low })).toMatchObject({
    member: { role: "receptionist" },
  });

  await api.sql`delete from salon_members where user_id = ${cleo.userId}`;
  const high = await invite(api, olga, { salonId, email: cleo.email, role: "owner" });
  await api.sql`
    insert into salon_members (business_id, id, salon_id, user_id, role)
    values (${businessId}, ${randomUUID()}, ${salonId}, ${cleo.userId}, 'stylist')`;
  expect(await cleo.api.invitations.accept({ token: high })).toMatchObject({ member: { role: "owner" } });
  const rows = await api.sql`select role, salon_id from salon_members where user_id = ${cleo.userId}`;
  expect([...rows]).toEqual([{ role: "owner", salon_id: null }]);
});

test("of many acceptances at once one counts, and there is one membership", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const calls = Array.from({ length: 6 }, () => cleo.api.invitations.accept({ token }));
  expect(await outcomesOf(calls)).toEqual({ done: 1, link_expired: 5 });
  const [row] = await api.sql`select count(*)::int as n from salon_members where user_id = ${cleo.userId}`;
  expect(row).toEqual({ n: 1 });
});

test("accepting and revoking at once: either there is a member or there is none", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  const ref = { salonId, invitationId: token.split(".")[0] ?? "" };
  const [accepted, revoked] = await Promise.all([
    outcomeOf(cleo.api.invitations.accept({ token })),
    outcomeOf(mona.api.invitations.revoke(ref)),
  ]);
  expect([
    ["done", "invalid_transition"],
    ["link_expired", "done"],
  ]).toContainEqual([accepted, revoked]);
  const members = await api.sql`select id from salon_members where user_id = ${cleo.userId}`;
  expect(members).toHaveLength(accepted === "done" ? 1 : 0);
});

test("two invitations of one address at once are one", async () => {
  const { olga, mona, salonId } = await openTeam(api);
  const email = freshAddress();
  const asks = [olga, mona, olga].map((person) =>
    person.api.members.invite({ salonId, email, role: "stylist" }),
  );
  expect(await outcomesOf(asks)).toEqual({ done: 3 });
  expect((await mona.api.invitations.list({ salonId })).items).toMatchObject([{ email, version: 3 }]);
});

test("a job that runs twice mails once, and one whose invitation is over mails nobody", async () => {
  const { mona, salonId } = await openTeam(api);
  const email = freshAddress();
  const mailed = () => api.mails.filter(({ to }) => to === email).length;
  const { id: invitationId } = await mona.api.members.invite({ salonId, email, role: "stylist" });
  await sendInvitations(api);
  await sendInvitations(api);
  expect(mailed()).toBe(1);
  expect((await mona.api.invitations.list({ salonId })).items[0]?.sentAt).toBeInstanceOf(Date);
  await mona.api.invitations.resend({ salonId, invitationId });
  await mona.api.invitations.revoke({ salonId, invitationId });
  await sendInvitations(api);
  expect(mailed()).toBe(1);
});

test("nobody is flooded, and no salon is a pump of mails", async () => {
  const { olga, mona, salonId } = await openTeam(api);
  const stylist = { salonId, role: "stylist" } as const;
  const email = freshAddress();
  for (let times = 0; times < 5; times += 1) await mona.api.members.invite({ ...stylist, email });
  const sixth = outcomeOf(olga.api.members.invite({ ...stylist, email }));
  expect(await sixth).toBe("too_many_requests");
  const { items } = await mona.api.invitations.list({ salonId });
  const resent = mona.api.invitations.resend({ salonId, invitationId: items[0]?.id ?? "" });
  expect(await outcomeOf(resent)).toBe("too_many_requests");
  await api.sql`update invitations set version = 50 where salon_id = ${salonId}`;
  for (const person of [olga, mona])
    expect(await outcomeOf(person.api.members.invite({ ...stylist, email: freshAddress() }))).toBe(
      "too_many_requests",
    );
  await api.sql`update invitations set version = 100 where salon_id = ${salonId}`;
  const { id: second } = await mona.api.salons.create(salonInput());
  const elsewhere = { salonId: second, email: freshAddress(), role: "stylist" } as const;
  expect(await outcomeOf(mona.api.members.invite(elsewhere))).toBe("too_many_requests");
  await api.sql`update invitations set updated_at = now() - interval '25 hours' where salon_id = ${salonId}`;
  expect(await outcomeOf(mona.api.members.invite(elsewhere))).toBe("done");
});

test("a salon's name is its own words in the mail: no header, no line, no markup of ours", async () => {
  const { mona, salonId } = await openTeam(api);
  const name = 'Chez "Zoë" <b>&\r\nBcc: everybody@example.com\r\n\r\nhello';
  await api.sql`update salons set name = ${name} where id = ${salonId}`;
  const email = freshAddress();
  await invite(api, mona, { salonId, email, role: "stylist" });
  const mail = api.mails.findLast(({ to }) => to === email);
  expect(mail?.subject).toBe('Invitation to Chez "Zoë" <b>& Bcc: everybody@example.com hello');
  expect(mail?.text.split("\n")[0]).toMatch(/^Chez "Zoë" <b>& Bcc: everybody@example\.com hello invites you/);
});

test("the list is paged, newest first, and by status", async () => {
  const { mona, salonId } = await openTeam(api);
  const made = [];
  for (let times = 0; times < 5; times += 1)
    made.push(await mona.api.members.invite({ salonId, email: freshAddress(), role: "stylist" }));
  await mona.api.invitations.revoke({ salonId, invitationId: made[2]?.id ?? "" });
  const all = await allPages((page) => mona.api.invitations.list({ salonId, ...page }));
  expect(all.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
  const open = await allPages((page) => mona.api.invitations.list({ salonId, status: "open", ...page }));
  expect(open).toHaveLength(4);
  expect(await mona.api.invitations.list({ salonId, status: "revoked" })).toMatchObject({
    items: [{ id: made[2]?.id }],
  });
});

test("the audit log says who invited whom, and no address", async () => {
  const { mona, salonId } = await openTeam(api);
  const cleo = await api.signUp("Cleo");
  const token = await invite(api, mona, { salonId, email: cleo.email, role: "stylist" });
  await cleo.api.invitations.accept({ token });
  const rows = await api.sql<{ action: string; actor: string }[]>`
    select action, actor_id as actor from audit_log where salon_id = ${salonId} order by id`;
  expect(rows.slice(-3)).toEqual([
    { action: "invitation.created", actor: mona.userId },
    { action: "invitation.accepted", actor: cleo.userId },
    { action: "member.added", actor: cleo.userId },
  ]);
  const kept = await api.sql`select before, after from audit_log where salon_id = ${salonId}`;
  expect(JSON.stringify(kept)).not.toContain(cleo.email);
  expect(JSON.stringify(api.jobs)).not.toContain("@");
});

async function memberIdOf({ mona, salonId }: Team, { userId }: Person): Promise<string> {
  const { items } = await mona.api.members.list({ salonId });
  return items.find((member) => member.userId === userId)?.id ?? "";
}
