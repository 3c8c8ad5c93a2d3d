import { CLASSIFICATION } from "@salon/db/classification";
import { expect, test } from "vitest";
import { keptOf, verbOf } from "./change.ts";
import { SUBJECTS } from "./subjects.ts";

const alice = { id: "a", name: "Alice", email: "alice@example.com", phone: null, notes: null, version: 1 };

test("of an update the fields that differ are kept, as they were and as they are", () => {
  const cut = {
    id: "c",
    name: "Cut",
    variants: [{ name: "Short", price: { amountMinor: 4500 } }],
    version: 1,
  };
  const dearer = { ...cut, variants: [{ name: "Short", price: { amountMinor: 4900 } }], version: 2 };
  expect(keptOf("service", { before: cut, after: dearer })).toEqual({
    before: { variants: cut.variants, version: 1 },
    after: { variants: dearer.variants, version: 2 },
  });
});

test("that Alice's number changed is seen, and neither number", () => {
  const before = { ...alice, phone: "+4930111" };
  const after = { ...alice, phone: "+4930222", version: 2 };
  expect(keptOf("client", { before, after })).toEqual({
    before: { phone: "[personal]", version: 1 },
    after: { phone: "[personal]", version: 2 },
  });
});

test("a personal value that was not there before is seen to be new", () => {
  expect(keptOf("client", { before: alice, after: { ...alice, notes: "Allergic" } })).toEqual({
    before: { notes: null },
    after: { notes: "[personal]" },
  });
});

test("what is made or goes is kept whole, but for what is personal or secret", () => {
  const kept = { ...alice, name: "[personal]", email: "[personal]" };
  expect(keptOf("client", { before: null, after: alice })).toEqual({ before: null, after: kept });
  expect(keptOf("client", { before: alice, after: null })).toEqual({ before: kept, after: null });
  expect(keptOf("api_key", { before: null, after: { name: "Till", hash: "c0ffee" } }).after).toEqual({
    name: "Till",
    hash: "[secret]",
  });
});

test("a personal value is masked however deep it stands", () => {
  const booking = { status: "confirmed", visit: { items: [{ note: "Has a cold", staffId: "b" }] } };
  expect(keptOf("booking", { before: null, after: booking }).after).toEqual({
    status: "confirmed",
    visit: { items: [{ note: "[personal]", staffId: "b" }] },
  });
});

test("a salon's address, e-mail and number are public and stay readable", () => {
  const salon = { name: "Mitte", contact: { email: "hi@mitte.example", phone: "+4930" }, locale: "de" };
  expect(keptOf("salon", { before: null, after: salon }).after).toEqual(salon);
});

test("instants are kept as text, and the same instant is no change", () => {
  const at = (iso: string) => ({ startsAt: new Date(iso), updatedAt: new Date() });
  const [nine, ten] = ["2027-06-14T07:00:00.000Z", "2027-06-14T08:00:00.000Z"];
  expect(keptOf("booking", { before: at(nine), after: at(nine) })).toEqual({ before: {}, after: {} });
  expect(keptOf("booking", { before: at(nine), after: at(ten) })).toEqual({
    before: { startsAt: nine },
    after: { startsAt: ten },
  });
});

test("a field that only one of the two has is kept where it is", () => {
  const change = { before: { id: "a" }, after: { id: "a", duplicateId: "b" } };
  expect(keptOf("client", change)).toEqual({ before: {}, after: { duplicateId: "b" } });
});

/** Masks go by the names of columns: two tables of a subject must not mean different things by one. */
test.each(Object.entries(SUBJECTS))("the tables of a %s agree about what is personal", (_, tables) => {
  const kinds = new Map<string, Set<string>>();
  for (const [column, kind] of tables.flatMap((table) => Object.entries(CLASSIFICATION[table]))) {
    const known = kinds.get(column) ?? new Set();
    kinds.set(column, known.add(kind === "public" ? "internal" : kind));
  }
  expect([...kinds].filter(([, classes]) => classes.size > 1)).toEqual([]);
});

test("what was done follows from what there was and is", () => {
  expect(verbOf({ before: null, after: {} })).toBe("created");
  expect(verbOf({ before: {}, after: {} })).toBe("updated");
  expect(verbOf({ before: {}, after: null })).toBe("archived");
});
