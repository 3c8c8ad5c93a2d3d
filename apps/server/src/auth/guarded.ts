import { problemOf } from "@salon/api";
import type { Caller } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import type { OpenBudget } from "../budget.ts";
import { networkOf } from "../network-of.ts";
import { tooMany } from "../plugins/rate-limits.ts";
import type { Budgets } from "../plugins/rate-limits.ts";
import type { AuthOperation } from "./operations.ts";

const WRONG: ReadonlySet<string> = new Set(["wrong_password", "wrong_code"]);

/**
 * Slows down who guesses passwords, by account and by address, and who makes us write to somebody again and again. What
 * cannot be counted is not done: a guess that is not counted would be one too many.
 */
export async function guarded<T>(
  guard: AuthOperation["guard"],
  { failures, mails }: Budgets,
  { req, caller }: { readonly req: FastifyRequest; readonly caller: Caller | undefined },
  carryOut: () => Promise<T>,
): Promise<T> {
  const account = caller?.actor.userId ?? accountOf(req);
  const network = networkOf(req.ip);
  if (guard === "mail" && mails) {
    await expectLeft(mails.address, network);
    await expectLeft(mails.account, account);
  }
  if (guard !== "secret" || !failures) return carryOut();

  await expectLeft(failures.address, network);
  if (account !== "") await expectLeft(failures.account, account);
  try {
    const answer = await carryOut();
    await failures.account.forget(account);
    await failures.address.takeBack(network);
    return answer;
  } catch (error) {
    if (!isWrongSecret(error)) {
      await failures.account.takeBack(account);
      await failures.address.takeBack(network);
    }
    throw error;
  }
}

function isWrongSecret(error: unknown): boolean {
  const { code, errors = [] } = problemOf(error);
  return code === "invalid_credentials" || errors.some((item) => WRONG.has(item.code));
}

async function expectLeft(budget: OpenBudget, who: string): Promise<void> {
  const { over, seconds } = await budget.spend(who);
  if (over) tooMany(seconds);
}

/** Empty for the second step of a sign-in, whose account better-auth locks by itself. */
function accountOf({ body }: FastifyRequest): string {
  return typeof body === "object" && body !== null && "email" in body
    ? String(body.email).trim().toLowerCase()
    : "";
}
