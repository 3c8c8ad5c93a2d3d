import { AuthRefusal } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import { wantsHtml } from "../plugins/html-scope.ts";
import type { Ask } from "./operations.ts";

type Input = Record<string, unknown>;

/** Two at once with one address: the second finds the first one's account and is answered like any other. */
export async function signUp(ask: Ask, input: Input): Promise<Response> {
  try {
    return await ask("POST", "/sign-up/email", input);
  } catch (error) {
    if (!(error instanceof AuthRefusal) || error.status !== 422) throw error;
    return ask("POST", "/sign-up/email", input);
  }
}

/** A person who follows the link of a mail gets a page. */
export function verifyEmail(ask: Ask, input: Input, req: FastifyRequest): Promise<Response> {
  return ask(
    "GET",
    "/verify-email",
    wantsHtml(req) ? { callbackURL: "/address-confirmed", ...input } : input,
  );
}

export function changePassword(ask: Ask, input: Input): Promise<Response> {
  return ask("POST", "/change-password", { ...input, revokeOtherSessions: true });
}
