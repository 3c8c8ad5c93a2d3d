import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openClientSalon } from "./testing/client-salon.ts";
import { heardOn } from "./testing/heard-on.ts";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";

const ON = { RATE_LIMITS: "on", TRUST_PROXY: "1" };
const MONDAY = { from: "2027-06-14", to: "2027-06-14" };

/** `open`, or the code of the problem that ended it. */
type Line = AsyncDisposable & { readonly told: string };

/** A subscription as a program opens it, until it is disposed of. */
async function subscribe(
  { url }: TestServer,
  path: string,
  input: object,
  headers: Record<string, string>,
): Promise<Line> {
  const ending = new AbortController();
  const query = encodeURIComponent(JSON.stringify({ json: input }));
  const answer = await fetch(`${url}/trpc/${path}?input=${query}`, {
    headers: { accept: "text/event-stream", ...headers },
    signal: ending.signal,
  });
  const heard = heardOn(answer);
  const told = await Promise.race([heard.then(codeIn), sleep(500, "open")]);
  return {
    told,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await heard;
    },
  };
}

function codeIn(heard: string): string {
  return /"code":"([a-z_]+)"/.exec(heard)?.[1] ?? heard;
}

const bearer = ({ token }: { readonly token: string }) => ({ authorization: `Bearer ${token}` });
const from = (address: string) => ({ "x-forwarded-for": address });
const times = <T>(count: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)));

test("a person has ten subscriptions open at a time, whatever they are to, and one more when one ends", async () => {
  await using server = await openTestServer(ON);
  const { salonId, owner } = await openClientSalon(server);
  await using lines = new AsyncDisposableStack();
  const kinds = [
    ["bookings.onChange", { salonId }],
    ["availability.onChange", { salonId, ...MONDAY }],
    ["notifications.onNew", {}],
  ] as const;
  const open = async (i: number) => {
    const [path, input] = kinds[i % kinds.length] ?? kinds[0];
    return subscribe(server, path, input, { ...bearer(owner), ...from(`203.0.113.${i}`) });
  };
  const first = await open(0);
  const rest = await times(9, async (i) => lines.use(await open(i + 1)).told);
  expect([first.told, ...rest]).toEqual(Array(10).fill("open"));
  expect(await times(3, async (i) => lines.use(await open(i)).told)).toEqual(
    Array(3).fill("too_many_requests"),
  );
  const bob = await server.signUp("Bob");
  await using others = await subscribe(server, "notifications.onNew", {}, bearer(bob));
  expect(others.told).toBe("open");
  await first[Symbol.asyncDispose]();
  await expect.poll(async () => lines.use(await open(0)).told).toBe("open");
});

test("what was refused holds no place", async () => {
  await using server = await openTestServer(ON);
  const { salonId } = await openClientSalon(server);
  const bob = await server.signUp("Bob");
  for (let round = 0; round < 2; round += 1) {
    const refused = await times(9, async () => {
      await using line = await subscribe(server, "bookings.onChange", { salonId }, bearer(bob));
      return line.told;
    });
    expect(refused).toEqual(Array(9).fill("not_found"));
  }
});

test("those without an account share what their network has", async () => {
  await using server = await openTestServer(ON);
  const { salonId } = await openClientSalon(server);
  await using lines = new AsyncDisposableStack();
  const input = { salonId, ...MONDAY };
  const open = async (address: string) =>
    lines.use(await subscribe(server, "availability.onChange", input, from(address))).told;
  const opened = await times(30, (i) => open(`2001:db8:1:2::${i + 1}`));
  expect(opened).toEqual(Array(30).fill("open"));
  expect(await open("2001:db8:1:2::ffff")).toBe("too_many_requests");
  expect(await open("2001:db8:1:3::1")).toBe("open");
});
