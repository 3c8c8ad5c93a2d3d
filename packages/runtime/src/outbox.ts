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
  const write = async (id: string, mail: Mail) => {
    const sentAt = new Date().toISOString();
    const sent: OutboxMail = { ...mail, id, sentAt };
    // Names sort in the order of sending, also within a millisecond.
    count += 1;
    const path = join(folder, `${sentAt.replaceAll(":", "")}-${String(count).padStart(6, "0")}-${id}`);
    // A reader never meets half a mail.
    await writeFile(`${path}.part`, JSON.stringify(sent, null, 2), { mode: 0o600 });
    await rename(`${path}.part`, `${path}.json`);
  };
  return {
    async send(mail, handOver) {
      await mkdir(folder, { recursive: true });
      const id = mail.id ?? randomUUIDv7();
      if (mail.id === undefined || !(await isThere(folder, id))) await write(id, mail);
      await handOver?.(() => undefined);
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

/** Whoever sends a mail again, not knowing whether it went out, finds it here. */
async function isThere(folder: string, id: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => name.endsWith(`-${id}.json`));
}
