import { problemOf } from "@salon/api";
import type { FastifyRequest } from "fastify";
import type { OpenBudget } from "../budget.ts";
import { networkOf } from "../network-of.ts";
import { tooMany } from "../plugins/rate-limits.ts";
import type { Budgets } from "../plugins/rate-limits.ts";
import type { AuthOperation } from "./operations.ts";

/**
 * Slows down who guesses passwords, by account and by address, and who makes us write to somebody again and again. What
 * cannot be counted is not done: a guess that is not counted would be one too many.
 */
export async function guarded<T>(
  guard: AuthOperation["guard"],
  { failures, mails }: Budgets,
  req: FastifyRequest,
  carryOut: () => Promise<T>,
): Promise<T> {
  const account = accountOf(req);
  if (guard === "mail" && mails) await expectLeft(mails, account);
  if (guard !== "sign-in" || !failures) return carryOut();

  const network = networkOf(req.ip);
  await expectLeft(failures.address, network);
  await expectLeft(failures.account, account);
  try {
    const answer = await carryOut();
    await failures.account.forget(account);
    await failures.address.takeBack(network);
    return answer;
  } catch (error) {
    if (problemOf(error).code !== "invalid_credentials") {
      await failures.account.takeBack(account);
      await failures.address.takeBack(network);
    }
    throw error;
  }
}

async function expectLeft(budget: OpenBudget, who: string): Promise<void> {
  const { over, seconds } = await budget.spend(who);
  if (over) tooMany(seconds);
}

function accountOf({ body }: FastifyRequest): string {
  return typeof body === "object" && body !== null && "email" in body
    ? String(body.email).trim().toLowerCase()
    : "";
}
