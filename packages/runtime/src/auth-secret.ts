import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Development's own secret, kept so that sessions outlive a restart. */
export async function developmentSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, "auth-secret");
  await mkdir(dataDir, { recursive: true });
  // Linked when it is whole: server and worker start at once, and the second must not read half of it.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, "code") === "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, "utf8");
}
