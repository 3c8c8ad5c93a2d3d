import * as fc from "fast-check";
import { OPERATIONS } from "../document.ts";
import type { JsonSchema, Operation } from "../document.ts";
import type { Pool } from "./pool.ts";
import { settled } from "./settle.ts";
import { valuesOf } from "./values.ts";

export const ROLES = [
  "anonymous",
  "holder",
  "customer",
  "stylist",
  "receptionist",
  "manager",
  "owner",
  "ownerElsewhere",
  "admin",
] as const;
export type Role = (typeof ROLES)[number];

/** A request as it is before it is written down: what is spoiled is spoiled here. */
export type Draft = {
  readonly operation: Operation;
  readonly role: Role;
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; undefined for none. */
  readonly body: string | undefined;
};

const NINE = "2027-06-14T09:00:00+02:00";

/** What needs something to be there first. */
const OFTEN = /\/bookings$|\/bookings\/\{|\/overrides\/|\/time-off/;

const ADMINS = /\/admin\/|\/hide$|\/restore$/;
const CUSTOMERS = /\/review$|\/reviews\/\{reviewId\}$/;

/** Mostly somebody who may. */
const rolesFor = ({ path }: Operation) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Role>(whoMay(path)) },
    { weight: 1, arbitrary: fc.constantFrom(...ROLES) },
  );

function whoMay(path: string): Role {
  if (ADMINS.test(path)) return "admin";
  return CUSTOMERS.test(path) ? "customer" : "owner";
}

/** What an admin suspends or bans is nobody's whom the rest needs. */
const SPARED: Readonly<Record<string, string>> = { salonId: "spareSalonId", userId: "spareUserId" };

function kindIn({ path }: Operation, name: string): string {
  return ADMINS.test(path) ? (SPARED[name] ?? name) : name;
}

/** Requests that the document allows, of every operation below this path. */
export function drafts(pool: Pool, below: string): fc.Arbitrary<Draft> {
  const operations = OPERATIONS.filter(({ path }) => path.startsWith(below));
  return fc
    .constantFrom(...operations, ...operations.filter(({ path }) => OFTEN.test(path)))
    .chain((operation) => draftsOf(operation, pool));
}

export function draftsOf(operation: Operation, pool: Pool): fc.Arbitrary<Draft> {
  const { operationId, method, parameters = [] } = operation;
  const inPlace = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const paramFields = inPlace("path").map(({ name, schema }) => [
    name,
    valuesOf(schema, kindIn(operation, name), pool),
  ]);
  const queryFields = inPlace("query").map(({ name, schema }) => [
    name,
    name === "cursor" || name === "after" ? cursors(operationId, pool) : valuesOf(schema, name, pool),
  ]);
  const required = inPlace("query")
    .filter((parameter) => parameter.required)
    .map(({ name }) => name);
  return fc
    .record({
      role: rolesFor(operation),
      params: fc.record(Object.fromEntries(paramFields) as Fields<string>),
      query: fc.record(Object.fromEntries(queryFields) as Fields<unknown>, { requiredKeys: required }),
      body: bodies(operation, pool),
      key: fc.uuid(),
      ifMatch: fc.constantFrom(undefined, undefined, undefined, "*", '"1"', '"2"'),
    })
    .map(({ role, params, query, body, key, ifMatch }) => ({
      operation,
      role,
      params,
      query: pairsOf(settled(query) as Record<string, unknown>),
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(method !== "GET" && { "idempotency-key": key }),
        ...(ifMatch !== undefined &&
          inPlace("header").some(({ name }) => name === "If-Match") && { "if-match": ifMatch }),
      },
    }));
}

type Fields<T> = Record<string, fc.Arbitrary<T>>;

/** Where a list was left before, or nothing. */
function cursors(operationId: string, pool: Pool): fc.Arbitrary<string | undefined> {
  return fc.nat().map((chance) => pool.cursor(operationId, chance));
}

function bodies({ operationId, requestBody }: Operation, pool: Pool): fc.Arbitrary<unknown> {
  const schema = requestBody?.content["application/json"]?.schema;
  if (!schema) return fc.constant(undefined);
  const complete = COMPLETED[operationId];
  const made = valuesOf(schema, "body", pool).map((value) => {
    const body = settled(value) as Record<string, unknown>;
    return complete ? complete(body, pool) : body;
  });
  return requestBody?.required || complete ? made : fc.option(made, { nil: undefined, freq: 8 });
}

const withStart = (body: Record<string, unknown>) =>
  "startsAt" in body || "localStart" in body ? body : { startsAt: NINE, ...body };

const withRule = (body: Record<string, unknown>) => {
  const { until, ...rule } = withStart(body);
  return "count" in rule || until === undefined ? { count: 2, ...rule } : { ...rule, until };
};

const ofSeries = (body: Record<string, unknown>, pool: Pool) => ({
  ...body,
  bookingId: pool.pick("occurrenceId", 100),
});

/** A change may be of anything; here of the time at least. */
const withChange = (body: Record<string, unknown>, pool: Pool) =>
  ofSeries("items" in body || "note" in body ? body : withStart(body), pool);

/** Where one of two fields is needed. */
const COMPLETED: Readonly<Record<string, (body: Record<string, unknown>, pool: Pool) => unknown>> = {
  bookingsCreate: withStart,
  bookingsQuote: withStart,
  bookingsReschedule: withStart,
  seriesCreate: withRule,
  seriesPreview: withRule,
  seriesCancel: ofSeries,
  seriesUpdate: withChange,
  seriesPreviewUpdate: withChange,
  availabilityExplain: withStart,
  invitationsPreview: (body, pool) => ({ ...body, token: pool.pick("token", 0) }),
  membersInvite: (body, pool) => ({ ...body, email: pool.pick("email", 0) }),
  timeOffCreate: (body, pool) => ({
    ...("resourceId" in body ? {} : { staffId: pool.pick("staffId", 0) }),
    ...("fromDate" in body || "startsAt" in body ? {} : { fromDate: "2027-06-16", toDate: "2027-06-16" }),
    ...body,
  }),
};

export function bodySchemaOf({ requestBody }: Pick<Operation, "requestBody">): JsonSchema | undefined {
  return requestBody?.content["application/json"]?.schema;
}

function pairsOf(query: Record<string, unknown>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [value].flat().map((one): [string, string] => [name, String(one as string | number)]),
  );
}

/** The path and query of a draft, below no host. */
export function urlOf({ operation, params, query }: Draft): string {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return search === "" ? path : `${path}?${search}`;
}
