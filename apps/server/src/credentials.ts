import type { IncomingHttpHeaders } from "node:http";

/** better-auth's tokens are 32 letters and digits. */
const SESSION_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;
const BEARER = /^Bearer +(\S+) *$/i;

/** The token of `Authorization: Bearer`; null for another scheme, undefined without the header. */
export function bearerOf({ authorization }: IncomingHttpHeaders): string | null | undefined {
  return authorization === undefined ? undefined : (BEARER.exec(authorization)?.[1] ?? null);
}

/** The session token inside the signed cookie. The database knows it or does not, so its signature proves nothing more. */
export function cookieTokenOf({ cookie }: IncomingHttpHeaders, name: string): string | undefined {
  const pair = cookie?.split(/; */).find((item) => item.startsWith(`${name}=`));
  return pair && sessionTokenOf(pair.slice(name.length + 1));
}

/** A session token, with or without the signature that cookies carry. */
export function sessionTokenOf(value: string): string | undefined {
  const token = value.split(/[.%]/, 1)[0] ?? "";
  return SESSION_TOKEN.test(token) ? token : undefined;
}
