import multipart from "@fastify/multipart";
import { fileDoor } from "@salon/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { receiveForm } from "../receive-form.ts";
import { sendContent } from "../send-content.ts";
import type { Observer } from "./metrics.ts";
import { REST_PATH } from "./rest.ts";
import type { Door } from "./trpc.ts";

type Named = {
  readonly Params: Readonly<Record<string, string>>;
  readonly Querystring: Readonly<Record<string, unknown>>;
};

/** Files come and go, in scopes of their own: forms are taken nowhere else, nor are bodies of any other type. */
export function files(app: FastifyInstance, { createContext }: Door, observer: Observer): void {
  const asked = ({ params, query }: FastifyRequest<Named>) => ({ ...query, ...params });

  void app.register(async (scope) => {
    await scope.register(multipart);
    scope.post(`${REST_PATH}/files`, async (req, reply) => {
      const context = await createContext(req, reply);
      const file = await receiveForm(req, context);
      if (context.outcome.replayed) reply.header("idempotent-replayed", "true");
      return reply.code(201).header("location", `${REST_PATH}/files/${file.id}`).send(file);
    });
  });

  void app.register(async (scope) => {
    // Not read here but streamed, whatever it says it is.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_req, _payload, done) => done(null));
    scope.put<Named>(`${REST_PATH}/files/:fileId/content`, async (req, reply) => {
      await fileDoor.receive(await createContext(req, reply), asked(req), req.raw);
      return reply.code(204).send();
    });
  });

  app.get<Named>(`${REST_PATH}/files/:fileId/:variant`, async (req, reply) =>
    sendContent(req, reply, await fileDoor.content(await createContext(req, reply), asked(req)), observer),
  );
}
