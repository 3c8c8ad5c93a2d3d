import { randomBytes, randomUUID } from "node:crypto";
import sharp from "sharp";
import type { BusySalon } from "./place.ts";
import { startProcess } from "./server-process.ts";
import { print } from "./table.ts";

const UPLOADS = 200;
const AT_ONCE = 8;
const BYTES = 5_000_000;

/** Photos of 5 MB, eight at a time: how many a second, how long one takes, and what the server needs for it. */
export async function benchUploads(salon: BusySalon): Promise<void> {
  await salon.admin`update api_keys set scopes = scopes || '{files:write}'::text[]`;
  const photo = await photoOf(BYTES);
  await using server = await startProcess("whole-server.ts", salon.url);
  await send(server.url, salon, photo);
  const [cpuBefore, memoryBefore] = [await server.cpuSeconds(), await server.peakMegabytes()];
  const began = performance.now();
  const taken = await inParallel(async () => send(server.url, salon, photo));
  const seconds = (performance.now() - began) / 1_000;
  const cpu = (await server.cpuSeconds()) - cpuBefore;
  const peak = await server.peakMegabytes();
  const at = (share: number) => `${(taken[Math.floor(taken.length * share)] ?? 0).toFixed(0)} ms`;
  print(
    `${UPLOADS} photos of ${(photo.length / 1e6).toFixed(1)} MB, ${AT_ONCE} at once`,
    ["figure", ""],
    [
      ["photos a second", (UPLOADS / seconds).toFixed(1)],
      ["MB a second", ((UPLOADS * photo.length) / 1e6 / seconds).toFixed(1)],
      ["one, median", at(0.5)],
      ["one, 99th of 100", at(0.99)],
      ["CPU of one", `${((cpu / UPLOADS) * 1_000).toFixed(0)} ms`],
      ["peak memory before", `${memoryBefore.toFixed(0)} MB`],
      ["peak memory", `${peak.toFixed(0)} MB`],
    ],
  );
}

/** Twelve million pixels with as much noise as a camera makes, filled up to the size with what a camera adds. */
async function photoOf(bytes: number): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 20 } as const;
  const pixels = sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: "#a64", noise } });
  const jpeg = await pixels.jpeg({ quality: 85 }).toBuffer();
  return jpeg.length >= bytes ? jpeg : Buffer.concat([jpeg, randomBytes(bytes - jpeg.length)]);
}

/** The times of all, shortest first. */
async function inParallel(work: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  let left = UPLOADS;
  const workers = Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) taken.push(await work());
  });
  await Promise.all(workers);
  return taken.toSorted((a, b) => a - b);
}

async function send(url: string, { salonId, apiKey }: BusySalon, photo: Buffer): Promise<number> {
  const form = new FormData();
  form.append("purpose", "salon_photo");
  form.append("salonId", salonId);
  form.append("file", new Blob([new Uint8Array(photo)]), "photo.jpg");
  const began = performance.now();
  const headers = { authorization: `Bearer ${apiKey}`, "idempotency-key": randomUUID() };
  const answer = await fetch(`${url}/api/v1/files`, { method: "POST", body: form, headers });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return performance.now() - began;
}
