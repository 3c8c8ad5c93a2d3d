import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import type { AuthOperation } from "./operations.ts";

/** Throws what both doors answer as `invalid_input` for what the operation's schema refuses. */
export function inputOf({ method, input }: AuthOperation, req: FastifyRequest): Record<string, unknown> {
  const read = input.safeParse((method === "GET" ? req.query : req.body) ?? {});
  if (!read.success) throw new TRPCError({ code: "BAD_REQUEST", cause: read.error });
  return read.data;
}
