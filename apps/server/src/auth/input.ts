import { refuse } from "@salon/api";
import type { FastifyRequest } from "fastify";
import type { AuthOperation } from "./operations.ts";

/** Throws `invalid_input` for what the operation's schema refuses. */
export function inputOf({ method, input }: AuthOperation, req: FastifyRequest): Record<string, unknown> {
  const read = input.safeParse((method === "GET" ? req.query : req.body) ?? {});
  if (read.success) return read.data;
  const errors = read.error.issues.map(({ path, code, message }) => ({
    pointer: path.map((part) => `/${String(part)}`).join(""),
    code,
    message,
  }));
  return refuse("invalid_input", "The input is not valid.", { errors });
}
