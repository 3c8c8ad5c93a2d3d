import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";

const BROWSER = { accept: "text/html,application/xhtml+xml" };
const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
const textOf = ({ body }: { body: Record<string, unknown> }) => String(body["text"]);

test("the documentation asks no foreign host for anything", async () => {
  await using server = await openTestServer();
  const page = await server.send("GET", "/docs", undefined, BROWSER);
  expect(page.status).toBe(200);
  const start = await server.send("GET", "/docs/static/swagger-initializer.js");
  const code = textOf(start).replaceAll(/^ *\/\/.*$/gm, "");
  expect(textOf(page) + code).not.toMatch(/(?:https?:)?\/\/[a-z]/i);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  for (const [, path] of textOf(page).matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(await server.send("GET", path ?? "")).toMatchObject({ status: 200 });
  }
});

test("the OpenAPI document is served with a tag, and not again to who has it", async () => {
  await using server = await openTestServer();
  const document = await server.rest("GET", "/openapi.json");
  expect(document).toMatchObject({ status: 200, body: { openapi: "3.1.0" } });
  const tag = document.headers.get("etag") ?? "";
  expect((await server.rest("GET", "/openapi.json", undefined, { "if-none-match": tag })).status).toBe(304);
});

test("every problem's type leads to a page about it", async () => {
  await using server = await openTestServer();
  const { body } = await server.send("GET", "/problems");
  const items = body["items"] as { type: string; title: string }[];
  expect(items.length).toBeGreaterThan(40);
  for (const { type, title } of items) {
    expect(await server.send("GET", type)).toMatchObject({ status: 200, body: { title } });
  }
  expect(textOf(await server.send("GET", "/problems/held", undefined, BROWSER))).toContain("<h1>");
  expect(await server.send("GET", "/problems/constructor")).toMatchObject({ status: 404 });
});

test("the first page says where everything is, in HTML with a policy or in JSON", async () => {
  await using server = await openTestServer();
  const page = await server.send("GET", "/", undefined, BROWSER);
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(textOf(page)) ?? [];
  expect(page.headers.get("content-security-policy")).toContain(hashOf(style));
  const reset = await server.send("GET", "/reset-password");
  const [, script = ""] = /<script>([^]*?)<\/script>/.exec(textOf(reset)) ?? [];
  expect(reset.headers.get("content-security-policy")).toContain(hashOf(script));
  const paths = [...textOf(page).matchAll(/<a href="([^"]+)"/g)].map(([, path]) => path ?? "");
  expect(paths).toContain("/docs");
  for (const path of paths.filter((candidate) => candidate !== "/trpc")) {
    expect(await server.send("GET", path)).toMatchObject({ status: 200 });
  }
  expect(await server.send("GET", "/")).toMatchObject({ body: { name: "salon" } });
});

test("mails are shown with their links, and what is in them is escaped", async () => {
  await using server = await openTestServer();
  await server.runtime.mailer.send({
    to: "a@example.com",
    subject: "<script>alert(1)</script>",
    text: "hello",
    link: "https://example.com/?a=1&b=2",
  });
  const page = textOf(await server.send("GET", "/dev/outbox", undefined, BROWSER));
  expect(page).toContain('href="https://example.com/?a=1&amp;b=2"');
  expect(page).not.toContain("<script>alert");
  expect(await server.send("GET", "/dev/outbox")).toMatchObject({
    body: { items: [{ to: "a@example.com" }] },
  });
});

test("health and figures: alive, ready, counted", async () => {
  await using server = await openTestServer({ METRICS_TOKEN: "token-of-the-operator" });
  expect(await server.send("GET", "/livez")).toMatchObject({ status: 200 });
  expect(await server.send("GET", "/readyz")).toMatchObject({ status: 200, body: { status: "ok" } });
  await server.rest("POST", "/bookings", {});
  const figures = textOf(await server.send("GET", "/metrics"));
  expect(figures).toContain('salon_booking_attempts_total{outcome="');
  expect(figures).toContain("# TYPE salon_engine_seconds histogram");
  expect(figures).toContain('salon_jobs_waiting{job="sweep"} 0');
  const forwarded = { "x-forwarded-for": "127.0.0.1" };
  expect((await server.send("GET", "/metrics", undefined, forwarded)).status).toBe(404);
  const operator = { ...forwarded, authorization: "Bearer token-of-the-operator" };
  expect((await server.send("GET", "/metrics", undefined, operator)).status).toBe(200);
  const odd = { ...forwarded, authorization: `Bearer ${"é".repeat("token-of-the-operator".length)}` };
  expect((await server.send("GET", "/metrics", undefined, odd)).status).toBe(404);
});
