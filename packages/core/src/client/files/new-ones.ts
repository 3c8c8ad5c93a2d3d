import type { ImportedClient, LineProblem } from "@salon/contracts";
import type { ClientLine } from "./import-clients.ts";
import type { KnownContact } from "./queries.ts";

type Sorted = { readonly fresh: readonly ImportedClient[]; readonly duplicates: readonly LineProblem[] };

/** Tells new people from those whom the business, or an earlier line, has already. */
export function newOnes(lines: readonly ClientLine[], known: readonly KnownContact[]): Sorted {
  const seen = new Set(known.flatMap(marksOf).map(({ mark }) => mark));
  const fresh: ImportedClient[] = [];
  const duplicates: LineProblem[] = [];
  for (const { line, client } of lines) {
    const marks = marksOf(client);
    const twice = marks.find(({ mark }) => seen.has(mark));
    for (const { mark } of marks) seen.add(mark);
    if (twice) duplicates.push({ line, column: twice.column, code: "duplicate", message: DUPLICATE });
    else fresh.push(client);
  }
  return { fresh, duplicates };
}

const DUPLICATE = "Somebody has this already: in the salon, or in a line before.";

/** By what somebody is known: address and number, or the name of who has neither. */
function marksOf({ name, email, phone }: Pick<ImportedClient, "name" | "email" | "phone">) {
  const marks = [
    ...(email ? [{ column: "email", mark: `email ${email}` }] : []),
    ...(phone ? [{ column: "phone", mark: `phone ${phone}` }] : []),
  ];
  return marks.length > 0 ? marks : [{ column: "name", mark: `name ${name}` }];
}
