import { problemOf } from "@salon/api";
import type { Caller } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import type { OpenBudget } from "../budget.ts";
import { networkOf } from "../network-of.ts";
import { tooMany } from "../plugins/rate-limits.ts";
import type { Budgets } from "../plugins/rate-limits.ts";
import type { AuthOperation, GuessAt } from "./operations.ts";

const WRONG: ReadonlySet<string> = new Set(["wrong_password", "wrong_code"]);

/**
 * Slows down who guesses passwords, by account and by address, and who makes us write to somebody again and again. What
 * cannot be counted is not done: a guess that is not counted would be one too many.
 */
export async function guarded<T>(
  guard: AuthOperation["guard"],
  { failures, mails }: Budgets,
  { req, account }: { readonly req: FastifyRequest; readonly account: string },
  carryOut: () => Promise<T>,
): Promise<T> {
  const network = networkOf(req.ip);
  if (guard === "mail" && mails) {
    await expectLeft(mails.address, network);
    await expectLeft(mails.account, account);
  }
  if (guard !== "secret" || !failures) return carryOut();

  await expectLeft(failures.address, network);
  await expectTries(failures, account, network);
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

/** Who may not try with an account has not failed: others of that network may go on. */
async function expectTries(
  { account: tries, address }: NonNullable<Budgets["failures"]>,
  account: string,
  network: string,
): Promise<void> {
  if (account === "") return;
  try {
    await expectLeft(tries, account);
  } catch (error) {
    await address.takeBack(network);
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

/** Whose password or code it is, or whom we write to; empty where nobody is named, as by a challenge that is over. */
export async function accountOf(
  { account }: AuthOperation,
  call: GuessAt,
  caller: Caller | undefined,
): Promise<string> {
  if (caller) return caller.actor.userId;
  const { email } = call.input;
  return typeof email === "string" ? email.trim().toLowerCase() : ((await account?.(call)) ?? "");
}
