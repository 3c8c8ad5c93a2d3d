import { copyFile, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileStore, Staged } from "@salon/core";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { openBucket } from "./bucket.ts";
import type { BucketConfig } from "./bucket.ts";
import { refuseFull } from "./full.ts";
import { openStaging } from "./staging.ts";

export type StoreConfig = {
  readonly dataDir: string;
  /** Null: files lie below the folder of data. */
  readonly bucket: BucketConfig | null;
};

/** Files on the local disk, or in a bucket where one is named; what is being received is on the local disk always. */
export async function openFileStore({ dataDir, bucket }: StoreConfig): Promise<FileStore> {
  const folder = join(dataDir, "files");
  const { disk, directUpload, read } = bucket ? openBucket(bucket) : openFolder(folder);
  const copy = bucket ? copyInto(disk) : copyBelow(folder);
  const stage = await openStaging(join(dataDir, "incoming"));
  return {
    stage,
    directUpload,
    write: (key, bytes, contentType) =>
      whole(disk, key, async () =>
        bytes instanceof Uint8Array ? disk.put(key, bytes, { contentType }) : copy(key, bytes, contentType),
      ),
    read,
    remove: (key) => disk.deleteAll(`${key}/`),
    removeOne: (key) => disk.delete(key),
    list: () => topOf(disk),
  };
}

function openFolder(location: string) {
  const read: FileStore["read"] = async (key, range) => {
    const file = await open(join(location, key)).catch(nothingWhereAbsent);
    return file?.createReadStream(range);
  };
  return { disk: new Disk(new FSDriver({ location, visibility: "private" })), directUpload: null, read };
}

/** What is not there is no failure. */
function nothingWhereAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

type Copy = (key: string, staged: Staged, contentType: string) => Promise<void>;

const copyInto =
  (disk: Disk): Copy =>
  (key, { path, sizeBytes }, contentType) =>
    disk.copyFromFs(path, key, { contentType, contentLength: sizeBytes });

/** A stream that is written to a full disk does not say so; a copy does. */
function copyBelow(folder: string): Copy {
  return async (key, { path }) => {
    const target = join(folder, key);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, target);
  };
}

/** What could not be written whole is not there at all. */
async function whole(disk: Disk, key: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    await disk.delete(key).catch(() => undefined);
    throw refuseFull(error);
  }
}

async function* topOf(disk: Disk): AsyncGenerator<readonly string[]> {
  let paginationToken: string | undefined;
  do {
    const next = paginationToken === undefined ? {} : { paginationToken };
    const page = await disk.listAll("/", { recursive: true, ...next });
    const keys = [...page.objects].map((one) => (one.isFile ? one.key : one.name));
    yield [...new Set(keys.map((key) => key.split("/", 1)[0] ?? key))];
    ({ paginationToken } = page);
  } while (paginationToken !== undefined);
}
