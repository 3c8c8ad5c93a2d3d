import type { FastifyReply } from "fastify";

export type ProblemError = {
  /** JSON Pointer (RFC 6901) into the input: `/items/0/variantId`; `/query/<name>` and `/header/<name>` for what no field takes. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
};

/** A problem document (RFC 9457). `code` is the stable reason; further members are extensions. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  readonly instance?: string | undefined;
  readonly code: string;
  readonly requestId?: string | undefined;
  readonly errors?: readonly ProblemError[] | undefined;
  /** Seconds; answered as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  readonly [extension: string]: unknown;
};

/** Answers with a problem document; `instance` and `requestId` are filled in where the problem has none. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { request } = reply;
  if (problem.retryAfterSeconds !== undefined)
    reply.header("retry-after", String(Math.max(0, Math.ceil(problem.retryAfterSeconds))));
  if (problem.status === 401 && !reply.hasHeader("www-authenticate"))
    reply.header("www-authenticate", "Bearer");
  return reply
    .code(problem.status)
    .header("content-type", "application/problem+json")
    .send(
      JSON.stringify({
        ...problem,
        instance: problem.instance ?? pathOf(request.url),
        requestId: problem.requestId ?? request.id,
      }),
    );
}

function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
