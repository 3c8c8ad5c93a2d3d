import {
  addOns,
  events,
  resources,
  resourceTypes,
  serviceAddOns,
  serviceCategories,
  services,
  serviceVariants,
  staff,
  staffSalons,
  staffServices,
} from "@salon/db/schema";
import { expect } from "vitest";
import type { StaffedSalon } from "./staffed-salon.ts";
import type { Caller, TestApi } from "./index.ts";

type Call = (caller: Caller) => Promise<unknown>;

/** Expects an operation to be refused to everybody below a manager, to look absent to strangers, and to change nothing. */
export async function expectManagersOnly(api: TestApi, salon: StaffedSalon, call: Call): Promise<void> {
  await expectNoChange(api, async () => {
    await expect(call(api.anybody)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(call(salon.stranger.api)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(salon.bea.api)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(call(salon.rita.api)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
}

/** Expects the refusal with this reason, and every row to be as it was. */
export async function expectRefusal(
  api: TestApi,
  reason: string,
  call: () => Promise<unknown>,
): Promise<void> {
  await expectNoChange(api, async () => {
    await expect(call()).rejects.toMatchObject({ cause: { reason } });
  });
}

/** Expects the input to be refused at this place, and every row to be as it was. */
export async function expectInvalid(
  api: TestApi,
  pointer: string,
  call: () => Promise<unknown>,
): Promise<void> {
  await expectNoChange(api, async () => {
    await expect(call()).rejects.toMatchObject({
      cause: { reason: "invalid_input", details: { errors: [{ pointer }] } },
    });
  });
}

/** Every item of a list, read in pages of two. */
export async function allPages<T>(
  list: (page: { limit: number; cursor?: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const limit = 2;
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page = await list({ limit, ...(cursor !== null && { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

async function expectNoChange(api: TestApi, refused: () => Promise<void>): Promise<void> {
  const before = await everyRow(api);
  await refused();
  expect(await everyRow(api)).toEqual(before);
}

async function everyRow({ db }: TestApi): Promise<unknown[]> {
  return Promise.all([
    db.select().from(services),
    db.select().from(serviceVariants),
    db.select().from(serviceCategories),
    db.select().from(addOns),
    db.select().from(serviceAddOns),
    db.select().from(resourceTypes),
    db.select().from(resources),
    db.select().from(staff),
    db.select().from(staffSalons),
    db.select().from(staffServices),
    db.select().from(events),
  ]);
}
