import { randomUUID } from "node:crypto";
import { appRouter } from "@salon/api";
import type { ApiContext } from "@salon/api";
import type { Actor } from "@salon/core";
import { AUTH_PATH } from "@salon/runtime";
import type { Config, Runtime } from "@salon/runtime";
import { PASSWORD, PEOPLE } from "./people.ts";
import type { PersonName } from "./people.ts";

export type Api = ReturnType<typeof appRouter.createCaller>;
export type Accounts = Readonly<Record<PersonName, { readonly userId: string; readonly api: Api }>>;

/** One request of this caller. */
export function requestOf(deps: Runtime, actor: Actor): ApiContext {
  const outcome = { replayed: false };
  return { deps, actor, requestId: randomUUID(), idempotencyKey: randomUUID(), outcome };
}

/** The API as this caller; every access is a request of its own. */
export function apiAs(deps: Runtime, actor: Actor): Api {
  const caller = () => appRouter.createCaller(requestOf(deps, actor));
  return new Proxy(caller(), { get: (_, feature) => Reflect.get(caller(), feature) as unknown });
}

/** Opens every demo account as a person does: signs up, and confirms with the link of the mail. */
export async function openAccounts(runtime: Runtime, config: Config): Promise<Accounts> {
  const names = Object.keys(PEOPLE) as PersonName[];
  const opened = await Promise.all(names.map(async (name) => [name, await open(runtime, config, name)]));
  return Object.fromEntries(opened) as Accounts;
}

async function open(
  runtime: Runtime,
  { publicUrl }: Config,
  person: PersonName,
): Promise<Accounts[PersonName]> {
  const { name, email } = PEOPLE[person];
  const signUp = await runtime.auth.ask(
    new Request(`${publicUrl}${AUTH_PATH}/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, email, password: PASSWORD }),
    }),
    randomUUID(),
  );
  const { user } = (await signUp.json()) as { user: { id: string } };
  const link = await linkMailedTo(runtime, email);
  // A sign-up answers alike for an address that has an account, and its mail has no link then.
  if (!link)
    throw new Error(`${email} has an account already: the demo wants a database without its people.`);
  const token = new URL(link).hash.slice(1);
  await runtime.auth.ask(new Request(`${publicUrl}${AUTH_PATH}/verify-email?token=${token}`), randomUUID());
  return { userId: user.id, api: apiAs(runtime, { kind: "user", userId: user.id, emailVerified: true }) };
}

/** Of the newest mail to an address. */
export async function linkMailedTo({ outbox }: Runtime, email: string): Promise<string | undefined> {
  return (await outbox?.list(100))?.find(({ to }) => to === email)?.link;
}
