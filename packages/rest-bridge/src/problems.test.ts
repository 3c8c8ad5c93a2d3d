import Fastify from "fastify";
import { afterAll, describe, expect, test } from "vitest";
import { sendProblem } from "./index.ts";
import { serveLibrary } from "./library.fixture.ts";

const app = await serveLibrary({ server: { bodyLimit: 4_000_000 } });
afterAll(() => app.close());

const json = { "content-type": "application/json" };
const create = (payload: string, headers: Record<string, string> = json) =>
  app.inject({ method: "POST", url: "/api/books", payload, headers: { "x-reader": "ann", ...headers } });

const A_STRING: unknown = expect.any(String);

test("every problem has one shape and one media type", async () => {
  const response = await app.inject({ url: "/api/books/lost?" });
  expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(response.json()).toStrictEqual({
    type: "/problems/not_found",
    title: "Not found",
    status: 404,
    code: "not_found",
    detail: "No such book",
    instance: "/api/books/lost",
    requestId: A_STRING,
  });
});

test("an unexpected error tells nothing", async () => {
  const response = await app.inject({ url: "/api/loans/broken" });
  expect(response.statusCode).toBe(500);
  expect(response.json()).toEqual({
    type: "/problems/internal_error",
    title: A_STRING,
    status: 500,
    code: "internal_error",
    instance: "/api/loans/broken",
    requestId: A_STRING,
  });
});

test("a translation that fails tells nothing either, and the application hears of the error", async () => {
  const heard: unknown[] = [];
  await using broken = await serveLibrary({
    problemOf: () => {
      throw new Error("secret");
    },
    onError: (error) => heard.push(error),
  });
  const response = await broken.inject({ url: "/api/loans/broken" });
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain("secret");
  expect(heard).toMatchObject([{ message: "SELECT secret FROM table" }]);
});

test("401 names the scheme", async () => {
  const response = await app.inject({ method: "POST", url: "/api/books", payload: { title: "x" } });
  expect(response.statusCode).toBe(401);
  expect(response.headers["www-authenticate"]).toBe("Bearer");
});

test("Retry-After comes from the problem", async () => {
  await using busy = Object.assign(Fastify(), { [Symbol.asyncDispose]: () => busy.close() });
  busy.get("/", (_, reply) =>
    sendProblem(reply, { type: "/busy", title: "Busy", status: 503, code: "busy", retryAfterSeconds: 1.2 }),
  );
  expect((await busy.inject({ url: "/" })).headers["retry-after"]).toBe("2");
});

describe("what is not there", () => {
  test.each(["/api/nope", "/nope", "/api", "/api/booksx", "/api/books/dune/nope", "/API/books"])(
    "%s is 404",
    async (url) => {
      const response = await app.inject({ url });
      expect(response.json()).toMatchObject({ status: 404, code: "not_found", instance: url });
    },
  );

  test("404 comes before a body that cannot be read", async () => {
    expect(
      (await app.inject({ method: "POST", url: "/api/nope", payload: "{", headers: json })).statusCode,
    ).toBe(404);
    expect(
      (
        await app.inject({
          method: "POST",
          url: "/api/nope",
          payload: "x",
          headers: { "content-type": "text/plain" },
        })
      ).statusCode,
    ).toBe(404);
  });

  test.each([
    ["PUT", "/api/books", "GET, HEAD, POST"],
    ["POST", "/api/books/dune", "DELETE, GET, HEAD, PATCH"],
    ["DELETE", "/api/loans/count", "GET, HEAD"],
    ["GET", "/api/books/dune/touch", "POST"],
    ["OPTIONS", "/api/books/dune/touch", "POST"],
  ] as const)("%s %s is 405 with Allow", async (method, url, allow) => {
    const response = await app.inject({
      method,
      url,
      payload: "x",
      headers: { "content-type": "text/plain" },
    });
    expect(response.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(response.headers["allow"]).toBe(allow);
  });

  test("a parameter longer than the router takes is 404", async () => {
    expect((await app.inject({ url: `/api/books/${"x".repeat(101)}` })).json()).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });
});

describe("what cannot be read", () => {
  test.each(["/api/books/%E0%A4%A", "/api/books/%zz"])("%s is 400", async (url) => {
    expect((await app.inject({ url })).json()).toMatchObject({
      status: 400,
      code: "malformed_request",
      detail: "The URL is malformed",
    });
  });

  test.each(["{", '{"title":}', "nope", '{"title":"x"}}', "\u0000"])("the body %j is 400", async (body) => {
    const response = await create(body);
    expect(response.json()).toMatchObject({
      status: 400,
      code: "malformed_request",
      detail: "The body is malformed",
    });
  });

  test.each([
    '{"__proto__":{"admin":true}}',
    '{"title":"x","__proto__":1}',
    '{"constructor":{"prototype":{"admin":true}}}',
  ])("%s is 400 and pollutes nothing", async (body) => {
    expect((await create(body)).statusCode).toBe(400);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "text/json",
    "application/problem+json",
  ])("a body of %s is 415", async (type) => {
    expect((await create("x", { "content-type": type })).json()).toMatchObject({
      status: 415,
      code: "unsupported_media_type",
    });
  });

  test("a body of no type is 415, a charset is fine", async () => {
    const untyped = await app.inject({
      method: "POST",
      url: "/api/books",
      payload: "x",
      headers: { "x-reader": "ann" },
    });
    expect(untyped.statusCode).toBe(415);
    expect(
      (await create('{"title":"x"}', { "content-type": "application/json; charset=utf-8" })).statusCode,
    ).toBe(201);
  });

  test("a body over the limit is 413", async () => {
    await using small = await serveLibrary({ server: { bodyLimit: 100 } });
    const response = await small.inject({
      method: "POST",
      url: "/api/books",
      payload: { title: "x".repeat(200) },
    });
    expect(response.json()).toMatchObject({ status: 413, code: "payload_too_large" });
  });

  test("200,000 nested lists are refused, wherever they stand", async () => {
    const nested = "[".repeat(200_000) + "]".repeat(200_000);
    expect((await create(nested)).statusCode).toBe(400);
    expect((await create(`{"title":${nested}}`)).statusCode).toBe(400);
    expect((await create(`{"title":"x","more":${nested}}`)).statusCode).toBe(400);
    const objects = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    expect((await create(objects)).statusCode).toBe(400);
  });
});
