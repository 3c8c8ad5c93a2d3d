import type { z } from "zod";
import type { createDocument, oas31, ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";

/** A message that the application sends by itself. */
export type SentMessage = {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly body: z.ZodType;
  readonly headers?: z.ZodObject;
  /** What is expected of whoever receives it, by status. */
  readonly answers: Readonly<Record<string, string>>;
};

type Webhooks = NonNullable<ReturnType<typeof createDocument>["webhooks"]>;

/** Bodies stand where answers do until the document is made: what is sent is written as outputs are. */
export function sentMessages(messages: Readonly<Record<string, SentMessage>>): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(messages).map(([name, { body, headers, answers, tags, ...told }]) => {
      const post: ZodOpenApiOperationObject = {
        ...told,
        ...(tags && { tags: [...tags] }),
        security: [],
        ...(headers && { requestParams: { header: headers } }),
        responses: {
          ...Object.fromEntries(
            Object.entries(answers).map(([status, description]) => [status, { description }]),
          ),
          [SENT]: { description: "", content: { "application/json": { schema: body } } },
        },
      };
      return [name, { post }];
    }),
  );
}

/** No status of HTTP. */
const SENT = "599";

/** Puts the bodies where requests have them. */
export function bodiesAsRequests(webhooks: Webhooks): Webhooks {
  return Object.fromEntries(
    Object.entries(webhooks).map(([name, { post }]) => {
      const answers: Record<string, oas31.ResponseObject> = post?.responses ?? {};
      const { [SENT]: sent, ...responses } = answers;
      const requestBody = { required: true, content: sent?.content ?? {} };
      return [name, { post: { ...post, requestBody, responses } }];
    }),
  );
}
