import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";

test("a guest's link opens one page for every booking, whose script is named by its policy", async () => {
  await using server = await openTestServer();
  const answer = await server.app.inject({ url: `/manage/${crypto.randomUUID()}` });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  const [, script = ""] = /<script type="module">([^]*?)<\/script>/.exec(answer.body) ?? [];
  const policy = String(answer.headers["content-security-policy"]);
  expect(policy).toContain(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(answer.headers["referrer-policy"]).toBe("no-referrer");
  const other = await server.app.inject({ url: `/manage/${crypto.randomUUID()}` });
  expect(other.body).toBe(answer.body);
});

test("whatever the page's script looks for is on the page, with a label for each field", async () => {
  await using server = await openTestServer();
  const { body } = await server.app.inject({ url: "/manage/any" });
  const asked = [...body.matchAll(/element\("([\w-]+)"\)/g)].map(([, id]) => id);
  expect(asked.length).toBeGreaterThan(5);
  for (const id of asked) expect(body).toContain(`id="${id}"`);
  for (const [, id] of body.matchAll(/<input id="([\w-]+)"/g)) expect(body).toContain(`<label for="${id}"`);
});
