import { expect, test } from "vitest";
import { startServerProcess } from "./testing/server-process.ts";

const MARK = "marked7secret";

test("no line of the log holds a secret or an address, wherever it was sent", async () => {
  await using server = await startServerProcess({ LOG_LEVEL: "trace" });
  const { url } = server;
  const headers = {
    "content-type": "application/json",
    cookie: `salon.session_token=${MARK.padEnd(32, "x")}.sig`,
    "sec-fetch-site": "same-origin",
  };
  const post = (path: string, body: object) =>
    fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  const account = { name: MARK, email: `${MARK}@example.com`, password: `${MARK} and more` };
  await post("/api/auth/sign-up/email", account);
  await post("/api/auth/sign-up/email", account);
  await post("/api/auth/sign-in/email", { ...account, name: undefined, password: `${MARK} is wrong` });
  await post("/api/auth/request-password-reset", { email: account.email });
  await post("/api/auth/reset-password", { token: MARK, newPassword: `${MARK} and more` });
  await post("/api/v1/bookings", { note: MARK });
  await post("/trpc/salons.create", { json: { name: MARK } });
  await fetch(`${url}/api/auth/verify-email?token=${MARK}`);
  await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${MARK}aaaaaaaa` } });
  await fetch(`${url}/api/v1/me`, { headers: { "x-booking-token": `${MARK}aaaaaaaa` } });

  await server.end();
  expect(server.log().match(/"msg":"request"/g)?.length).toBeGreaterThan(9);
  expect(server.log()).not.toContain(MARK);
});
