import type { Readable } from "node:stream";
import { FileContent, FileName, SendBytes, UploadFile } from "@salon/contracts";
import type { StoredFile } from "@salon/contracts";
import { createCtx, expectUpload, openContent, receiveBytes } from "@salon/core";
import type { Content, Ctx, Staged } from "@salon/core";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { ApiContext } from "./api-context.ts";
import { ReceivedFile } from "./received-file.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

/** What bytes need, which are no JSON: for the server's routes. */
export const fileDoor = {
  /** How many bytes may come; asked before the first is taken. */
  async expectUpload(context: ApiContext, fields: unknown): Promise<{ readonly mostBytes: number }> {
    return expectUpload(ctxOf(context), read(UploadFile, fields));
  },
  upload(context: ApiContext, fields: unknown, staged: Staged, name: string): Promise<StoredFile> {
    const { file } = read(Named, { file: { name } });
    const received = new ReceivedFile(staged, file.name);
    return createCaller(context).files.upload({ ...read(UploadFile, fields), file: received });
  },
  receive(context: ApiContext, asked: unknown, bytes: Readable): Promise<void> {
    return receiveBytes(ctxOf(context), read(SendBytes, asked), bytes);
  },
  content(context: ApiContext, asked: unknown): Promise<Content> {
    return openContent(ctxOf(context), read(FileContent, asked));
  },
};

const Named = z.object({ file: z.object({ name: FileName }) });

const createCaller = createCallerFactory(appRouter);

function ctxOf({ deps, actor, requestId, visitor }: ApiContext): Ctx {
  return createCtx(deps, actor, { id: requestId, idempotency: null, onReplay: () => undefined, visitor });
}

/** Throws `invalid_input` as a procedure does. */
function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new TRPCError({ code: "BAD_REQUEST", cause: result.error });
}
