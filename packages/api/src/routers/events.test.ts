import { setTimeout as sleep } from "node:timers/promises";
import type { SalonEvent } from "@salon/contracts";
import { expect, test, vi } from "vitest";
import { openTestApi } from "../testing/index.ts";
import type { Person } from "../testing/index.ts";
import { knowClient, openTeam } from "../testing/team.ts";

/** Transactions of other tests run in the same cluster. */
const PATIENCE = { timeout: 10_000 };

test("a manager reads what happened in order, page by page, and goes on where they stopped", async () => {
  await using api = await openTestApi();
  const { mona, salonId } = await openTeam(api);
  for (const name of ["Alice", "Berta", "Carla"]) await mona.api.clients.create({ salonId, name });
  const [first, ...rest] = await settledLog(mona, salonId, 4);
  expect(first).toMatchObject({ type: "salon.created", salonId, actor: { kind: "user" }, previous: {} });
  expect(rest.map(({ type }) => type)).toEqual(["client.created", "client.created", "client.created"]);
  const walked: SalonEvent[] = [];
  let after: string | undefined;
  do {
    const page = await mona.api.events.list({ salonId, limit: 3, ...(after && { after }) });
    walked.push(...page.items);
    after = page.nextCursor ?? undefined;
  } while (after);
  expect(walked).toEqual([first, ...rest]);
  const last = walked.at(-1)?.sequence ?? "";
  expect(await mona.api.events.list({ salonId, after: last })).toEqual({ items: [], nextCursor: null });
  await mona.api.clients.create({ salonId, name: "Doris" });
  await vi.waitFor(async () => {
    const { items } = await mona.api.events.list({ salonId, after: last });
    expect(items.map(({ type }) => type)).toEqual(["client.created"]);
    expect(items.every(({ sequence }) => sequence > last)).toBe(true);
  }, PATIENCE);
});

test("an event of a transaction that began before and ends after another is not skipped", async () => {
  await using api = await openTestApi();
  const { mona, salonId, businessId } = await openTeam(api);
  await settledLog(mona, salonId, 1);
  const subjectId = await knowClient(api, { businessId, salonId }, "Alice");
  const slow = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<undefined>();
  const slowWrite = api.sql.begin(async (tx) => {
    await tx`
      insert into events (public_id, business_id, salon_id, type, subject_id, occurred_at, actor_kind, data, previous)
      values (gen_random_uuid(), ${businessId}, ${salonId}, 'client.updated', ${subjectId}, now(), 'system', '{}', '{}')`;
    begun.resolve(undefined);
    await slow.promise;
  });
  await begun.promise;
  await mona.api.clients.create({ salonId, name: "Berta" });
  await sleep(50);
  expect(await typesOf(mona, salonId)).toEqual(["salon.created"]);
  slow.resolve(undefined);
  await slowWrite;
  await settledLog(mona, salonId, 3);
  expect(await typesOf(mona, salonId)).toEqual(["salon.created", "client.updated", "client.created"]);
});

test("the log is the managers': others are told why not", async () => {
  await using api = await openTestApi();
  const { mona, rita, stranger, salonId } = await openTeam(api);
  await expect(api.anybody.events.list({ salonId })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(stranger.api.events.list({ salonId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(rita.api.events.list({ salonId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  for (const after of ["", "x", "f".repeat(32), "0".repeat(31)]) {
    await expect(mona.api.events.list({ salonId, after })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
});

/** The log, once nothing older still runs anywhere in the cluster. */
async function settledLog({ api }: Person, salonId: string, length: number): Promise<SalonEvent[]> {
  return vi.waitFor(async () => {
    const { items } = await api.events.list({ salonId });
    expect(items).toHaveLength(length);
    return items;
  }, PATIENCE);
}

async function typesOf({ api }: Person, salonId: string): Promise<string[]> {
  return (await api.events.list({ salonId })).items.map(({ type }) => type);
}
