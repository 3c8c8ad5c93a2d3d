import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { createSystemCtx, makeAvif, removeFiles, sweepFiles } from "@salon/core";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestServer, pathOf } from "./testing.ts";
import type { Answer, Persona, TestServer } from "./testing.ts";
import { startWorkerProcess } from "./testing/server-process.ts";
import { openPhotoSalon, pdf, photo, sendForm } from "./testing/uploads.ts";

let server: TestServer;
let database: Database;
let olga: Persona;
let salonId: string;
beforeAll(async () => {
  server = await openTestServer();
  database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  ({ olga, salonId } = await openPhotoSalon(server));
});
afterAll(async () => {
  await database.close();
  await server[Symbol.asyncDispose]();
});

const fetched = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const urlsOf = ({ body }: Answer) => body["urls"] as Record<string, string>;
const idOf = ({ body }: Answer) => String(body["id"]);
const sendPhoto = async (width = 400, height = 300) =>
  sendForm(server, olga, { purpose: "salon_photo", salonId }, await photo(width, height), {
    name: "shop.jpg",
  });
const sendBill = () =>
  sendForm(server, olga, { purpose: "document", salonId }, pdf(), { name: "bill für März.pdf" });

test("a salon's photo goes up, and comes back small", async () => {
  const sent = await sendPhoto(3000, 2000);
  expect(sent).toMatchObject({
    status: 201,
    body: { width: 1920, height: 1280, name: "shop.jpg", contentType: "image/webp", inUse: false },
  });
  expect(Object.keys(urlsOf(sent)).toSorted()).toEqual(["1920", "320", "960"]);
  const small = await fetched(String(urlsOf(sent)["320"]));
  expect(small.status).toBe(200);
  expect(await sharp(await small.arrayBuffer()).metadata()).toMatchObject({
    format: "webp",
    width: 320,
    height: 213,
  });
});

test("what a salon shows is everybody's, for ever, whole or in part", async () => {
  const [one, other] = [idOf(await sendPhoto()), idOf(await sendPhoto())];
  const plain = `/api/v1/files/${one}/320`;
  expect((await fetched(plain)).status).toBe(401);
  expect(await olga.rest("PUT", `/salons/${salonId}/photos`, { fileIds: [other, one] })).toMatchObject({
    status: 200,
  });
  const { body } = await server.rest("GET", `/salons/${salonId}`);
  expect(body["photos"]).toMatchObject([{ id: other }, { id: one, urls: { "320": plain } }]);
  const whole = await fetched(plain);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const tag = whole.headers.get("etag") ?? "";
  expect(whole.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await fetched(plain, { "if-none-match": tag })).status).toBe(304);
  const part = await fetched(plain, { range: "bytes=5-9" });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 5-9/${bytes.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(5, 10));
  const last = await fetched(plain, { range: "bytes=-4" });
  expect(Buffer.from(await last.arrayBuffer())).toEqual(bytes.subarray(-4));
  expect((await fetched(plain, { range: `bytes=${bytes.length}-` })).status).toBe(416);
  expect((await fetched(plain, { range: "bytes=5-9", "if-range": '"other"' })).status).toBe(200);
  expect(await olga.rest("DELETE", `/files/${one}`)).toMatchObject({ status: 409, body: { code: "in_use" } });
  const foreign = await olga.rest("PUT", `/salons/${salonId}/photos`, { fileIds: [one, randomUUID()] });
  expect(foreign).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "/fileIds/1", code: "unknown_file" }] },
  });
});

test("moments later there is AVIF beside it, at addresses of its own", async () => {
  const sent = await sendPhoto(1000, 700);
  expect(sent.body["avifUrls"]).toEqual({});
  await makeAllAvif();
  const { body } = await olga.rest("GET", `/files/${idOf(sent)}`);
  const { "320": small = "", "1920": large } = body["avifUrls"] as Record<string, string>;
  expect(large).toBeDefined();
  const whole = await fetched(small);
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(whole.headers.get("content-type")).toBe("image/avif");
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "heif", width: 320, height: 224 });
  const webp = await fetched(String(urlsOf(sent)["320"]));
  expect(webp.headers.get("content-type")).toBe("image/webp");
  expect(webp.headers.get("etag")).not.toBe(whole.headers.get("etag"));
  const head = await fetch(server.url + small, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
  const part = await fetched(small, { range: "bytes=4-11" });
  expect([part.status, await part.text()]).toEqual([206, "ftypavif"]);
});

test("a picture that could not be made into AVIF is tried again, by whoever comes a minute later", async () => {
  await makeAllAvif();
  const id = idOf(await sendPhoto());
  const ctx = createSystemCtx(server.runtime, "makeAvif");
  const failing = { ...ctx.files, write: () => Promise.reject(new Error("no store")) };
  await expect(makeAvif({ ...ctx, files: failing })).rejects.toThrow("no store");
  expect(await makeAvif(ctx)).toBe(false);
  await database.sql`update files set avif_due_at = avif_due_at - interval '50 seconds'`;
  await makeAllAvif();
  expect((await olga.rest("GET", `/files/${id}`)).body["avifUrls"]).toHaveProperty("320");
});

test("a worker that is killed while it makes AVIF leaves the picture to another", async () => {
  await makeAllAvif();
  let id = "";
  const place = { databaseUrl: server.databaseUrl, dataDir: server.config.dataDir };
  const claimed = async () =>
    database.sql`select from files where id::text = ${id} and avif_due_at > now() and variants::text not like '%avif%'`;
  {
    await using worker = await startWorkerProcess(place, { LOG_LEVEL: "info" });
    id = idOf(await sendPhoto(4000, 3000));
    await vi.waitFor(async () => expect(await claimed()).toHaveLength(1), { timeout: 10_000, interval: 20 });
    worker.kill();
  }
  expect(await claimed()).toHaveLength(1);
  expect((await olga.rest("GET", `/files/${id}`)).body["avifUrls"]).toEqual({});
  await database.sql`update files set avif_due_at = avif_due_at - interval '50 seconds' where id = ${id}`;
  await makeAllAvif();
  expect((await olga.rest("GET", `/files/${id}`)).body["avifUrls"]).toHaveProperty("1920");
});

test("of a picture that is removed while its AVIF is made nothing is left", async () => {
  await makeAllAvif();
  const id = idOf(await sendPhoto());
  const ctx = createSystemCtx(server.runtime, "makeAvif");
  const removing = {
    ...ctx.judge,
    async makeAvif(image: Readable) {
      const made = await ctx.judge.makeAvif(image);
      await olga.rest("DELETE", `/files/${id}`);
      await removeFiles(ctx);
      return made;
    },
  };
  expect(await makeAvif({ ...ctx, judge: removing })).toBe(true);
  expect(await stored()).not.toContain(id);
});

/** As the worker does, which none runs beside these tests. */
async function makeAllAvif(): Promise<void> {
  while (await makeAvif(createSystemCtx(server.runtime, "makeAvif")));
}

async function stored(): Promise<string[]> {
  const names: string[] = [];
  for await (const some of server.runtime.files.list()) names.push(...some);
  return names;
}

test("a document is its owner's, is only downloaded, and its links end", async () => {
  const sent = await sendBill();
  const url = String(urlsOf(sent)["original"]);
  const read = await fetched(url);
  expect(Buffer.from(await read.arrayBuffer())).toEqual(pdf());
  expect(Object.fromEntries(read.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="bill f_r M_rz.pdf"; filename*=UTF-8''bill%20f%C3%BCr%20M%C3%A4rz.pdf`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "cache-control": "private, max-age=300",
  });
  const eve = await server.signUp("Eve");
  expect(await eve.rest("GET", `/files/${idOf(sent)}`)).toMatchObject({
    status: 404,
    body: { detail: "There is no such file." },
  });
  const plain = url.split("?", 1)[0] ?? "";
  for (const wrong of [
    plain,
    url.replace(/expires=\d+/, `expires=${Date.now() + 9e9}`),
    `${plain}?expires=1&signature=x`,
  ])
    expect((await fetched(wrong)).status).toBe(401);
  expect((await fetched(plain, { authorization: `Bearer ${olga.token}` })).status).toBe(200);
});

test("an upload goes to its store directly, and is judged when it is complete", async () => {
  const jpeg = await photo(500, 400);
  const { begun, put, complete } = await beginPhoto(jpeg.length);
  expect(await complete()).toMatchObject({ status: 409, body: { code: "invalid_transition" } });
  expect((await put(jpeg.subarray(1))).status).toBe(400);
  expect((await put(Buffer.concat([jpeg, jpeg]))).status).toBe(413);
  expect((await put(jpeg)).status).toBe(204);
  expect(await complete()).toMatchObject({ status: 200, body: { width: 500, height: 400 } });
  expect(await complete()).toMatchObject({ status: 200 });
  expect((await put(jpeg)).status).toBe(409);
  expect((await fetch(`${begun}x`, { method: "PUT", body: "x" })).status).toBe(400);
  const tooLarge = { purpose: "salon_photo", salonId, name: "a.jpg", sizeBytes: 16_000_000 };
  expect(await olga.rest("POST", "/files/uploads", tooLarge)).toMatchObject({ status: 413 });
});

test("a direct upload that is refused is gone at once, and counts no more", async () => {
  const { fileId, put, complete } = await beginPhoto(200);
  await put(Buffer.alloc(200));
  expect(await complete()).toMatchObject({ status: 415 });
  expect(await complete()).toMatchObject({ status: 404 });
  expect((await put(Buffer.alloc(200))).status).toBe(400);
  const counted = await database.sql`select from files where id = ${fileId} and removed_at is null`;
  expect(counted).toHaveLength(0);
  const [told] = await database.sql`
    select action from audit_log where subject_id = ${fileId} order by id desc limit 1`;
  expect(told).toEqual({ action: "file.refused" });
});

test("a photo whose bytes the store has lost is not found, and whoever operates it is told", async () => {
  const sent = await sendPhoto();
  await server.runtime.files.remove(idOf(sent));
  expect((await fetched(String(urlsOf(sent)["320"]))).status).toBe(404);
  expect(await (await fetched("/metrics")).text()).toContain("salon_files_lost_total 1");
});

async function beginPhoto(sizeBytes: number) {
  const asked = { purpose: "salon_photo", salonId, name: "a.jpg", sizeBytes };
  const { body } = await olga.rest("POST", "/files/uploads", asked);
  const { fileId, upload } = body as { fileId: string; upload: { url: string } };
  const begun = server.url + pathOf(upload.url);
  return {
    fileId,
    begun,
    put: (bytes: Buffer) => fetch(begun, { method: "PUT", body: new Uint8Array(bytes) }),
    complete: () => olga.rest("POST", `/files/${fileId}/complete`),
  };
}

test("the same upload again is the first one; other bytes under its key are refused", async () => {
  const jpeg = await photo(60, 40);
  const key = { "idempotency-key": randomUUID() };
  const send = (bytes: Buffer) =>
    sendForm(server, olga, { purpose: "salon_photo", salonId }, bytes, { headers: key });
  const [first, again, other] = [await send(jpeg), await send(jpeg), await send(await photo(61, 40))];
  expect([again.status, again.headers.get("idempotent-replayed"), idOf(again)]).toEqual([
    201,
    "true",
    idOf(first),
  ]);
  expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
});

test("a person's picture and a team member's photo are shown, one at a time", async () => {
  const picture = await sendForm(server, olga, { purpose: "user_photo" }, await photo(60, 40));
  expect(await olga.rest("PATCH", "/me", { imageId: idOf(picture) })).toMatchObject({
    body: { imageId: idOf(picture) },
  });
  const { body: bea } = await olga.rest("POST", `/salons/${salonId}/staff`, { name: "Bea" });
  const path = `/salons/${salonId}/staff/${String(bea["id"])}`;
  for (let i = 0; i < 2; i += 1) {
    const sent = await sendForm(server, olga, { purpose: "staff_photo", salonId }, await photo(60, 40));
    await olga.rest("PATCH", path, { photoId: idOf(sent) });
    expect((await server.rest("GET", path)).body).toMatchObject({ photo: { id: idOf(sent) } });
  }
  expect((await olga.rest("PATCH", path, { photoId: idOf(picture) })).status).toBe(400);
  expect((await olga.rest("PATCH", path, { photoId: null })).body).toMatchObject({ photo: null });
});

test("what is removed, what nobody shows for a day, and what no row names: its bytes go", async () => {
  const { files } = server.runtime;
  const [removed, unused, kept] = [idOf(await sendBill()), idOf(await sendPhoto()), idOf(await sendBill())];
  await files.write("01900000-0000-7000-8000-000000000000/x/320", Buffer.from("stray"), "image/webp");
  await olga.rest("DELETE", `/files/${removed}`);
  expect((await olga.rest("GET", `/files/${removed}`)).status).toBe(404);
  await database.sql`update files set created_at = now() - interval '25 hours' where id in (${unused}, ${kept})`;
  await sweepFiles(createSystemCtx(server.runtime, "sweepFiles"));
  await removeFiles(createSystemCtx(server.runtime, "removeFiles"));
  const left = new Set(await stored());
  const rows = await database.sql<
    { id: string }[]
  >`select id from files where id in (${removed}, ${unused}, ${kept})`;
  expect(rows.map(({ id }) => id)).toEqual([kept]);
  expect([removed, unused, kept, "01900000-0000-7000-8000-000000000000"].map((id) => left.has(id))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

test("with whom a person goes, their pictures go", async () => {
  const eve = await server.signUp("Eve");
  const sent = await sendForm(server, eve, { purpose: "user_photo" }, await photo(60, 40));
  await eve.rest("PATCH", "/me", { imageId: idOf(sent) });
  expect((await eve.rest("DELETE", "/me")).status).toBe(204);
  expect((await fetched(String(urlsOf(sent)["320"]))).status).toBe(401);
  await removeFiles(createSystemCtx(server.runtime, "removeFiles"));
  const rows = await database.sql`select id from files where id = ${idOf(sent)}`;
  expect([...rows]).toEqual([]);
});
