import { REASONS } from "@salon/contracts";
import type { OpenApiOptions } from "@salon/rest-bridge";

const text = (description: string) => ({ type: "string", description }) as const;

/** Every answer that is not 2xx. */
export const PROBLEM = {
  type: "object",
  description: "A problem document (RFC 9457)",
  required: ["type", "title", "status", "code", "instance", "requestId"],
  properties: {
    type: { ...text("A page about this kind of problem"), format: "uri-reference" },
    title: text("What this kind of problem is"),
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: text("What it is in this case"),
    instance: text("The path that was asked for"),
    code: { ...text("The stable reason. More may come."), examples: Object.keys(REASONS) },
    requestId: text("Also in X-Request-Id"),
    errors: {
      type: "array",
      description: "What is wrong with the input",
      items: {
        type: "object",
        required: ["pointer", "code", "message"],
        properties: {
          pointer: text("JSON Pointer (RFC 6901) into the input"),
          code: text("What is wrong"),
          message: text("The same in words"),
        },
      },
    },
    alternatives: {
      type: "array",
      description: "Near slots, where the one that was asked for has gone",
      items: { type: "object" },
    },
    occurrences: {
      type: "array",
      description: "What would become of each visit of a series that was refused as a whole",
      items: { type: "object" },
    },
    suggestions: {
      type: "array",
      description: "The nearest instants to a local time that does not exist, or exists twice",
      items: { type: "string", format: "date-time" },
    },
    missing: { type: "array", description: "What a salon lacks", items: { type: "string" } },
    currentVersion: { type: "integer", minimum: 1, description: "With version_mismatch" },
    retryAfterSeconds: { type: "number", minimum: 0 },
  },
} satisfies OpenApiOptions["problemSchema"];
