import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import { openPhotoSalon, pdf, photo, sendForm } from "./testing/uploads.ts";

const folder = mkdtempSync(join(tmpdir(), "salon-full-"));
/** Whoever may not mount cannot try this. */
const isMounted = succeeds("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
afterAll(() => {
  if (isMounted) succeeds("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(isMounted)(
  "a disk of one megabyte: full, said so, nothing left, and soon taking files again",
  async () => {
    await using server = await openTestServer({ DATA_DIR: folder });
    const { olga, salonId } = await openPhotoSalon(server);
    const send = (purpose: string, bytes: Buffer) => sendForm(server, olga, { purpose, salonId }, bytes);
    const left = () => ["incoming", "files"].flatMap((name) => listed(join(folder, name)));
    const [whileReceiving, whileKeeping] = [
      Buffer.alloc(2_000_000),
      Buffer.concat([pdf(), Buffer.alloc(700_000), pdf()]),
    ];
    for (const [purpose, bytes] of [
      ["salon_photo", whileReceiving],
      ["document", whileKeeping],
    ] as const) {
      expect(await send(purpose, bytes)).toMatchObject({
        status: 503,
        body: { code: "storage_full", retryAfterSeconds: 60 },
      });
      expect(left()).toEqual([]);
    }
    expect(await send("salon_photo", await photo(60, 40))).toMatchObject({ status: 201 });
  },
);

function listed(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((one) =>
      one.isFile() ? [one.name] : [],
    );
  } catch {
    return [];
  }
}

function succeeds(command: string, given: readonly string[]): boolean {
  try {
    execFileSync(command, given, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
