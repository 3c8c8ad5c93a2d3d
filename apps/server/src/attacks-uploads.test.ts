import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";
import { bombOf } from "./testing/pixel-bomb.ts";
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

const ascii = (words: string) => Buffer.from(words, "latin1");
const HTML = ascii("<!doctype html><script>alert(1)</script>");
const SVG = ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const GIF = ascii("GIF89a/*\x01\x00\x01\x00*/=1;alert(1);//<script>alert(1)</script>");

/** A JPEG whose first segment, a comment, is the beginning of something else. */
const disguised = (jpeg: Buffer, inside: string) => {
  const comment = ascii(inside);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), ascii("\xff\xfe"), length, comment, jpeg.subarray(2)]);
};

type Case = readonly [
  what: string,
  purpose: string,
  make: () => Promise<Buffer> | Buffer,
  name: string,
  status: number,
  code: string,
];

const HOSTILE: readonly Case[] = [
  ["HTML", "salon_photo", () => HTML, "photo.jpg", 415, "unsupported_media_type"],
  ["SVG with a script", "salon_photo", () => SVG, "photo.jpg", 415, "unsupported_media_type"],
  ["a GIF that is a script", "salon_photo", () => GIF, "photo.gif", 415, "unsupported_media_type"],
  ["HTML as a document", "document", () => HTML, "bill.pdf", 415, "unsupported_media_type"],
  ["a text", "document", () => ascii("nothing of interest"), "note.txt", 415, "unsupported_media_type"],
  [
    "a program",
    "document",
    () => ascii("\x7fELF\x02\x01\x01".padEnd(200, "\0")),
    "bill.pdf",
    415,
    "unsupported_media_type",
  ],
  ["a PDF as a photo", "salon_photo", () => pdf(), "photo.jpg", 415, "unsupported_media_type"],
  [
    "a JPEG that is a PDF too",
    "salon_photo",
    async () => disguised(await photo(60, 40), "%PDF-1.7\n1 0 obj"),
    "photo.jpg",
    415,
    "unsupported_media_type",
  ],
  [
    "a JPEG that is a page too",
    "document",
    async () => disguised(await photo(60, 40), "<html><script>1</script>"),
    "photo.jpg",
    415,
    "unsupported_media_type",
  ],
  [
    "a page that is a PDF too",
    "document",
    () => Buffer.concat([HTML, pdf()]),
    "bill.pdf",
    415,
    "unsupported_media_type",
  ],
  [
    "a PDF that is cut off",
    "document",
    () => pdf().subarray(0, 60),
    "bill.pdf",
    415,
    "unsupported_media_type",
  ],
  [
    "16,000 by 16,000 pixels in 31 kB",
    "salon_photo",
    () => bombOf(16_000),
    "photo.png",
    400,
    "invalid_input",
  ],
  [
    "a JPEG that is cut off",
    "salon_photo",
    async () => {
      const whole = await photo(800, 600);
      return whole.subarray(0, whole.length / 2);
    },
    "photo.jpg",
    400,
    "invalid_input",
  ],
  [
    "a PNG with a damaged heart",
    "salon_photo",
    async () =>
      damaged(
        await sharp(await photo(80, 60))
          .png()
          .toBuffer(),
      ),
    "photo.png",
    400,
    "invalid_input",
  ],
  [
    "more bytes than there may be",
    "salon_photo",
    async () => Buffer.concat([await photo(80, 60), Buffer.alloc(15_000_000)]),
    "photo.jpg",
    413,
    "payload_too_large",
  ],
  ["nothing", "salon_photo", () => Buffer.alloc(0), "photo.jpg", 415, "unsupported_media_type"],
  [
    "a name of 300 characters",
    "salon_photo",
    () => photo(60, 40),
    `${"a".repeat(296)}.jpg`,
    400,
    "invalid_input",
  ],
  ["a name that climbs", "salon_photo", () => photo(60, 40), "../../etc/passwd", 400, "invalid_input"],
  ["a name with a backslash", "salon_photo", () => photo(60, 40), "..\\boot.ini", 400, "invalid_input"],
  ["a name with NUL", "salon_photo", () => photo(60, 40), "photo.jpg\0.exe", 400, "invalid_input"],
  [
    "a name that reads from the right",
    "salon_photo",
    () => photo(60, 40),
    "photo\u202Egpj.exe",
    400,
    "invalid_input",
  ],
  ["a purpose that is none", "malware", () => photo(60, 40), "photo.jpg", 400, "invalid_input"],
  ["a document for a photo's owner", "user_photo", () => photo(60, 40), "photo.jpg", 400, "invalid_input"],
];

function damaged(png: Buffer): Buffer {
  const middle = Math.floor(png.length / 2);
  return Buffer.concat([png.subarray(0, middle), deflateSync("no pixels"), png.subarray(middle + 20)]);
}

test.each(HOSTILE)("%s: refused, and nothing is left", async (_, ...hostile) => {
  const [purpose, make, name, status, code] = hostile;
  const answer = await sendForm(server, olga, { purpose, salonId }, await make(), { name });
  expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  await expectNothingLeft();
});

test("a form without its end, or with a field after its file, is refused whole", async () => {
  const head = `--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nsalon_photo\r\n--x\r\ncontent-disposition: form-data; name="salonId"\r\n\r\n${salonId}\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  const jpeg = await photo(60, 40);
  const ends = [
    "",
    "\r\n--x",
    '\r\n--x\r\ncontent-disposition: form-data; name="salonId"\r\n\r\nx\r\n--x--\r\n',
  ];
  for (const end of ends) {
    const body = Buffer.concat([ascii(head), jpeg, ascii(end)]);
    const headers = {
      authorization: `Bearer ${olga.token}`,
      "content-type": "multipart/form-data; boundary=x",
    };
    const answer = await fetch(`${server.url}/api/v1/files`, { method: "POST", body, headers });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: "malformed_request" }]);
  }
  await expectNothingLeft();
});

test("who hangs up half way leaves nothing", async () => {
  const { port, hostname } = new URL(server.url);
  const socket = connect({ port: Number(port), host: hostname });
  const form = `--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nsalon_photo\r\n--x\r\ncontent-disposition: form-data; name="salonId"\r\n\r\n${salonId}\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`;
  socket.write(
    `POST /api/v1/files HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${olga.token}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 5000000\r\n\r\n${form}${"a".repeat(300_000)}`,
  );
  const incoming = join(server.config.dataDir, "incoming");
  await vi.waitFor(async () => expect(await readdir(incoming)).toHaveLength(1), { timeout: 5_000 });
  socket.destroy();
  await vi.waitFor(expectNothingLeft, { timeout: 5_000 });
  expect(await readdir(incoming)).toEqual([]);
});

test("other bodies are no forms, and forms are taken nowhere else", async () => {
  expect(await olga.rest("POST", "/files", { purpose: "salon_photo" })).toMatchObject({ status: 415 });
  const form = { "content-type": "multipart/form-data; boundary=x", authorization: `Bearer ${olga.token}` };
  for (const path of ["/api/v1/salons", "/trpc/files.upload"]) {
    const answer = await fetch(server.url + path, { method: "POST", body: "--x--", headers: form });
    expect([path, answer.status]).toEqual([path, 415]);
  }
  const json = { "content-type": "application/json", authorization: `Bearer ${olga.token}` };
  const input = {
    purpose: "salon_photo",
    salonId,
    file: { staged: { path: "/etc/passwd", sizeBytes: 1, sha256: "" }, name: "x" },
  };
  const smuggled = await fetch(`${server.url}/trpc/files.upload`, {
    method: "POST",
    body: JSON.stringify({ json: input }),
    headers: json,
  });
  expect([smuggled.status, await smuggled.text()]).toEqual([400, expect.stringContaining("invalid_input")]);
});

test("a stranger's salon takes nothing, and not a byte is read for nobody", async () => {
  const eve = await server.signUp("Eve");
  const jpeg = await photo(60, 40);
  expect(await sendForm(server, eve, { purpose: "salon_photo", salonId }, jpeg)).toMatchObject({
    status: 404,
  });
  expect(await sendForm(server, null, { purpose: "salon_photo", salonId }, jpeg)).toMatchObject({
    status: 401,
  });
  await expectNothingLeft();
});

test("of a photo nothing is kept but its pixels, upright", async () => {
  const turned = await sharp(await photo(300, 200))
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(await sharp(await photo(300, 200)).metadata()).toHaveProperty("exif");
  const eve = await server.signUp("Eve");
  const { body } = await sendForm(server, eve, { purpose: "user_photo" }, turned);
  expect(body).toMatchObject({ width: 200, height: 300 });
  const { urls } = body as { urls: Record<string, string> };
  const bytes = Buffer.from(await (await fetch(server.url + String(urls["320"]))).arrayBuffer());
  const kept = await sharp(bytes).metadata();
  expect(kept).toMatchObject({ format: "webp", width: 200, height: 300 });
  expect([kept.exif, kept.xmp, kept.iptc, kept.icc]).toEqual([undefined, undefined, undefined, undefined]);
  expect(bytes.includes("GPS")).toBe(false);
  await eve.rest("DELETE", `/files/${String(body["id"])}`);
});

test("one has twenty pictures of oneself and not one more, however many come at once", async () => {
  const eve = await server.signUp("Eve");
  const jpeg = await photo(60, 40);
  const sent = await Promise.all(
    Array.from({ length: 24 }, () => sendForm(server, eve, { purpose: "user_photo" }, jpeg)),
  );
  expect(sent.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(sent.filter(({ body }) => body["code"] === "limit_reached")).toHaveLength(4);
  const [usage] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from files where user_id = ${eve.userId} and removed_at is null`;
  expect(usage).toEqual({ count: 20 });
});

/** Neither a row nor a byte of what was refused. */
async function expectNothingLeft(): Promise<void> {
  const rows = await database.sql`select id from files where salon_id = ${salonId} and removed_at is null`;
  expect([...rows]).toEqual([]);
  for (const folder of ["incoming", "files"]) {
    const names = await readdir(join(server.config.dataDir, folder)).catch(() => []);
    const known = await database.sql<{ id: string }[]>`select id from files`;
    expect(names.filter((name) => !known.some(({ id }) => id === name))).toEqual([]);
  }
}
