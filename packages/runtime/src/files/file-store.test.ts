import { once } from "node:events";
import type { ReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { FileStore } from "@salon/core";
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFileStore } from "./file-store.ts";

const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

let dataDir: string;
let bucketServer: S3rver;
let endpoint: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "salon-store-"));
  bucketServer = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: join(dataDir, "s3"),
    // It computes other signatures than the SDK for what is signed in headers; how they look it judges all the same.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: "salon", configs: [] }],
  });
  const { port } = await bucketServer.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await bucketServer.close();
  await rm(dataDir, { recursive: true, force: true });
});

const STORES: Readonly<Record<string, () => Promise<FileStore>>> = {
  "a folder": () => openFileStore({ dataDir, bucket: null }),
  "a bucket": () =>
    openFileStore({ dataDir, bucket: { endpoint, region: "us-east-1", bucket: "salon", ...KEYS } }),
};

describe.each(Object.entries(STORES))("%s", (_, open) => {
  test("gives back what was written, whole or in part, and nothing once it is removed", async () => {
    const store = await open();
    await store.write("a/1/320", Buffer.from("hello there"), "text/plain");
    await using staged = await store.stage(
      Readable.from([Buffer.from("from a "), Buffer.from("stream")]),
      100,
    );
    await store.write("a/1/original", staged, "text/plain");
    await store.write("b/1/320", Buffer.from("another"), "text/plain");
    expect(await textOf(store, "a/1/320")).toBe("hello there");
    expect(await textOf(store, "a/1/original")).toBe("from a stream");
    expect(await textOf(store, "a/1/320", { start: 6, end: 8 })).toBe("the");
    const names = [];
    for await (const some of store.list()) names.push(...some);
    expect(names.toSorted()).toEqual(["a", "b"]);
    await store.remove("a");
    expect(await store.read("a/1/320")).toBeUndefined();
    expect(await store.read("a/1/original")).toBeUndefined();
    expect(await textOf(store, "b/1/320")).toBe("another");
    await store.removeOne("b/1/320");
    expect(await store.read("b/1/320")).toBeUndefined();
  });
});

test("of a part no more is read than the part, from a folder and from a bucket", async () => {
  const [large, part] = [Buffer.alloc(8_000_000, "salon"), { start: 7_000_001, end: 7_000_100 }];
  await using counted = await countingWay(Number(new URL(endpoint).port));
  const folder = await openFileStore({ dataDir, bucket: null });
  const bucket = { endpoint: counted.url, region: "us-east-1", bucket: "salon", ...KEYS };
  const stores = [folder, await openFileStore({ dataDir, bucket })];
  for (const store of stores) await store.write("large/1", large, "text/plain");
  const inFolder = (await folder.read("large/1", part)) as ReadStream;
  expect(await buffer(inFolder)).toEqual(large.subarray(part.start, part.end + 1));
  expect(inFolder.bytesRead).toBe(100);
  const before = counted.bytes();
  expect(await textOf(stores[1] ?? folder, "large/1", part)).toBe(
    large.toString("latin1", part.start, part.end + 1),
  );
  expect(counted.bytes() - before).toBeLessThan(2_000);
});

/** A way to a port of this machine that counts what comes back. */
async function countingWay(port: number) {
  let bytes = 0;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    far.on("data", (chunk) => (bytes += chunk.length));
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test("a bucket takes an upload directly", async () => {
  const store = await STORES["a bucket"]?.();
  const target = await store?.directUpload?.("c/arrived", 5, 15);
  const sent = await fetch(target?.url ?? "", { method: "PUT", body: "bytes" });
  expect(sent.status).toBe(200);
  expect(store && (await textOf(store, "c/arrived"))).toBe("bytes");
});

test("what is longer than it may be, or breaks off, leaves nothing behind", async () => {
  const store = await openFileStore({ dataDir, bucket: null });
  await expect(store.stage(Readable.from([Buffer.alloc(11)]), 10)).rejects.toMatchObject({
    reason: "payload_too_large",
  });
  async function* breaking() {
    yield Buffer.alloc(5);
    throw new Error("gone");
  }
  await expect(store.stage(Readable.from(breaking()), 10)).rejects.toThrow("gone");
  expect(await readdir(join(dataDir, "incoming"))).toEqual([]);
});

async function textOf(
  store: FileStore,
  key: string,
  range?: { start: number; end: number },
): Promise<string> {
  const bytes = await store.read(key, range);
  return bytes ? String(await buffer(bytes)) : "nothing";
}
