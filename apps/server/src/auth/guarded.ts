import { problemOf } from "@salon/api";
import type { FastifyRequest } from "fastify";
import { tooMany } from "../plugins/rate-limits.ts";
import type { Budgets } from "../plugins/rate-limits.ts";
import type { AuthOperation } from "./operations.ts";

/** Slows down who guesses passwords, by account and by address, and who makes us write to somebody again and again. */
export async function guarded<T>(
  guard: AuthOperation["guard"],
  { failures, mails }: Budgets,
  req: FastifyRequest,
  carryOut: () => Promise<T>,
): Promise<T> {
  const account = accountOf(req);
  if (guard === "mail" && mails) {
    const { over, seconds } = await mails.spend(req, account);
    if (over) tooMany(seconds);
  }
  if (guard !== "sign-in" || !failures) return carryOut();

  const wait = failures.address.begin(req.ip) || failures.account.begin(account);
  if (wait > 0) tooMany(wait);
  try {
    const answer = await carryOut();
    failures.account.forget(account);
    failures.address.takeBack(req.ip);
    return answer;
  } catch (error) {
    if (problemOf(error).code !== "invalid_credentials") {
      failures.account.takeBack(account);
      failures.address.takeBack(req.ip);
    }
    throw error;
  }
}

function accountOf({ body }: FastifyRequest): string {
  return typeof body === "object" && body !== null && "email" in body
    ? String(body.email).trim().toLowerCase()
    : "";
}
