import type { FastifyReply, FastifyRequest } from "fastify";
import { bodyTag, isUnchanged, versionTag } from "./conditional.ts";
import type { Operation } from "./operations.ts";
import { nextLink, isPage } from "./pages.ts";
import { fieldsOf } from "./zod-shape.ts";

type Answer = (req: FastifyRequest, reply: FastifyReply, output: unknown) => FastifyReply;

/** Compiles how the output of a procedure is answered: serializer, status and the headers that follow from it. */
export function answerOf(operation: Operation, prefix: string): Answer {
  const isGet = operation.method === "GET";
  const fields = operation.output && fieldsOf(operation.output);
  const hasVersion = fields?.has("version") ?? false;
  const hasPages = isGet && isPage(fields);
  const cursorField = operation.meta.cursorField ?? "cursor";
  const { attachment, mediaType } = operation.meta;
  const contentType = `${mediaType ?? "application/json"}; charset=utf-8`;
  const locate = locator(operation, prefix);
  let serialize: ((output: unknown) => string) | undefined = mediaType && String;

  return (req, reply, output) => {
    if (operation.status === 204 || output === undefined) return reply.code(204).send();
    serialize ??= reply.getSerializationFunction(String(operation.status)) ?? JSON.stringify;
    const body = serialize(output);
    if (locate) reply.header("location", locate(output, req.params));
    if (attachment !== undefined) reply.header("content-disposition", `attachment; filename="${attachment}"`);
    const tag = (hasVersion ? versionTag(output) : undefined) ?? (isGet ? bodyTag(body) : undefined);
    if (tag !== undefined) reply.header("etag", tag);
    if (isGet && tag !== undefined && isUnchanged(req.headers["if-none-match"], tag))
      return reply.code(304).send();
    const link = hasPages ? nextLink(req.url, output, cursorField) : undefined;
    if (link !== undefined) reply.header("link", link);
    return reply.code(operation.status).header("content-type", contentType).send(body);
  };
}

type Locate = (output: unknown, params: unknown) => string;

/** Each `location` is typed by its own procedure's output, which this loop over all procedures cannot name. */
function locator(operation: Operation, prefix: string): Locate | undefined {
  const location = operation.meta.location as Locate | undefined;
  return location && ((output, params) => prefix + escaped(location(output, params)));
}

/** What a URL cannot hold as it is would fail as a header, after the work is done. */
function escaped(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);
}

/** `Deprecation` and `Sunset`, made once: they are the same for every answer. */
export function lifetimeHeaders({ meta, name }: Operation): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  if (meta.deprecation !== undefined)
    headers["deprecation"] = `@${Math.floor(timeOf(meta.deprecation, name) / 1000)}`;
  if (meta.sunset !== undefined) headers["sunset"] = new Date(timeOf(meta.sunset, name)).toUTCString();
  return Object.keys(headers).length > 0 ? headers : undefined;
}

function timeOf(text: string, name: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`${name} has a deprecation or sunset that is no date: ${text}`);
  return time;
}
