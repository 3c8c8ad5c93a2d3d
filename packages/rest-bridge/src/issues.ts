import { TRPCError } from "@trpc/server";
import { ZodRealError } from "zod";
import type { $ZodIssue } from "zod/v4/core";

export type Path = readonly (string | number)[];

/** What the bridge itself finds wrong with a request, in the shape of zod's own issues. */
export type InputIssue = $ZodIssue;

/** Turns a raw value into what the schema expects; what it cannot turn it leaves for the schema to refuse. */
export type Convert = (value: unknown, at: Path, issues: InputIssue[]) => unknown;

export function issue(code: string, at: Path, message: string): InputIssue {
  return { code: "custom", path: [...at], message, input: undefined, params: { code } };
}

export function wrongType(
  expected: "date" | "number" | "boolean" | "bigint" | "object",
  at: Path,
): InputIssue {
  return {
    code: "invalid_type",
    expected,
    path: [...at],
    message: `Invalid input: expected ${expected}`,
    input: undefined,
  };
}

export function unknownKeys(keys: string[], at: Path): InputIssue {
  const named = keys.map((key) => JSON.stringify(key)).join(", ");
  return { code: "unrecognized_keys", keys, path: [...at], message: `Unrecognized key: ${named}`, input: {} };
}

/** The same error that a procedure throws whose schema refuses the input: one translation serves both. */
export function badInput(issues: InputIssue[]): TRPCError {
  return new TRPCError({
    code: "BAD_REQUEST",
    message: "The input is not valid",
    cause: new ZodRealError(issues),
  });
}
