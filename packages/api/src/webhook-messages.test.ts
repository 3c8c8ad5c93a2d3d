import { randomUUID } from "node:crypto";
import { EVENT_TYPES } from "@salon/contracts";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiDocument } from "./document.ts";
import type { Place } from "./testing/changes/change.ts";
import { CHANGES } from "./testing/changes/index.ts";
import { openDesk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { monday } from "./testing/salon-with-bea.ts";
import { openSending } from "./testing/sending.ts";
import type { Sending } from "./testing/sending.ts";
import { openSink } from "./testing/sink.ts";
import type { Received, Sink } from "./testing/sink.ts";

const HOUR_MS = 60 * 60_000;

let api: TestApi;
let place: Place;
let sink: Sink;
let sending: Sending;
beforeAll(async () => {
  api = await openTestApi();
  let taken = 0;
  const freeTime = () => {
    const hours = Math.floor(taken / 8) * 24 + (taken % 8);
    taken += 1;
    return new Date(monday("09:00").getTime() + hours * HOUR_MS);
  };
  place = { ...(await openDesk(api)), api, freeTime };
  sink = await openSink();
  sending = openSending(api);
  await place.owner.api.webhooks.create({ salonId: place.salonId, url: sink.url });
});
afterAll(async () => {
  await sending[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

type Schema = {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
};
type Document = {
  readonly webhooks: Readonly<Record<string, { readonly post: { readonly requestBody: Body } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
type Body = { readonly content: { readonly "application/json": { readonly schema: Schema } } };

const document = apiDocument() as unknown as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document, "api");

/** What is wrong with a value by a schema of the document; nothing where all is well. */
function faultsOf({ $ref = "" }: Schema, value: unknown): string[] {
  const validate = ajv.getSchema(`api${$ref}`);
  if (!validate) return [`Nothing is documented at ${$ref}`];
  return validate(value) ? [] : (validate.errors ?? []).map((at) => `${at.instancePath} ${at.message}`);
}

const bodyOf = (type: string): Schema =>
  document.webhooks[type]?.post.requestBody.content["application/json"].schema ?? {};

/** Whether a message has the thing that it tells of, whole: what it is where it is there is what stands first. */
function isShown({ message: { type, data } }: Received): boolean {
  const described =
    document.components.schemas[bodyOf(type).$ref?.split("/").at(-1) ?? ""]?.properties?.["data"];
  const current = described?.properties?.["current"];
  const things = current?.anyOf ?? described?.anyOf?.slice(0, 1) ?? [];
  return things.some((thing) => faultsOf(thing, current ? data["current"] : data).length === 0);
}

/** Every type of event once more, as if it had come about for the first thing of its kind that was made. */
async function happenAgain(): Promise<void> {
  await api.sql`
    insert into events (public_id, business_id, salon_id, type, subject_id, occurred_at, actor_kind, request_id, data, previous)
    select distinct on (t.type) gen_random_uuid(), e.business_id, e.salon_id, t.type, e.subject_id, now(), e.actor_kind, e.request_id, e.data, e.previous
    from unnest(${[...EVENT_TYPES]}::text[]) t (type)
      join events e on split_part(e.type, '.', 1) = split_part(t.type, '.', 1) and e.salon_id = ${place.salonId}
    where t.type <> 'salon.rules_changed'
    order by t.type, e.type not like '%.created', e.id`;
}

test("of everything that happens in a salon the message is what the document says", async () => {
  for (const prepare of Object.values(CHANGES)) {
    const { by, make } = await prepare(place);
    await make(api.as(by, randomUUID()));
    await sending.settle();
  }
  await happenAgain();
  await sending.settle();
  const faults = sink.received.flatMap(({ message }) =>
    faultsOf(bodyOf(message.type), message).map((fault) => `${message.type}: ${fault}`),
  );
  expect(faults).toEqual([]);
  const told = new Set(sink.received.map(({ message }) => message.type));
  expect([...told].toSorted()).toEqual([...EVENT_TYPES].toSorted());
}, 240_000);

test("of every type the message has the thing whole that it tells of", () => {
  const shown = new Set(sink.received.filter(isShown).map(({ message }) => message.type));
  expect(EVENT_TYPES.filter((type) => !shown.has(type))).toEqual([]);
});
