import { afterAll, describe, expect, test } from "vitest";
import { answerOf, serveLibrary } from "./library.fixture.ts";

const app = await serveLibrary();
afterAll(() => app.close());
const monday = "2027-06-14T08:00:00.000Z";

async function borrow(more: Record<string, unknown>) {
  const response = await app.inject({
    method: "POST",
    url: "/api/loans",
    payload: { bookId: "dune", dueAt: monday, ...more },
  });
  return { statusCode: response.statusCode, ...answerOf(response) };
}

/** Answers what became a Date on the way in: the procedure gives its input back, and only Dates are cut to milliseconds. */
const precise = "2027-06-14T10:00:00.000000+02:00";

describe("date-times in bodies become Dates where the schema has one", () => {
  test.each([
    ["a field", { dueAt: precise }, { dueAt: monday }],
    ["a nullable field with a default", { remindAt: precise }, { remindAt: monday }],
    [
      "an object in a list",
      { notes: [{ at: precise, text: precise }] },
      { notes: [{ at: monday, text: precise }] },
    ],
    ["a record", { holds: { ann: precise } }, { holds: { ann: monday } }],
    [
      "the option that a discriminator names",
      { repeat: { kind: "once", at: precise } },
      { repeat: { kind: "once", at: monday } },
    ],
    [
      "not the other option",
      { repeat: { kind: "label", at: precise } },
      { repeat: { kind: "label", at: precise } },
    ],
    ["the option of a union that fits", { when: { on: precise } }, { when: { on: monday } }],
    [
      "not the option that fits in all but one key",
      { when: { on: precise, roughly: true } },
      { when: { on: precise, roughly: true } },
    ],
    ["not the option that has text", { when: { label: precise } }, { when: { label: precise } }],
  ])("%s", async (_, more, given) => {
    expect(await borrow(more)).toMatchObject({ statusCode: 200, given });
  });

  test("a bare list as input", async () => {
    expect(
      (await app.inject({ method: "POST", url: "/api/loans/import", payload: [precise, precise] })).json(),
    ).toBe(2);
  });
});

describe("null stays null", () => {
  test("where the schema allows it", async () => {
    expect(await borrow({ remindAt: null })).toMatchObject({ statusCode: 200, given: { remindAt: null } });
  });

  test.each([
    ["dueAt", null],
    ["dueAt", 0],
    ["dueAt", "1970"],
    ["dueAt", ""],
    ["dueAt", "2027-02-30T00:00:00Z"],
    ["dueAt", true],
    ["dueAt", [precise]],
  ])("and %s: %j fails", async (name, value) => {
    const answer = await borrow({ [name]: value });
    expect(answer.statusCode).toBe(400);
    expect(answer.errors).toMatchObject([{ pointer: "/dueAt", code: "invalid_type" }]);
  });
});

describe("unknown keys", () => {
  test("of a strict schema are refused", async () => {
    expect((await borrow({ status: "completed" })).errors).toEqual([
      { pointer: "/status", code: "unrecognized_keys", message: "Unrecognized key" },
    ]);
  });

  test("of a schema that would drop them are refused too, at the top and below", async () => {
    const touched = await app.inject({
      method: "POST",
      url: "/api/books/dune/touch",
      payload: { role: "owner" },
    });
    expect(answerOf(touched).errors).toMatchObject([{ pointer: "/role", code: "unrecognized_keys" }]);
    expect((await borrow({ notes: [{ at: monday, text: "", zip: 1 }] })).errors).toMatchObject([
      { pointer: "/notes/0/zip" },
    ]);
  });
});

describe("bodies", () => {
  test.each([["5"], ['"text"'], ["null"], ["true"], ["[]"], ["[7]"]])("%s is no object", async (payload) => {
    const response = await app.inject({
      method: "POST",
      url: "/api/loans",
      payload,
      headers: { "content-type": "application/json" },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: "invalid_input",
      errors: [{ pointer: "", code: "invalid_type" }],
    });
  });

  test("may be empty where nothing in them is required", async () => {
    const url = "/api/books/dune/touch";
    expect((await app.inject({ method: "POST", url })).json()).toEqual({ by: "nobody" });
    expect(
      (await app.inject({ method: "POST", url, headers: { "content-type": "application/json" } })).json(),
    ).toEqual({ by: "nobody" });
    expect(answerOf(await app.inject({ method: "POST", url: "/api/loans" })).errors).toMatchObject([
      { pointer: "/bookId" },
      { pointer: "/dueAt" },
    ]);
  });

  test("are not taken by DELETE", async () => {
    const remove = (payload: object) =>
      app.inject({ method: "DELETE", url: "/api/books/dune", payload, headers: { "x-reader": "ann" } });
    expect(answerOf(await remove({ bookId: "dune" })).errors).toMatchObject([{ code: "unexpected_body" }]);
    expect((await remove({})).statusCode).toBe(204);
  });

  test("are not coerced", async () => {
    const response = await app.inject({
      method: "POST",
      url: "/api/books",
      payload: { title: 5 },
      headers: { "x-reader": "ann" },
    });
    expect(answerOf(response).errors).toMatchObject([{ pointer: "/title", code: "invalid_type" }]);
  });
});
