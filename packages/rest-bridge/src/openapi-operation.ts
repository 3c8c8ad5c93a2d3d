import type { ZodOpenApiOperationObject } from "zod-openapi";
import { requestBody } from "./openapi-body.ts";
import { headerParameters, requestParams } from "./openapi-parameters.ts";
import { responses } from "./openapi-responses.ts";
import type { Shared } from "./openapi-shared.ts";
import type { Operation } from "./operations.ts";

export function documentedOperation(operation: Operation, shared: Shared): ZodOpenApiOperationObject {
  const { meta } = operation;
  const security = meta.security?.map((one) =>
    Object.fromEntries(Object.entries(one).map(([scheme, scopes]) => [scheme, [...scopes]])),
  );
  const body = requestBody(operation);
  return {
    operationId: operation.id,
    ...(meta.summary !== undefined && { summary: meta.summary }),
    ...(meta.description !== undefined && { description: meta.description }),
    ...(meta.tags && { tags: [...meta.tags] }),
    ...(meta.deprecated || meta.deprecation !== undefined ? { deprecated: true } : {}),
    ...(security ? { security } : meta.protect === false ? { security: [] } : {}),
    requestParams: requestParams(operation),
    parameters: headerParameters(operation).map((name) => {
      shared.parameters.add(name);
      return { $ref: `#/components/parameters/${name}` };
    }),
    ...(body && { requestBody: body }),
    responses: responses(operation, shared),
  };
}
