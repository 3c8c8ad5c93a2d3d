import type { OutboxMail } from "@salon/runtime";
import { expect, vi } from "vitest";

export type Account = { readonly name: string; readonly email: string; readonly password: string };
export type SignedInPerson = Account & { readonly userId: string; readonly token: string };

/** Opens an account at a server that is a process of its own, by the link of its mail, from a browser of this name. */
export async function signUpAt(url: string, account: Account, browser: string): Promise<SignedInPerson> {
  await post(url, "/api/auth/sign-up/email", account, browser);
  const { link } = await mailTo(url, account.email, "Confirm");
  await post(url, "/api/auth/verify-email", { token: new URL(link ?? "").hash.slice(1) }, browser);
  return { ...account, ...(await signInAt(url, account, browser)) };
}

export async function signInAt(url: string, { email, password }: Account, browser: string) {
  const answer = await post(url, "/api/auth/sign-in/email", { email, password }, browser);
  expect(answer.status).toBe(200);
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } };
  return { token, userId: user.id };
}

export async function post(url: string, path: string, body: object, browser = "test"): Promise<Response> {
  const headers = { "content-type": "application/json", "user-agent": browser };
  return fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The newest mail to an address whose subject has this word, once it is there. */
export async function mailTo(url: string, email: string, word: string): Promise<OutboxMail> {
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${url}/dev/outbox`, { headers: { accept: "application/json" } });
      const { items } = (await answer.json()) as { items: OutboxMail[] };
      const mail = items.find(({ to, subject }) => to === email && subject.includes(word));
      if (!mail) throw new Error(`There is no mail to ${email} yet`);
      return mail;
    },
    { timeout: 10_000 },
  );
}
