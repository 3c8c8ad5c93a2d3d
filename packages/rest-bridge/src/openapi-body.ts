import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import type { ZodOpenApiRequestBodyObject } from "zod-openapi";
import { parameterSchema } from "./openapi-parameters.ts";
import type { Operation } from "./operations.ts";
import { withoutFields } from "./without-fields.ts";
import { asZod, isRequired } from "./zod-shape.ts";

/** The body holds the fields that neither path, query nor header gives; none where nothing is left. */
export function requestBody(operation: Operation): ZodOpenApiRequestBodyObject | undefined {
  const { meta, fields, bodyFields } = operation;
  if (!operation.hasBody) return undefined;
  if (meta.multipart) return multipartBody(operation);
  const [first, ...others] = operation.inputs;
  if (first === undefined || (fields && bodyFields.length === 0)) return undefined;
  const left = [...(fields?.keys() ?? [])].filter((name) => !bodyFields.includes(name));
  const schema = [first, ...others]
    .map((input) => bodyOf(input, left, operation))
    .reduce((all, one) => z.intersection(all, one));
  const example = bodyExample(operation);
  return {
    required: fields ? bodyFields.some((name) => fields.get(name)?.required) : isRequired(schema),
    content: { "application/json": { schema, ...(example !== undefined && { example }) } },
  };
}

/** What remains of a named schema is named after its operation. */
function bodyOf(input: $ZodType, left: readonly string[], { id }: Operation): z.ZodType {
  const schema = asZod(withoutFields(input, left));
  const isPart = schema !== input && asZod(input).meta()?.id !== undefined;
  return isPart ? schema.meta({ id: `${id.charAt(0).toUpperCase()}${id.slice(1)}Body` }) : schema;
}

function bodyExample({ meta, fields, bodyFields }: Operation): unknown {
  const request = meta.example?.request;
  if (!fields || typeof request !== "object" || request === null) return request;
  return Object.fromEntries(Object.entries(request).filter(([name]) => bodyFields.includes(name)));
}

function multipartBody({ meta, fields, bodyFields }: Operation): ZodOpenApiRequestBodyObject {
  const file = meta.multipart?.file ?? "file";
  const description = meta.multipart?.description;
  const binary = {
    type: "string",
    format: "binary",
    ...(description !== undefined && { description }),
  } as const;
  const shape: Record<string, $ZodType> = { [file]: z.any().meta({ override: binary }) };
  for (const name of bodyFields) shape[name] ??= parameterSchema(fields?.get(name), false);
  const contentTypes = meta.multipart?.contentTypes;
  return {
    required: true,
    content: {
      "multipart/form-data": {
        schema: z.object(shape),
        ...(contentTypes && { encoding: { [file]: { contentType: contentTypes.join(", ") } } }),
      },
    },
  };
}
