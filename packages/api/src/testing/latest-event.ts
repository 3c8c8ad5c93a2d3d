import { expect, vi } from "vitest";
import type { Caller } from "./index.ts";

/** Expects a salon's newest event, once nothing older still runs anywhere in the cluster that the tests share. */
export async function expectLatestEvent(api: Caller, salonId: string, expected: object): Promise<void> {
  await vi.waitFor(
    async () => {
      const { items } = await api.events.list({ salonId, limit: 100 });
      expect(items.at(-1)).toMatchObject(expected);
    },
    { timeout: 10_000 },
  );
}
