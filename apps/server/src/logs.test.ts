import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { expect, test } from "vitest";
import { furnishSalon, monday } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { mailTo, signInAt, signUpAt } from "./testing/marked-person.ts";
import type { SignedInPerson } from "./testing/marked-person.ts";
import { startServerProcess, startWorkerProcess } from "./testing/server-process.ts";

const MARK = "marked7secret";
const ENV = { RATE_LIMITS: "off", LOG_LEVEL: "trace" };
const MONA = { name: `Mona ${MARK}`, email: `mona.${MARK}@example.com`, password: `${MARK} and more` };
const GUEST = { name: `Guest ${MARK}`, email: `guest.${MARK}@example.com` };

type Salon = Omit<ClientSalon, "owner">;

test("no line of a log, no job and no figure holds a secret or a contact, wherever it was sent", async () => {
  await using server = await startServerProcess(ENV);
  await using worker = await startWorkerProcess(server, ENV);
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  const { url } = server;
  const mona = await signUpAt(url, MONA, `Browser/${MARK}`);
  const salon = await furnishSalon(server, mona.token);
  const secrets = [
    MARK,
    mona.token,
    (await signInAt(url, MONA, "test")).token,
    ...(await bookAsGuest(salon)),
    ...(await useKey(url, salon)),
    ...(await invite(url, salon)),
    ...(await subscribe(url, salon)),
  ];
  await failInTenWays(url, salon, mona);
  await failUnforeseen(url, salon, database);

  const metrics = await (await fetch(`${url}/metrics`)).text();
  const jobs = await database.sql`select job::text from pgboss.job job`;
  expect([await server.end(), await worker.end()]).toEqual([0, 0]);
  const lines = `${server.log()}${worker.log()}`;
  expect(lines.match(/"msg":"request"/g)?.length).toBeGreaterThan(40);
  expect(lines).toContain("Job done");
  expect(lines).toContain('"status":500');
  const told = `${lines}${metrics}${JSON.stringify(jobs)}`;
  for (const secret of secrets) expect(told).not.toContain(secret);
});

/** The token that a guest is given once. */
async function bookAsGuest({ salonId, variantId, staffId, asGuest }: Salon): Promise<string[]> {
  const booked = await asGuest.bookings.create.mutate({
    salonId,
    items: [{ variantId, staffId }],
    startsAt: monday("15:00"),
    client: GUEST,
    note: MARK,
  });
  expect(booked.bookingToken).toBeTypeOf("string");
  return [booked.bookingToken ?? ""];
}

/** The key, and what of it stands behind the part that its owner knows it by. */
async function useKey(url: string, { salonId, asOwner }: Salon): Promise<string[]> {
  const { key, prefix } = await asOwner.apiKeys.create.mutate({
    salonId,
    name: "Till",
    scopes: ["salon:read"],
  });
  const ask = (path: string) => fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask(`/api/v1/salons/${salonId}/members`)).status).toBe(200);
  expect((await ask(`/api/v1/salons/${salonId}/clients`)).status).toBe(403);
  return [key, key.slice(prefix.length)];
}

/** The token of the mail that a job sends. */
async function invite(url: string, { salonId, asOwner }: Salon): Promise<string[]> {
  await asOwner.members.invite.mutate({ salonId, email: GUEST.email, role: "stylist" });
  const { link = "" } = await mailTo(url, GUEST.email, "Salon");
  return [link.slice(link.indexOf("#") + 1)];
}

/** The token in a calendar's address. */
async function subscribe(url: string, { salonId, asOwner }: Salon): Promise<string[]> {
  const feed = await asOwner.calendarFeeds.create.mutate({ salonId });
  const { pathname, search, searchParams } = new URL(feed.url);
  expect((await fetch(url + pathname + search)).status).toBe(200);
  expect((await fetch(`${url}${pathname}${search}x`)).status).toBe(404);
  return [searchParams.get("token") ?? ""];
}

/** In the path, query, header, cookie, body, file name, key, token, batch and form. */
async function failInTenWays(url: string, { salonId }: Salon, { token }: SignedInPerson): Promise<void> {
  const json = { "content-type": "application/json" };
  const bearer = { ...json, authorization: `Bearer ${token}` };
  const idempotent = { ...bearer, "idempotency-key": MARK };
  const boundary = { "content-type": `multipart/form-data; boundary=${MARK}` };
  const file = `--${MARK}\r\nContent-Disposition: form-data; name="file"; filename="${MARK}.png"\r\n\r\nx\r\n--${MARK}--`;
  const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(url + path, { method, redirect: "manual", headers, ...(body !== undefined && { body }) });
  const refused = [
    await send("GET", `/${MARK}`, {}),
    await send("GET", `/api/v1/salons/${salonId}/${MARK}?token=${MARK}`, {}),
    await send("GET", `/api/v1/%${MARK}`, {}),
    await send("GET", `/api/v1/salons?cursor=${MARK}&${MARK}=1`, {}),
    await send("GET", "/api/v1/me", { authorization: `Bearer ${MARK}aaaaaaaa` }),
    await send("GET", "/api/v1/me", { authorization: `Bearer sk_live_${MARK}` }),
    await send("GET", "/api/v1/me", { authorization: `Basic ${MARK}` }),
    await send("GET", "/api/v1/me", { "x-booking-token": `${MARK}aaaaaaaa`, referer: `http://a/${MARK}` }),
    await send("GET", "/api/v1/me", { cookie: `salon.session_token=${MARK.padEnd(32, "x")}.sig` }),
    await send("PATCH", "/api/v1/me", { ...json, cookie: `salon.session_token=${token}.x`, origin: "null" }),
    await send("PATCH", "/api/v1/me", { ...bearer, "if-match": MARK }, "{}"),
    await send("PATCH", "/api/v1/me", bearer, `{"name": "${MARK}`),
    await send("PATCH", "/api/v1/me", bearer, JSON.stringify({ [MARK]: MARK, name: 1, locale: MARK })),
    await send("PATCH", "/api/v1/me", { ...bearer, "content-type": MARK }, MARK),
    await send("POST", `/api/v1/salons/${salonId}/clients`, { ...bearer, ...boundary }, file),
    await send("POST", "/api/v1/salons", idempotent, JSON.stringify({ name: MARK, timeZone: MARK })),
    await send("POST", "/api/v1/bookings", { ...idempotent, "x-challenge-response": MARK }, "{}"),
    await send("POST", `/trpc/${MARK}`, bearer, `{"json":{"name":"${MARK}"}}`),
    await send("POST", "/trpc/me.update,salons.create?batch=1", bearer, `{"0":{"json":"${MARK}"}}`),
    await send("GET", `/trpc/bookings.get?input=${MARK}`, bearer),
    await send(
      "POST",
      "/api/auth/sign-in/email",
      json,
      JSON.stringify({ ...MONA, name: undefined, password: `${MARK} is wrong` }),
    ),
    await send(
      "POST",
      "/api/auth/reset-password",
      json,
      JSON.stringify({ token: MARK, newPassword: `${MARK} and more` }),
    ),
    await send("POST", "/api/auth/verify-email", json, JSON.stringify({ token: MARK })),
    await send("POST", `/api/auth/${MARK}`, json, "{}"),
  ];
  for (const { status } of refused) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  await send("POST", "/api/auth/request-password-reset", json, JSON.stringify({ email: MONA.email }));
  await send("POST", "/api/auth/sign-up/email", json, JSON.stringify(MONA));
}

/** A statement that fails with its values: it is answered 500, and logged with its error. */
async function failUnforeseen(
  url: string,
  { salonId, variantId, staffId }: Salon,
  { sql }: Database,
): Promise<void> {
  await sql`alter table clients rename to gone`;
  const answer = await fetch(`${url}/api/v1/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": MARK },
    body: JSON.stringify({
      salonId,
      items: [{ variantId, staffId }],
      startsAt: monday("11:00"),
      client: GUEST,
      note: MARK,
    }),
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain(MARK);
  await sql`alter table gone rename to clients`;
}
