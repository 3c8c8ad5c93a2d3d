import { openApiDocument } from "@salon/rest-bridge";
import { appRouter } from "./root.ts";

/** The REST API and the auth operations as OpenAPI 3.1. */
export function apiDocument() {
  return openApiDocument(appRouter, {
    info: { title: "Salon", version: "1.0.0" },
    prefix: "/api/v1",
  });
}
