import { appRouter } from "@salon/api";
import { SCOPES } from "@salon/contracts";
import type { RestMeta } from "@salon/rest-bridge";
import { expect, test } from "vitest";
import { TABLE } from "./testing/permissions/table.ts";

type Described = { readonly _def: { readonly meta?: RestMeta } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Described>);
const table: Readonly<Record<string, { readonly scopes: readonly string[] }>> = TABLE;

function documented({ _def: { meta } }: Described): string[] {
  return meta?.openapi?.security?.flatMap(({ apiKey = [] }) => [...apiKey]) ?? [];
}

/** Keys with and without the table's scopes try every operation beside this. */
test("the document names the scope that each operation needs of a key, and no other", () => {
  const described = procedures.filter(([, { _def }]) => _def.meta?.openapi);
  const said = described.map(([name, procedure]) => [name, documented(procedure)]);
  expect(said).toEqual(described.map(([name]) => [name, table[name]?.scopes]));
});

test("every scope opens something", () => {
  const named = new Set(procedures.flatMap(([, procedure]) => documented(procedure)));
  expect([...named].toSorted()).toEqual(SCOPES.toSorted());
});
