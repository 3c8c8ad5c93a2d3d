import { matchesGlob } from "node:path";
import { FLOORS, LICENCE_EXCEPTIONS, NEVER, PERMISSIVE } from "./allowed.ts";
import type { Package, Supply } from "./supply.ts";

/** What a supply breaks of a rule, in sentences. */
export type SupplyRule = (supply: Supply) => string[];

export const SUPPLY_RULES: Readonly<Record<string, SupplyRule>> = {
  "licences-are-permissive": ({ packages }) =>
    packages
      .filter(({ name, licence }) => licence !== null && !isPermissive(licence) && !isExcepted(name))
      .map((found) => `${idOf(found)}: its licence is ${found.licence}.`),

  "floors-are-kept": ({ packages }) =>
    packages
      .filter(({ name, version }) => isBelow(version, FLOORS[name] ?? "0"))
      .map((found) => `${idOf(found)}: ${FLOORS[found.name]} at least.`),

  "never-installed": ({ packages }) =>
    packages.filter(({ name }) => NEVER[name]).map((found) => `${idOf(found)}: ${NEVER[found.name]}`),

  "catalog-has-no-ranges": ({ catalog }) =>
    Object.entries(catalog)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}: ${version} is no exact version.`),

  "dependencies-are-in-the-catalog": ({ wishes }) =>
    wishes
      .filter(({ range }) => range !== "catalog:" && range !== "workspace:*")
      .map(({ from, name, range }) => `${from}: ${name} is ${range}, and not of the catalog.`),
};

/** `A OR B` leaves the choice, `A AND B` does not (SPDX expressions, without `WITH`). */
function isPermissive(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((id) => PERMISSIVE.has(id)));
}

function isExcepted(name: string): boolean {
  return Object.keys(LICENCE_EXCEPTIONS).some((pattern) => matchesGlob(name, pattern));
}

/** By the three numbers of a version; what comes before a release counts as the release. */
function isBelow(version: string, floor: string): boolean {
  const [ours, least] = [numbersOf(version), numbersOf(floor)];
  const place = least.findIndex((number, i) => number !== (ours[i] ?? 0));
  return place >= 0 && (ours[place] ?? 0) < (least[place] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.split("-", 1)[0] ?? "").split(".").map(Number);
}

function idOf({ name, version }: Package): string {
  return `${name}@${version}`;
}
