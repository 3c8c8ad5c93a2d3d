import { afterAll, describe, expect, test } from "vitest";
import { answerOf, serveLibrary } from "./library.fixture.ts";

const app = await serveLibrary();
afterAll(() => app.close());
const ann = { "x-reader": "ann" };

describe("statuses", () => {
  test("what was made is 201 with its Location and ETag", async () => {
    const response = await app.inject({
      method: "POST",
      url: "/api/books",
      payload: { title: "Emma" },
      headers: ann,
    });
    expect(response.statusCode).toBe(201);
    expect(response.headers).toMatchObject({
      location: "/api/books/new",
      etag: '"1"',
      "content-type": "application/json; charset=utf-8",
    });
    expect(response.json()).toEqual({
      id: "new",
      title: "Emma",
      version: 1,
      publishedAt: "1965-08-01T00:00:00.000Z",
    });
  });

  test("nothing to say is 204 without a body", async () => {
    const response = await app.inject({ method: "DELETE", url: "/api/books/dune", headers: ann });
    expect(response).toMatchObject({ statusCode: 204, body: "" });
    expect(response.headers).not.toHaveProperty("content-type");
  });

  test("what is meant to be kept is a file of that name", async () => {
    const { headers } = await app.inject({ url: "/api/books/changes" });
    expect(headers["content-disposition"]).toBe('attachment; filename="changes.json"');
    const { headers: others } = await app.inject({ url: "/api/books/dune" });
    expect(others).not.toHaveProperty("content-disposition");
  });

  test("a text is answered as it is, under its own media type, and with a tag", async () => {
    const url = "/api/books/poem.txt";
    const response = await app.inject({ url });
    expect(response).toMatchObject({ statusCode: 200, body: 'No "quotes" are added\r\n' });
    expect(response.headers["content-type"]).toBe("text/plain; charset=utf-8");
    const tag = String(response.headers["etag"]);
    const again = await app.inject({ url, headers: { "if-none-match": tag } });
    expect(again).toMatchObject({ statusCode: 304, body: "" });
    const refused = await app.inject({ url: `${url}?lines=many` });
    expect(refused.headers["content-type"]).toContain("application/problem+json");
  });

  test("HEAD answers as GET does, without the body", async () => {
    const [head, get] = await Promise.all([
      app.inject({ method: "HEAD", url: "/api/books/dune" }),
      app.inject({ url: "/api/books/dune" }),
    ]);
    expect(head).toMatchObject({ statusCode: 200, body: "" });
    expect(head.headers).toMatchObject({
      etag: get.headers["etag"],
      "content-length": get.headers["content-length"],
    });
  });

  test("keys that the output schema does not have never leave", async () => {
    const response = await app.inject({
      method: "POST",
      url: "/api/books/dune/touch",
      payload: { by: "ann" },
    });
    expect(response.body).toBe('{"by":"ann"}');
  });
});

describe("versions", () => {
  const rename = (ifMatch: string, payload: object = { title: "Dune II" }) =>
    app.inject({
      method: "PATCH",
      url: "/api/books/dune",
      payload,
      headers: { ...ann, "if-match": ifMatch },
    });

  test("If-Match with the current one goes through and answers the next", async () => {
    const response = await rename('"3"');
    expect(response.statusCode).toBe(200);
    expect(response.headers["etag"]).toBe('"4"');
  });

  test("a stale one is the procedure's refusal", async () => {
    expect((await rename('"2"')).statusCode).toBe(412);
  });

  test("* asks for none", async () => {
    expect((await rename("*")).statusCode).toBe(200);
  });

  test.each(["3", 'W/"3"', '"x"', '"3", "4"', '"-1"', '"1e3"', '"03"', '"99999999999999999999"', ""])(
    "%j is malformed",
    async (ifMatch) => {
      const response = await rename(ifMatch);
      expect(response.statusCode).toBe(400);
      expect(answerOf(response).errors).toMatchObject([
        { pointer: "/header/If-Match", code: "malformed_if_match" },
      ]);
    },
  );

  test("the field itself is not taken from a body", async () => {
    expect(answerOf(await rename('"3"', { title: "x", ifVersion: 3 })).errors).toMatchObject([
      { pointer: "/ifVersion" },
    ]);
  });
});

describe("conditional reads", () => {
  test.each(["/api/books/dune", "/api/books", "/api/loans/count"])(
    "%s is 304 to who holds it",
    async (url) => {
      const { headers } = await app.inject({ url });
      const again = await app.inject({ url, headers: { "if-none-match": `"other", ${headers["etag"]}` } });
      expect(again).toMatchObject({ statusCode: 304, body: "" });
      expect(again.headers["etag"]).toBe(headers["etag"]);
      expect((await app.inject({ url, headers: { "if-none-match": "*" } })).statusCode).toBe(304);
      expect((await app.inject({ url, headers: { "if-none-match": '"other"' } })).statusCode).toBe(200);
    },
  );

  test("a body without a version has the tag of its content", async () => {
    const tags = await Promise.all(
      ["a", "a", "b"].map(async (id) => (await app.inject({ url: `/api/loans/${id}` })).headers["etag"]),
    );
    expect(tags[0]).toMatch(/^W\/"[\w-]{27}"$/);
    expect(tags[1]).toBe(tags[0]);
    expect(tags[2]).not.toBe(tags[0]);
  });
});

describe("pages", () => {
  test("name the next one by the field that the operation takes its cursor from", async () => {
    const { headers } = await app.inject({ url: "/api/books/changes?after=6" });
    expect(headers["link"]).toBe('</api/books/changes?after=7>; rel="next"');
  });

  test("name the next one, with the query as it was", async () => {
    const { headers } = await app.inject({ url: "/api/books?limit=5&cursor=a%2Fb" });
    expect(headers["link"]).toBe('</api/books?limit=5&cursor=b+c%26d>; rel="next"');
  });

  test("but not after the last", async () => {
    expect((await app.inject({ url: "/api/books?cursor=last" })).headers).not.toHaveProperty("link");
  });
});

describe("lifetime", () => {
  test("a deprecated operation says so and when it goes", async () => {
    const { headers } = await app.inject({ url: "/api/loans/l1" });
    expect(headers).toMatchObject({ deprecation: "@1798761600", sunset: "Thu, 01 Jul 2027 00:00:00 GMT" });
  });
});

describe("routes", () => {
  test("are Fastify's own, so that hooks, metrics and limits see each of them", async () => {
    const seen: string[] = [];
    await using watched = await serveLibrary({
      createContext: (req) => {
        seen.push(`${req.method} ${req.routeOptions.url}`);
        return { reader: "ann" };
      },
    });
    await watched.inject({ url: "/api/books/dune" });
    expect(seen).toEqual(["GET /api/books/:bookId"]);
  });

  test("the application may add headers to what succeeded", async () => {
    await using named = await serveLibrary({
      onResult: (reply, ctx) => void reply.header("x-for", ctx.reader),
    });
    expect((await named.inject({ url: "/api/books", headers: ann })).headers["x-for"]).toBe("ann");
  });
});
