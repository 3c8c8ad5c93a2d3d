import { randomUUIDv7 } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mail, Mailer } from "@salon/core";

export type OutboxMail = Mail & { readonly id: string; readonly sentAt: string };

export type Outbox = Mailer & {
  /** Newest first. */
  readonly list: (limit: number) => Promise<OutboxMail[]>;
};

/** Development's mails: one JSON file each, sent to nobody. */
export function openOutbox(dataDir: string): Outbox {
  const folder = join(dataDir, "outbox");
  let count = 0;
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true });
      const id = randomUUIDv7();
      const sentAt = new Date().toISOString();
      const sent: OutboxMail = { id, sentAt, ...mail };
      // Names sort in the order of sending, also within a millisecond.
      count += 1;
      const path = join(folder, `${sentAt.replaceAll(":", "")}-${String(count).padStart(6, "0")}-${id}`);
      // A reader never meets half a mail.
      await writeFile(`${path}.part`, JSON.stringify(sent, null, 2), { mode: 0o600 });
      await rename(`${path}.part`, `${path}.json`);
    },
    async list(limit) {
      const names = await readdir(folder).catch(() => []);
      const newest = names
        .filter((name) => name.endsWith(".json"))
        .sort()
        .toReversed()
        .slice(0, limit);
      return Promise.all(
        newest.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as OutboxMail),
      );
    },
  };
}
