import type { FastifyRequest } from "fastify";
import type { Budget } from "../budget.ts";
import { tooMany } from "../plugins/rate-limits.ts";
import type { Budgets } from "../plugins/rate-limits.ts";
import type { Guard } from "./operations.ts";

/** Slows down who guesses passwords, by account and by address, and who makes us write to somebody again and again. */
export async function guardSignIn<T>(
  guard: Guard,
  { failures, mails }: Budgets,
  req: FastifyRequest,
  answer: () => Promise<T>,
): Promise<T> {
  const account = accountOf(req);
  if (guard === "mail") {
    if (mails) await spendOrRefuse(mails, req, account);
    return answer();
  }
  if (!failures) return answer();
  await refuseWhenSpent(failures.account, req, account);
  await refuseWhenSpent(failures.address, req, req.ip);
  try {
    return await answer();
  } catch (error) {
    await failures.account.spend(req, account);
    await failures.address.spend(req, req.ip);
    throw error;
  }
}

async function spendOrRefuse(budget: Budget, req: FastifyRequest, key: string): Promise<void> {
  const { over, seconds } = await budget.spend(req, key);
  if (over) tooMany(seconds);
}

async function refuseWhenSpent(budget: Budget, req: FastifyRequest, key: string): Promise<void> {
  const { over, seconds } = await budget.look(req, key);
  if (over) tooMany(seconds);
}

function accountOf({ body }: FastifyRequest): string {
  return typeof body === "object" && body !== null && "email" in body
    ? String(body.email).trim().toLowerCase()
    : "";
}
