import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findKeys, prepareFindLiveKey } from "./api-key/queries.ts";
import { lockCandidates } from "./availability/candidates/queries.ts";
import { loadRules, loadRulesOfEach } from "./availability/queries.ts";
import {
  countOnDates,
  countPerDay,
  loadTaken,
  loadTakenDuring,
  loadTakenOfEach,
} from "./availability/taken/queries.ts";
import { findBooking, findBookings } from "./booking/queries.ts";
import { findExpiredHoldsOn } from "./booking/time-taken/queries.ts";
import { listOfPerson, listOfSalon } from "./booking/listing/queries.ts";
import { findSeriesOfPerson, findSeriesOfSalon, lockSeries } from "./booking/series/queries.ts";
import { lockDue } from "./booking/due/queries.ts";
import {
  deleteClosedInvitations,
  deleteEndedKeys,
  deleteOldDeliveries,
  deleteOldReports,
  deleteUnusedBookings,
} from "./privacy/forgetting/queries.ts";
import { findAuditRows } from "./admin/log/queries.ts";
import { findReviewsToJudge } from "./admin/review/queries.ts";
import { readRecordsOf } from "./privacy/person/queries.ts";
import { findSalon } from "./salon/queries.ts";
import { findReviewsOf } from "./review/queries.ts";
import { findSalons } from "./salon-search/queries.ts";
import type { Asked } from "./salon-search/queries.ts";
import { prepareFindSession } from "./session/queries.ts";
import { openFilledDatabase } from "./testing/filled-database.ts";
import type { FilledDatabase, Statement } from "./testing/filled-database.ts";
import { findDeliveries, findDue, findListeners } from "./webhook/delivery/queries.ts";

const ANYBODY = { kind: "anonymous" } as const;

type Known = {
  businessId: number;
  salonId: string;
  bookingId: string;
  staffId: string;
  calendarId: number;
  variantId: string;
  userId: string;
  webhookId: string;
  seriesId: string;
};

let filled: FilledDatabase;
let known: Known;
let serverVersion = 0;
beforeAll(async () => {
  filled = await openFilledDatabase();
  const [row] = await filled.sql<Known[]>`
    select b.business_id as "businessId", b.salon_id as "salonId", b.id as "bookingId", f.id as "staffId",
      f.calendar_id as "calendarId", v.id as "variantId", (select id from users limit 1) as "userId",
      (select id from webhook_endpoints w where w.business_id = b.business_id) as "webhookId",
      b.series_id as "seriesId"
    from bookings b
    join staff f on f.business_id = b.business_id
    join service_variants v on v.business_id = b.business_id
    where b.business_id = 1234 and b.status = 'confirmed' limit 1`;
  if (!row) throw new Error("The database is empty");
  known = row;
  const [server] = await filled.sql<{ version: number }[]>`
    select current_setting('server_version_num')::int as version`;
  serverVersion = server?.version ?? 0;
}, 120_000);
afterAll(async () => {
  await filled[Symbol.asyncDispose]();
});

const salon = () => ({ businessId: known.businessId, id: known.salonId });
const staff = () => ({ businessId: known.businessId, id: known.staffId });
const taken = () => ({
  fromMs: Date.now(),
  toMs: Date.now() + 7 * 86_400_000,
  nowMs: Date.now(),
  except: null,
});
const weeks = (count: number) =>
  Array.from({ length: count }, (_, week) => {
    const start = Date.now() + week * 7 * 86_400_000;
    return { start, end: start + 86_400_000 };
  });
const rules = () => ({
  variantIds: [known.variantId],
  anybodysVariantIds: [known.variantId],
  addOnIds: [],
  staffIds: [known.staffId],
  resourceTypeIds: [],
  from: "2027-01-01",
  to: "2027-01-08",
});
const wish = () => ({
  items: [
    { variantId: known.variantId, staffId: known.staffId, excludedStaffIds: [], addOnIds: [] },
    { variantId: known.variantId, excludedStaffIds: [], addOnIds: [] },
  ],
  mode: "sequence" as const,
  maxWaitMinutes: 0,
});
const NEEDS_NOTHING = { resourceTypeIds: [], clientCalendarId: null };
const counted = { from: "2027-01-01", to: "2027-01-08", nowMs: 0, except: null };
const asked: Asked = { near: null, radiusKm: 5, sort: "newest", after: undefined };

test.each<[string, string[], () => unknown]>([
  ["a salon by its id", ["salons_id_key"], () => findSalon(filled.db, known.salonId, ANYBODY)],
  ["a salon by its slug", ["salons_slug_key"], () => findSalon(filled.db, "salon-7", ANYBODY)],
  ["the rules of a salon", ["schedules_owner_idx"], () => loadRules(filled.db, salon(), rules())],
  ["the rules of several", ["salons_id_key"], () => loadRulesOfEach(filled.db, [known.salonId], rules())],
  [
    "what is taken",
    ["allocations_no_overlap", "bookings_held_idx", "time_off_during_idx"],
    () => loadTaken(filled.db, { businessId: known.businessId, calendarIds: [known.calendarId] }, taken()),
  ],
  [
    "what is taken of several salons",
    ["allocations_no_overlap", "bookings_held_idx", "time_off_during_idx"],
    () => loadTakenOfEach(filled.db, [{ businessId: known.businessId, id: known.calendarId }], taken()),
  ],
  [
    "whom a booking may take",
    ["calendars_business_key"],
    () => filled.begin((tx) => lockCandidates(tx, salon(), wish(), NEEDS_NOTHING)),
  ],
  ["visits a day", ["booking_items_staff_date_idx"], () => countPerDay(filled.db, [staff()], counted)],
  [
    "a booking with all that belongs to it",
    ["bookings_id_idx", "booking_items_booking_idx", "booking_price_lines_booking_idx"],
    () => findBooking(filled.db, known.bookingId, ANYBODY),
  ],
  [
    "a salon's bookings by their start",
    ["bookings_salon_start_idx"],
    () =>
      list(
        listOfSalon(salon(), { from: new Date() }, { ownUserId: null, after: undefined, byChange: false }),
      ),
  ],
  [
    "a salon's bookings by their last change",
    ["bookings_salon_updated_idx"],
    () =>
      list(
        listOfSalon(
          salon(),
          { updatedSince: new Date() },
          { ownUserId: null, after: undefined, byChange: true },
        ),
      ),
  ],
  [
    "what is taken at the visits of a series",
    ["allocations_no_overlap", "bookings_held_idx", "time_off_during_idx"],
    () =>
      loadTakenDuring(
        filled.db,
        { businessId: known.businessId, calendarIds: [known.calendarId] },
        { spans: weeks(52), nowMs: Date.now() },
      ),
  ],
  [
    "visits on the days of a series",
    ["booking_items_staff_date_idx"],
    () => countOnDates(filled.db, [staff()], { dates: ["2027-01-01", "2027-01-08"], nowMs: 0, except: [] }),
  ],
  [
    "a series and its visits",
    ["booking_series_id_idx", "bookings_series_idx"],
    () => filled.begin((tx) => lockSeries(tx, known.seriesId)),
  ],
  [
    "a salon's series",
    ["booking_series_salon_idx"],
    () =>
      findSeriesOfSalon(
        filled.db,
        { ...salon(), ownUserId: null, clientId: undefined },
        { after: undefined, limit: 20 },
      ),
  ],
  [
    "somebody's series",
    ["booking_series_booker_idx", "booking_series_client_idx"],
    () => findSeriesOfPerson(filled.db, known.userId, { after: undefined, limit: 20 }),
  ],
  ["somebody's bookings", ["bookings_booker_idx"], () => list(listOfPerson(known.userId, {}, undefined))],
  [
    "expired holds in the way",
    ["allocations_no_overlap"],
    () =>
      filled.begin((tx) =>
        findExpiredHoldsOn(
          tx,
          known.businessId,
          { calendarId: known.calendarId, start: 0, end: 1 },
          new Date(),
        ),
      ),
  ],
  [
    "holds that are over",
    ["bookings_hold_expiry_idx"],
    () => filled.begin((tx) => lockDue(tx, "hold", null, 100)),
  ],
  [
    "requests that are over",
    ["bookings_approval_expiry_idx"],
    () => filled.begin((tx) => lockDue(tx, "approval", null, 100)),
  ],
  [
    "visits that are over",
    ["bookings_open_end_idx"],
    () => filled.begin((tx) => lockDue(tx, "completion", null, 100)),
  ],
  ["keys that ended long ago", ["api_keys_ended_idx"], () => filled.begin((tx) => deleteEndedKeys(tx, 100))],
  [
    "invitations that were closed long ago",
    ["invitations_ended_idx"],
    () => filled.begin((tx) => deleteClosedInvitations(tx, 100)),
  ],
  [
    "holds that came to nothing long ago",
    ["bookings_unused_idx"],
    () => filled.begin((tx) => deleteUnusedBookings(tx, 100)),
  ],
  [
    "deliveries of long ago",
    ["webhook_deliveries_created_at_idx"],
    () => filled.begin((tx) => deleteOldDeliveries(tx, 100)),
  ],
  [
    "who is told of what happens in a salon",
    ["webhook_endpoints_salon_idx"],
    () => findListeners(filled.db, [{ businessId: known.businessId, salonId: known.salonId }]),
  ],
  [
    "what is due to webhooks",
    ["webhook_deliveries_due_idx"],
    () => findDue(filled.db, { free: 200, each: 4, busy: new Map() }),
  ],
  [
    "a webhook's deliveries",
    ["webhook_deliveries_webhook_idx"],
    () =>
      findDeliveries(
        filled.db,
        { businessId: known.businessId, id: known.webhookId },
        { limit: 20 },
        undefined,
      ),
  ],
  [
    "what is kept of a person",
    ["clients_user_id_idx", "bookings_booker_idx", "bookings_client_idx", "staff_user_id_idx"],
    () => readRecordsOf(filled.db, known.userId),
  ],
  [
    "a session",
    ["sessions_token_key"],
    () => prepareFindSession(filled.db, true).execute({ token: "token" }),
  ],
  [
    "an API key",
    ["api_keys_hash_key"],
    () => prepareFindLiveKey(filled.db).execute({ hash: createHash("sha256").update("salon-1").digest() }),
  ],
  [
    "a salon's API keys",
    ["api_keys_salon_idx"],
    () => findKeys(filled.db, { businessId: known.businessId, id: known.salonId }, 20, undefined),
  ],
  [
    "what is said of a salon, the newest first",
    ["reviews_newest_idx", "review_staff_pkey"],
    () => findReviewsOf(filled.db, salonOf(known), { sort: "newest" }, 20),
  ],
  [
    "what is said of a salon, the best first",
    ["reviews_rating_idx"],
    () => findReviewsOf(filled.db, salonOf(known), { sort: "highest" }, 20),
  ],
  [
    "reviews to judge",
    ["reviews_queue_idx"],
    () => findReviewsToJudge(filled.db, { reported: false }, 20, undefined),
  ],
  [
    "reviews to judge, those that were reported",
    ["reviews_queue_idx"],
    () => findReviewsToJudge(filled.db, { reported: true }, 20, undefined),
  ],
  [
    "reviews that were hidden",
    ["reviews_hidden_idx"],
    () => findReviewsToJudge(filled.db, { reported: false, status: "hidden" }, 20, undefined),
  ],
  [
    "a salon's reviews to judge",
    ["reviews_rating_idx"],
    () => findReviewsToJudge(filled.db, { reported: false, salonId: known.salonId }, 20, undefined),
  ],
  [
    "more reviews to judge",
    ["reviews_queue_idx"],
    () => findReviewsToJudge(filled.db, { reported: false }, 20, ["0", known.bookingId]),
  ],
  [
    "changes of one kind",
    ["audit_log_action_idx"],
    () => findAuditRows(filled.db, { action: "booking.rare", limit: 20 }),
  ],
  [
    "changes of one day",
    ["audit_log_occurred_at_idx"],
    () => findAuditRows(filled.db, { from: daysAgo(30), to: daysAgo(29), limit: 20 }),
  ],
  [
    "what an admin did in others' names",
    ["audit_log_impersonator_idx"],
    () => findAuditRows(filled.db, { impersonatorId: known.userId, limit: 20 }),
  ],
  [
    "reports of long ago",
    ["review_reports_created_at_idx"],
    () => filled.begin((tx) => deleteOldReports(tx, 100)),
  ],
  ["salons, the newest first", ["salons_listed_newest_idx"], () => findSalons(filled.db, asked, 20)],
  ["salons by name", ["salons_listed_name_idx"], () => findSalons(filled.db, { ...asked, sort: "name" }, 20)],
  [
    "salons by rating",
    ["salons_listed_rating_idx"],
    () => findSalons(filled.db, { ...asked, sort: "rating" }, 20),
  ],
  [
    "salons near a place",
    ["salons_listed_place_idx"],
    () => findSalons(filled.db, { ...asked, near: { latitude: 50, longitude: 10 }, sort: "distance" }, 20),
  ],
  [
    "salons by words",
    ["salons_search_text_idx", "salons_name_trgm_idx"],
    () => findSalons(filled.db, { ...asked, query: "somethign rare", sort: "relevance" }, 20),
  ],
])("%s: by an index, and no big table is read whole", async (_, indexes, ask) => {
  filled.sent();
  await ask();
  const plans = await Promise.all(
    filled
      .sent()
      .filter(isQuery)
      .flatMap((statement) => plansOf(statement)),
  );
  const scans = plans.flat();
  expect(scans.map(({ index }) => index)).toEqual(expect.arrayContaining(indexes));
  expect(scans.filter(({ table, index }) => index === null && BIG.has(table))).toEqual([]);
});

const BIG = new Set([
  "allocations",
  "api_keys",
  "audit_log",
  "booking_items",
  "booking_price_lines",
  "bookings",
  "calendars",
  "clients",
  "review_staff",
  "reviews",
  "salons",
  "sessions",
  "time_off",
  "users",
  "webhook_deliveries",
]);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const salonOf = ({ businessId, salonId }: typeof known) => ({ businessId, id: salonId });

async function list({ where, orderBy }: ReturnType<typeof listOfSalon>) {
  await findBookings(filled.db, ANYBODY, where, { limit: 21, orderBy });
}

function isQuery({ text }: Statement): boolean {
  return !/^(?:begin|commit|rollback)/i.test(text);
}

type Scan = { readonly table: string; readonly index: string | null };
type Node = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Node[] };

/** For these parameters, and for any where the server can say (from PostgreSQL 16 on). */
function plansOf({ text, parameters }: Statement): Promise<Scan[]>[] {
  const explain = (options: string, values: unknown[]) =>
    filled.sql.unsafe<{ "QUERY PLAN": { Plan: Node }[] }[]>(
      `explain (${options}) ${text}`,
      values as never[],
    );
  const forAny = serverVersion >= 160_000 ? [explain("format json, generic_plan", [])] : [];
  return [explain("format json", parameters), ...forAny].map(async (explained) =>
    (await explained).flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => scansIn(Plan))),
  );
}

function scansIn(node: Node): Scan[] {
  const table = node["Relation Name"] ?? "";
  const own =
    node["Node Type"] === "Seq Scan"
      ? [{ table, index: null }]
      : node["Index Name"]
        ? [{ table, index: node["Index Name"] }]
        : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansIn)];
}
