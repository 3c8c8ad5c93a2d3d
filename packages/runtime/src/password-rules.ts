import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Asked } from "./auth-caller.ts";
import { callerOf } from "./auth-caller.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import { bare } from "./breached-passwords.ts";

type Person = { readonly name: string; readonly email: string };

const PATHS: ReadonlySet<string | undefined> = new Set([
  "/sign-up/email",
  "/change-password",
  "/reset-password",
]);

/** Judges a password that is chosen, before anything is looked up by its address. */
export function passwordRules(isBreached: BreachedPasswords) {
  const handler = createAuthMiddleware(async (ctx) => {
    const body = ctx.body as Record<string, string>;
    const password = body["newPassword"] ?? body["password"] ?? "";
    if (await isBreached(password)) throw refusal("BREACHED_PASSWORD");
    const person = await personOf(ctx, body);
    if (person && isAboutThem(password, person)) throw refusal("PERSONAL_PASSWORD");
  });
  return {
    id: "password-rules",
    hooks: { before: [{ matcher: ({ path }) => PATHS.has(path), handler }] },
  } satisfies BetterAuthPlugin;
}

function refusal(code: string): APIError {
  return new APIError("BAD_REQUEST", { code, message: "The password was refused" });
}

async function personOf(ctx: Asked, body: Record<string, string>): Promise<Person | null | undefined> {
  switch (ctx.path) {
    case "/sign-up/email":
      return { name: body["name"] ?? "", email: body["email"] ?? "" };
    case "/change-password":
      return callerOf(ctx);
    default: {
      const { internalAdapter } = ctx.context;
      const link = await internalAdapter.findVerificationValue(`reset-password:${body["token"]}`);
      return link && internalAdapter.findUserById(link.value);
    }
  }
}

function isAboutThem(password: string, { name, email }: Person): boolean {
  const words = [email, email.split("@", 1)[0] ?? "", name, name.replaceAll(/\s/g, "")];
  return words.some((word) => bare(word) !== "" && bare(word) === bare(password));
}
