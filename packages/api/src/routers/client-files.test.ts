import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf } from "../problem-of.ts";
import { openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { TestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { monday } from "../testing/salon-with-bea.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const importing = (csv: string, dryRun = false) =>
  desk.mona.api.clients.import({ salonId: desk.salonId, csv, dryRun });
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });
const exported = async () => rowsOf(await desk.mona.api.clients.export({ salonId: desk.salonId }));
const pointerOf = async (call: Promise<unknown>) =>
  problemOf(await call.catch((error: unknown) => error)).errors;

test("a file is tried first, then records whom nobody knows, and again nobody", async () => {
  const csv = [
    "Name;E-Mail;email;Phone;notes",
    "Änne Bauer;x;anne@example.com;+49 30 111-222;Likes tea",
    "Bodo;;;;",
    ";;nobody@example.com;;",
    "Carla;;not an address;;",
    "Anne again;;ANNE@example.com;;",
  ].join("\r\n");
  const expected = {
    created: 2,
    skipped: 3,
    ignoredColumns: ["E-Mail"],
    errors: [
      { line: 4, column: "name", code: "invalid_value" },
      { line: 5, column: "email", code: "invalid_value" },
      { line: 6, column: "email", code: "duplicate" },
    ],
  };
  expect(await importing(csv, true)).toMatchObject(expected);
  expect(await exported()).toEqual([]);
  expect(await importing(csv)).toMatchObject(expected);
  const found = async (name: string) => (await exported()).find((row) => row["name"] === name);
  expect([await found("Änne Bauer"), await found("Bodo")]).toMatchObject([
    { name: "Änne Bauer", email: "anne@example.com", notes: "Likes tea", visits: "0", lastVisitAt: "" },
    { name: "Bodo", email: "" },
  ]);
  expect(await importing(csv)).toMatchObject({ created: 0, skipped: 5 });
});

test("cells that a spreadsheet would calculate are harmless, and come back as they were", async () => {
  await using other = await openTestApi();
  const { mona, salonId } = await openDesk(other);
  const names = ["=1+1", "+1", "-1", "@SUM(A1)", 'He said "hi", twice'];
  for (const name of names) await mona.api.clients.create({ salonId, name, phone: "+4930111222" });
  const csv = await mona.api.clients.export({ salonId });
  const cells = rowsOf(csv).flatMap((row) => [row["name"], row["phone"]]);
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell ?? ""))).toEqual([]);
  expect(rowsOf(csv)[0]).toMatchObject({ name: "'=1+1", phone: "'+4930111222" });
  const second = await openDesk(other);
  const { created, ignoredColumns } = await second.mona.api.clients.import({
    salonId: second.salonId,
    csv: csv.replaceAll("+4930111222", () => `+49301${String(Math.random()).slice(2, 10)}`),
  });
  expect(created).toBe(names.length);
  expect(ignoredColumns).toContain("noShows");
  const { items } = await second.mona.api.clients.list({ salonId: second.salonId });
  expect(items.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(items[0]?.phone).toMatch(/^\+49301/);
});

test("what is no such file is refused where it goes wrong", async () => {
  expect(await pointerOf(importing("email\na@example.com\n"))).toMatchObject([
    { pointer: "/csv", code: "name_column_missing" },
  ]);
  expect(await pointerOf(importing('name\n"Alice\n'))).toMatchObject([{ code: "malformed_csv" }]);
  expect(await pointerOf(importing(`name\n${"A\n".repeat(5_001)}`))).toMatchObject([
    { code: "too_many_lines" },
  ]);
  expect(await importing("name,__proto__,constructor\nZoe,a,b\n", true)).toMatchObject({
    created: 1,
    ignoredColumns: ["__proto__", "constructor"],
  });
  expect(await importing("name\n")).toMatchObject({ created: 0, errors: [] });
});

test("a thousand clients take few statements, and of two imports at once one records them", async () => {
  await using other = await openTestApi();
  const { mona, olive, salonId } = await openDesk(other).then(async (open) => ({
    ...open,
    olive: open.owner,
  }));
  const lines = Array.from({ length: 1_000 }, (_, index) => `Client ${index},c${index}@example.com`);
  const csv = ["name,email", ...lines].join("\n");
  const statements = await other.statementsOf(() => mona.api.clients.import({ salonId, csv, dryRun: true }));
  expect(statements.length).toBeLessThan(10);
  const counts = await Promise.all([
    mona.api.clients.import({ salonId, csv }),
    olive.api.clients.import({ salonId, csv }),
  ]);
  expect(counts.map(({ created }) => created).toSorted((a, b) => a - b)).toEqual([0, 1_000]);
  expect(await other.statementsOf(() => mona.api.clients.export({ salonId }))).toHaveLength(2);
});

test("visits stand beside the client, and bookings go out by their period", async () => {
  const { salonId, rita, mona, cutId, beaId } = desk;
  const { id } = await rita.api.clients.create({ salonId, name: "=Alice" });
  const items = [{ variantId: cutId, staffId: beaId }];
  const made = await rita.api.bookings.create({ salonId, startsAt: monday("09:00"), items, client: { id } });
  await api.sql`update salons set test_now = ${monday("09:30")} where id = ${salonId}`;
  await rita.api.bookings.complete({ bookingId: made.id });
  expect((await exported()).find((row) => row["id"] === id)).toMatchObject({
    visits: "1",
    lastVisitAt: monday("09:00").toISOString(),
  });
  const from = monday("09:00");
  const rows = rowsOf(await mona.api.bookings.export({ salonId, from, to: monday("10:00") }));
  expect(rows).toMatchObject([
    { id: made.id, clientName: "'=Alice", status: "completed", currency: "EUR", late: "no" },
  ]);
  expect(rows[0]?.["totalMinor"]).toBe(String(made.total.amountMinor));
  expect(rowsOf(await mona.api.bookings.export({ salonId, to: from }))).toEqual([]);
});

test("nobody but managers takes them out, and no other salon's", async () => {
  const { salonId, rita } = desk;
  const stranger = await openDesk(api);
  expect(await outcomeOf(rita.api.clients.export({ salonId }))).toBe("forbidden");
  expect(await outcomeOf(rita.api.bookings.export({ salonId }))).toBe("forbidden");
  expect(await outcomeOf(stranger.mona.api.clients.export({ salonId }))).toBe("not_found");
  expect(await outcomeOf(stranger.mona.api.clients.import({ salonId, csv: "name\nEve\n" }))).toBe(
    "not_found",
  );
});
