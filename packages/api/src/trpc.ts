import { REASONS } from "@salon/contracts";
import { createCtx, DomainError } from "@salon/core";
import type { Actor, Ctx, IdempotencyKey } from "@salon/core";
import type { RestMeta } from "@salon/rest-bridge";
import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { ApiContext } from "./api-context.ts";
import { problemOf } from "./problem-of.ts";
import { transformer } from "./transformer.ts";

const t = initTRPC
  .context<ApiContext>()
  .meta<RestMeta>()
  .create({
    transformer,
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    /** The shape that REST answers, and no message that a library or the database worded. */
    errorFormatter: ({ error, shape, path, ctx }) => {
      const problem = { ...problemOf(error), instance: path ?? "", requestId: ctx?.requestId };
      return {
        code: shape.code,
        message: problem.detail ?? problem.title,
        data: { code: error.code, httpStatus: problem.status, path, problem },
      };
    },
  });

export const { router, createCallerFactory } = t;

/** Every procedure: a refusal gets its status, and the use case its context. */
export const procedure = t.procedure.use(async ({ ctx, next, type, path, meta, getRawInput }) => {
  const idempotency = type === "mutation" ? await idempotencyOf(ctx, path, getRawInput) : null;
  if (type === "mutation" && !idempotency && meta?.openapi?.idempotencyKey === "required") {
    throw refusal(new DomainError("idempotency_key_required", "Send an Idempotency-Key header."));
  }
  const onReplay = () => {
    ctx.outcome.replayed = true;
  };
  const useCase: Ctx = createCtx(ctx.deps, ctx.actor, {
    id: ctx.requestId,
    idempotency,
    onReplay,
    visitor: ctx.visitor,
  });
  const result = await next({ ctx: useCase });
  if (!result.ok && result.error.cause instanceof DomainError) throw refusal(result.error.cause);
  return result;
});

async function idempotencyOf(
  ctx: ApiContext,
  path: string,
  getRawInput: () => Promise<unknown>,
): Promise<IdempotencyKey | null> {
  if (ctx.idempotencyKey === null) return null;
  const input = await getRawInput();
  return { key: ctx.idempotencyKey, scope: `${credentialOf(ctx.actor, input)} ${path}`, input };
}

/** Within which a key counts: the person, the API key or the token; for a guest, the salon. */
function credentialOf(actor: Actor, input: unknown): string {
  switch (actor.kind) {
    case "user":
      // What an admin does in somebody's name is not answered with what the person did.
      return `user:${actor.userId}${actor.impersonatorId ? ` by ${actor.impersonatorId}` : ""}`;
    case "apiKey":
      return `key:${actor.keyId}`;
    case "bookingHolder":
      return `booking:${actor.token}`;
    case "system":
      return `system:${actor.name}`;
    case "anonymous":
      return `guest:${salonIn(input)}`;
  }
}

/** Not yet judged: whatever is no text is nothing. */
function salonIn(input: unknown): string {
  if (typeof input !== "object" || input === null || !("salonId" in input)) return "";
  return typeof input.salonId === "string" ? input.salonId : "";
}

export function refusal(cause: DomainError): TRPCError {
  return new TRPCError({ code: CODES[REASONS[cause.reason]], message: cause.message, cause });
}

const CODES = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  408: "TIMEOUT",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  431: "BAD_REQUEST",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
} as const satisfies Record<(typeof REASONS)[keyof typeof REASONS], TRPC_ERROR_CODE_KEY>;
