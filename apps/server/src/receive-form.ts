import type { Multipart, MultipartFile } from "@fastify/multipart";
import { fileDoor, problemOf, refuse } from "@salon/api";
import type { ApiContext } from "@salon/api";
import type { FastifyRequest } from "fastify";

type StoredFile = Awaited<ReturnType<typeof fileDoor.upload>>;

const LIMITS = {
  fields: 10,
  files: 1,
  parts: 11,
  fieldNameSize: 100,
  fieldSize: 200,
  headerPairs: 20,
  // Counted by purpose while it comes in; one byte more than any may have.
  fileSize: 100_000_001,
};

/** A form of fields and, after them, one file, which is on this machine's disk for as long as it takes. */
export async function receiveForm(req: FastifyRequest, context: ApiContext): Promise<StoredFile> {
  if (!req.isMultipart()) refuse("unsupported_media_type", "Send a multipart/form-data form.");
  const fields: Record<string, unknown> = {};
  const parts = req.parts({ limits: LIMITS, preservePath: true })[Symbol.asyncIterator]();
  const next = async () => {
    const { value } = (await parts.next().catch(refuseForm)) as { value: Multipart | undefined };
    return value;
  };
  for (let part = await next(); part; part = await next()) {
    if (part.type === "file") {
      endWith(req, part);
      return receiveFile(context, fields, part, next);
    }
    if (part.fieldname in fields) refuseForm();
    fields[part.fieldname] = part.value;
  }
  return refuseForm();
}

async function receiveFile(
  context: ApiContext,
  fields: unknown,
  { fieldname, file, filename }: MultipartFile,
  next: () => Promise<unknown>,
): Promise<StoredFile> {
  if (fieldname !== "file") refuseForm();
  const { deps } = context;
  const { mostBytes } = await fileDoor.expectUpload(context, fields);
  await using staged = await deps.files.stage(file, mostBytes).catch(refuseBroken);
  // The form must come to its end: what was cut off is no whole file, and a field that follows is not read.
  if (await next()) refuseForm();
  return await fileDoor.upload(context, fields, staged, filename);
}

/** Who hangs up half way sends no more: nobody tells the file so but us. */
function endWith({ raw }: FastifyRequest, { file }: MultipartFile): void {
  raw.once("close", () => {
    if (!raw.complete) file.destroy(new Error("The form broke off"));
  });
}

/** What the parser says of a form that has no end; a refusal of ours, and what a disk says, stay what they are. */
function refuseBroken(error: unknown): never {
  const isOurs = problemOf(error).status !== 500 || (error instanceof Error && "code" in error);
  if (isOurs) throw error;
  return refuseForm();
}

/** What is no form, or no such form. */
function refuseForm(error?: unknown): never {
  if (error instanceof Error && "statusCode" in error && error.statusCode === 413) throw error;
  return refuse(
    "malformed_request",
    "Send a whole multipart form: its fields, each once, and then one file named file.",
  );
}
