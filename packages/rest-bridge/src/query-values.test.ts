import { afterAll, describe, expect, test } from "vitest";
import { answerOf, serveLibrary } from "./library.fixture.ts";

const app = await serveLibrary();
afterAll(() => app.close());

async function search(query: string) {
  const response = await app.inject({ url: `/api/books/search?${query}` });
  return { statusCode: response.statusCode, ...answerOf(response) };
}

describe("query values become what the schema expects", () => {
  test.each([
    ["inPrint=false", { inPrint: false }],
    ["inPrint=true", { inPrint: true }],
    ["limit=100", { limit: 100 }],
    ["minPrice=-0.5", { minPrice: -0.5 }],
    ["tags=a", { tags: ["a"] }],
    ["tags=a&tags=b", { tags: ["a", "b"] }],
    ["tags=1", { tags: ["1"] }],
    ["years=1965&years=2027", { years: [1965, 2027] }],
    ["since=2027-06-14T10:00:00%2B02:00", { since: "2027-06-14T08:00:00.000Z" }],
    ["since=2027-06-14T10:00:00+02:00", { since: "2027-06-14T08:00:00.000Z" }],
    ["shelf=4", { shelf: 4 }],
    ["shelf=any", { shelf: "any" }],
    ["binding=hard", { binding: "hard" }],
    ["pages=12345678901234567890", { pages: "12345678901234567890" }],
    ["loose=7", { loose: 7 }],
    ["cursor=5", { cursor: "5" }],
    ["cursor=a%2Bb%26c%3D%C3%9F", { cursor: "a+b&c=ß" }],
  ])("%s", async (query, given) => {
    expect(await search(query)).toEqual({ statusCode: 200, errors: [], given: { limit: 20, ...given } });
  });
});

describe("what does not fit is refused, at its pointer", () => {
  test.each([
    ["limit=Infinity", "/limit"],
    ["limit=-Infinity", "/limit"],
    ["limit=NaN", "/limit"],
    ["limit=1e2", "/limit"],
    ["limit=1e400", "/limit"],
    ["limit=0x10", "/limit"],
    ["limit=", "/limit"],
    ["limit=%205", "/limit"],
    ["limit=5&limit=6", "/limit"],
    ["limit=05", "/limit"],
    ["limit=0", "/limit"],
    ["limit=-1", "/limit"],
    ["limit=1000000000", "/limit"],
    ["limit=1.5", "/limit"],
    ["limit=[7]", "/limit"],
    ["limit=5%00", "/limit"],
    ["minPrice=1e400", "/minPrice"],
    [`minPrice=${"9".repeat(400)}.5`, "/minPrice"],
    ["years=9007199254740993", "/years/0"],
    ["years=1965&years=x", "/years/1"],
    ["inPrint=False", "/inPrint"],
    ["inPrint=0", "/inPrint"],
    ["inPrint=", "/inPrint"],
    ["inPrint=no", "/inPrint"],
    ["inPrint=true&inPrint=true", "/inPrint"],
    ["since=null", "/since"],
    ["since=0", "/since"],
    ["since=2027-06-14", "/since"],
    ["since=2027-02-30T00:00:00Z", "/since"],
    ["shelf=0x10", "/shelf"],
    ["binding=HARD", "/binding"],
    ["pages=1.0", "/pages"],
    ["loose=0x10", "/loose"],
    ["loose=", "/loose"],
    ["loose=true", "/loose"],
    ["cursor=a&cursor=b", "/cursor"],
    ["cursor[]=a", "/query/cursor[]"],
    ["__proto__=1", "/query/__proto__"],
    ["constructor=1", "/query/constructor"],
    ["nope=1", "/query/nope"],
    ["a/b~c=1", "/query/a~1b~0c"],
    ["Limit=5", "/query/Limit"],
  ])("%s", async (query, pointer) => {
    const answer = await search(query);
    expect(answer).toMatchObject({ statusCode: 400, code: "invalid_input" });
    expect(answer.errors.map((error) => error.pointer)).toContain(pointer);
  });

  test("on writes too, unless the meta lists it", async () => {
    const payload = { bookId: "dune", dueAt: "2027-06-14T08:00:00Z" };
    const refused = await app.inject({ method: "POST", url: "/api/loans?bookId=dune", payload });
    expect(answerOf(refused).errors).toEqual([
      { pointer: "/query/bookId", code: "unknown_parameter", message: "Unknown query parameter" },
    ]);
    const accepted = await app.inject({ method: "POST", url: "/api/loans?dryRun=true", payload });
    expect(answerOf(accepted).given?.["dryRun"]).toBe(true);
    const inBody = await app.inject({
      method: "POST",
      url: "/api/loans",
      payload: { ...payload, dryRun: true },
    });
    expect(answerOf(inBody).errors).toMatchObject([{ pointer: "/dryRun", code: "unrecognized_keys" }]);
  });
});

describe("path parameters", () => {
  test.each([
    ["a%2Fb", "a/b"],
    ["%2525", "%25"],
    ["J%C3%BCrgen%20B", "Jürgen B"],
    ["a+b", "a+b"],
    ["..%2F..%2Fetc", "../../etc"],
  ])("%s is decoded once", async (raw, decoded) => {
    expect(answerOf(await app.inject({ url: `/api/books/${raw}` })).id).toBe(decoded);
  });

  test("may be repeated in the body, but not differ", async () => {
    const touch = (bookId: string) =>
      app.inject({ method: "POST", url: "/api/books/dune/touch", payload: { bookId } });
    expect((await touch("dune")).statusCode).toBe(200);
    const refused = await touch("emma");
    expect(refused.statusCode).toBe(400);
    expect(answerOf(refused).errors).toMatchObject([{ pointer: "/bookId", code: "conflicting_values" }]);
  });

  test("a fixed path wins over a parameter, whatever the order of definition", async () => {
    expect((await app.inject({ url: "/api/loans/count" })).json()).toBe(7);
    expect((await app.inject({ url: "/api/loans/l1" })).json()).toMatchObject({ id: "l1" });
  });

  test("a trailing slash is another path", async () => {
    expect((await app.inject({ url: "/api/books/" })).statusCode).toBe(404);
    expect((await app.inject({ url: "/api/loans/count/" })).statusCode).toBe(404);
  });
});
