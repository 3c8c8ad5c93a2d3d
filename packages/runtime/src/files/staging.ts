import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { WriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { DomainError } from "@salon/core";
import type { FileStore } from "@salon/core";
import { refuseFull } from "./full.ts";

/** What a process left behind when it was killed; nothing is received for longer. */
const LEFT_BEHIND_MS = 60 * 60_000;

/** Receives streams into files of a folder, counting and hashing on the way. */
export async function openStaging(folder: string): Promise<FileStore["stage"]> {
  await mkdir(folder, { recursive: true });
  await clear(folder);
  return async (bytes, mostBytes) => {
    const path = join(folder, randomUUID());
    const meter = meterOf(mostBytes);
    const remove = () => rm(path, { force: true });
    const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
    try {
      await pipeline(bytes, meter.count, file);
    } catch (error) {
      await closed(file);
      await remove();
      throw refuseFull(error);
    }
    return { path, ...meter.read(), [Symbol.asyncDispose]: remove };
  };
}

/** What breaks off at once may do so before its file is there, which comes about all the same. */
async function closed(file: WriteStream): Promise<void> {
  if (!file.closed) await new Promise((resolve) => file.once("close", resolve));
}

function meterOf(mostBytes: number) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  async function* count(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length;
      if (sizeBytes > mostBytes)
        throw new DomainError("payload_too_large", `At most ${mostBytes} bytes for this purpose.`);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { count, read: () => ({ sizeBytes, sha256: hash.digest("hex") }) };
}

async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > LEFT_BEHIND_MS) await rm(path, { force: true });
  }
}
