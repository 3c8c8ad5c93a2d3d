import type { SalonHit, SearchSalons } from "@salon/contracts";
import { freeAmong, openAmong } from "../availability/index.ts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { presentSalon } from "../salon/index.ts";
import { findSalons } from "./queries.ts";
import type { Candidate } from "./queries.ts";
import { CURSORS, expectCurrency, expectSameSort, placeOf, sortOf } from "./rules.ts";
import type { Sort } from "./rules.ts";

/** So many candidates are judged in one request: a page may be short, and its cursor goes on from the last of them. */
const MOST_JUDGED = 50;

/** Published salons, for anybody. Throws `invalid_input`. */
export async function searchSalons(ctx: Ctx, input: SearchSalons): Promise<Page<SalonHit>> {
  expectCurrency(input);
  const sort = sortOf(input);
  const isJudged = input.openAt !== undefined || input.availableOn !== undefined;
  const size = isJudged ? MOST_JUDGED : input.limit;
  const asked = { ...input, sort, near: placeOf(input.near), after: afterOf(input.cursor, sort) };
  const candidates = await findSalons(ctx.db, asked, size);
  const suits = isJudged ? await judgeOf(ctx, candidates.slice(0, size), input) : () => true;
  const suitable: Candidate[] = [];
  let examined = 0;
  for (const candidate of candidates.slice(0, size)) {
    if (suitable.length === input.limit) break;
    examined += 1;
    if (suits(candidate)) suitable.push(candidate);
  }
  const { nextCursor } = pageOf(candidates, examined, (last) => keyOf(last, sort), presentHit);
  return { items: suitable.map(presentHit), nextCursor };
}

/** Whether a salon is open then, and free that day, where this is asked. */
async function judgeOf(
  ctx: Ctx,
  candidates: readonly Candidate[],
  { openAt, availableOn }: SearchSalons,
): Promise<(candidate: Candidate) => boolean> {
  const [first] = candidates;
  if (!first) return () => false;
  const salons = candidates.map(({ salon }) => salon);
  const isOpen = openAt ? await openAmong(ctx.db, salons, openAt) : () => true;
  const open = salons.filter((salon) => isOpen(salon));
  const isFree =
    availableOn === undefined
      ? () => true
      : await freeAmong(ctx.db, open, availableOn, new Date(first.clockMs));
  return ({ salon }) => isOpen(salon) && isFree(salon);
}

function afterOf(cursor: string | undefined, sort: Sort): readonly string[] | undefined {
  const [cursorsSort = "", ...after] = readCursor(cursor, ["text", CURSORS[sort], "id"]) ?? [];
  if (cursor === undefined) return undefined;
  expectSameSort(cursorsSort, sort);
  return after;
}

function keyOf({ salon, rank }: Candidate, sort: Sort) {
  return [sort, sort === "newest" ? salon.createdAt : rank, salon.id];
}

function presentHit({ salon, categories, distanceMetres, priceFromMinor }: Candidate): SalonHit {
  return {
    ...presentSalon({ salon, categories }),
    distanceKm: distanceMetres === null ? null : distanceMetres / 1000,
    priceFromMinor,
  };
}
