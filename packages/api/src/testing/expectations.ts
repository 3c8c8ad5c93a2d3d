import { expect } from "vitest";
import type { FurnishedSalon } from "./furnish.ts";
import type { Caller, TestApi } from "./index.ts";

type Call = (caller: Caller) => Promise<unknown>;

/** Expects a manager's operation to be refused to everybody below, and the salon to be unknown to strangers. */
export async function expectManagersOnly(api: TestApi, { rita, bea, stranger }: FurnishedSalon, call: Call): Promise<void> {
  await expect(call(api.anybody)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(call(stranger.api)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(call(bea.api)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call(rita.api)).rejects.toMatchObject({ code: "FORBIDDEN" });
}

/** Every item of a list, read in pages of `limit`. */
export async function allPages<T>(
  list: (page: { limit: number; cursor?: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
  limit = 2,
): Promise<T[]> {
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

