import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";

const BROWSER = { accept: "text/html,application/xhtml+xml" };

test("every answer, refusals too, is nobody else's to load, frame or sniff", async () => {
  await using server = await openTestServer({ PUBLIC_URL: "https://salon.example" });
  const answers = [
    await server.rest("GET", "/categories"),
    await server.rest("GET", "/nothing"),
    await server.send("GET", "/trpc/salons.categories"),
    await server.send("POST", "/api/auth/sign-in/email", {}),
    await server.send("GET", "/livez"),
    await server.send("GET", "/", undefined, BROWSER),
    await server.send("GET", "/docs", undefined, BROWSER),
  ];
  for (const { headers } of answers) {
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "content-security-policy": expect.stringMatching(
        /default-src 'none'.*frame-ancestors 'none'/,
      ) as string,
    });
    expect(headers.has("x-powered-by")).toBe(false);
    expect(headers.has("server")).toBe(false);
  }
});

test("a page has a policy that names its own scripts, and no device", async () => {
  await using server = await openTestServer();
  for (const path of ["/", "/problems", "/reset-password", "/manage/0", "/confirm-address", "/dev/outbox"]) {
    const { headers } = await server.send("GET", path, undefined, BROWSER);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("permissions-policy")).toContain("geolocation=()");
  }
});

const preflight = ({ url }: TestServer, origin: string, path: string) =>
  fetch(url + path, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type,idempotency-key",
    },
  });

const PATHS = ["/api/v1/bookings", "/trpc/bookings.create", "/api/auth/sign-in/email"];
const told = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith("access-control-"));

test("a page of another origin is told nothing, one that is named may call with cookies", async () => {
  await using server = await openTestServer({ CORS_ORIGINS: "https://app.example.com" });
  for (const path of PATHS) {
    for (const origin of [
      "https://evil.example",
      "null",
      "https://app.example.com.evil.example",
      "http://app.example.com",
    ]) {
      const { headers } = await preflight(server, origin, path);
      expect(headers.get("access-control-allow-origin")).toBe(null);
      const plain = await fetch(server.url + path, { headers: { origin } });
      expect(plain.headers.get("access-control-allow-origin")).toBe(null);
    }
    const { status, headers } = await preflight(server, "https://app.example.com", path);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    expect(headers.get("access-control-allow-credentials")).toBe("true");
    expect(headers.get("vary")?.toLowerCase()).toContain("origin");
  }
});

test("where no origin is named, none is told anything", async () => {
  await using server = await openTestServer();
  for (const path of PATHS) {
    const { headers } = await preflight(server, "https://app.example.com", path);
    expect(told(headers)).toEqual([]);
  }
});

test("security.txt says whom to tell, where the operator has named somebody", async () => {
  await using server = await openTestServer({ SECURITY_CONTACT: "mailto:security@example.com" });
  const { status, headers, body } = await server.send("GET", "/.well-known/security.txt");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const lines = String(body["text"]);
  expect(lines).toContain("Contact: mailto:security@example.com\n");
  const [, expires = ""] = /^Expires: (.+)$/m.exec(lines) ?? [];
  const days = (Date.parse(expires) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(100);
  expect(days).toBeLessThan(365);

  await using silent = await openTestServer();
  expect(await silent.send("GET", "/.well-known/security.txt")).toMatchObject({ status: 404 });
});
