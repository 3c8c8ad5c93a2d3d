import type { BeginUpload, BegunUpload } from "@salon/contracts";
import { audit } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { timeIn } from "../salon/index.ts";
import { subjectOf } from "./audited.ts";
import { expectRoom } from "./expect-room.ts";
import { openOwner } from "./open-owner.ts";
import { factsOf } from "./present.ts";
import { insertFile } from "./queries.ts";
import { arrivalOf, LIMITS } from "./rules.ts";

const MINUTES = 15;

/** Tells where the bytes of a file go, as a store of its own or this server takes them. Throws `payload_too_large`, `limit_reached`. */
export async function beginUpload(ctx: Ctx, input: BeginUpload): Promise<BegunUpload> {
  const { purpose, name, sizeBytes } = input;
  return ctx.transact(async (tx) => {
    const owner = await openOwner(ctx, tx, input);
    if (sizeBytes > LIMITS[purpose].mostBytes)
      throw new DomainError(
        "payload_too_large",
        `At most ${LIMITS[purpose].mostBytes} bytes for a ${purpose}.`,
      );
    await expectRoom(tx, purpose, owner, sizeBytes);
    const file = await insertFile(tx, { ...owner, id: newId(), purpose, name, sizeBytes });
    await audit(ctx, tx, { action: "file.begun", ...subjectOf(file), before: null, after: factsOf(file) });
    const expiresAt = new Date((await timeIn({ testNow: null }, tx)).getTime() + MINUTES * 60_000);
    const target = await ctx.files.directUpload?.(arrivalOf(file.id), sizeBytes, MINUTES);
    const upload = target ?? { url: ownUrl(ctx, file.id, expiresAt), headers: {} };
    return { fileId: file.id, upload: { ...upload, method: "PUT" as const, expiresAt } };
  });
}

function ownUrl({ links, settings }: Ctx, id: string, expiresAt: Date): string {
  const expires = expiresAt.getTime();
  const signature = links.sign("upload", `${id}:${expires}`);
  return `${settings.publicUrl}/api/v1/files/${id}/content?expires=${expires}&signature=${signature}`;
}
