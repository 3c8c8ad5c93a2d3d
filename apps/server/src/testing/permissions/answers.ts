import type { Scope } from "@salon/contracts";

/** What a call is answered: any success, or this status. */
export type Answer = "ok" | 400 | 401 | 403 | 404;

/** Everybody with an account. */
export const SIGNED_IN = [
  "customer",
  "stranger",
  "stylist",
  "otherStylist",
  "receptionist",
  "manager",
  "impersonatedManager",
  "owner",
  "impersonatedOwner",
  "unverifiedOwner",
  "support",
  "moderator",
  "superadmin",
] as const;

/**
 * How somebody stands to the thing that a call is about. Who has no valid credential is not among them: an ended
 * session, a banned person's, a key that has expired or was revoked are refused everywhere, with 401.
 */
export const STANDINGS = [
  "anonymous",
  "holder",
  "holderOfAnother",
  ...SIGNED_IN,
  "key",
  "keyWithout",
  "keyElsewhere",
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Done by nobody in another's name. */
export const IN_OWN_NAME = { impersonatedManager: 403, impersonatedOwner: 403 } as const;

export type Answers = Readonly<Record<Standing, Answer>> & { readonly scopes: readonly Scope[] };

/**
 * The letters of the permissions' table.
 * `–`: everybody · `H`: the holder of that booking's token · `C`: whoever is signed in · `its C`: the customer whose it
 * is · `S`, `R`, `M`, `O`: members from this role up, `own S` in the own calendar only.
 */
type Who =
  | "–"
  | "H"
  | "C"
  | "its C"
  | "S"
  | "own S"
  | "R"
  | "M"
  | "O"
  | "support"
  | "moderator"
  | "superadmin";

const OWNERS = ["owner", "impersonatedOwner", "unverifiedOwner"] as const;
const MANAGERS = ["manager", "impersonatedManager", ...OWNERS] as const;
const RECEPTION = ["receptionist", ...MANAGERS] as const;
const KEYS = ["key", "keyWithout", "keyElsewhere"] as const;

const MEANT: Readonly<Record<Who, readonly Standing[]>> = {
  "–": ["anonymous", "holder", "holderOfAnother", ...SIGNED_IN],
  H: ["holder"],
  C: SIGNED_IN,
  "its C": ["customer"],
  S: ["stylist", "otherStylist", ...RECEPTION],
  "own S": ["stylist"],
  R: RECEPTION,
  M: MANAGERS,
  O: OWNERS,
  support: ["support"],
  moderator: ["moderator"],
  superadmin: ["superadmin"],
};

const STRANGER_TO_A_SALON: Record<Standing, Answer> = {
  anonymous: 401,
  holder: 404,
  holderOfAnother: 404,
  customer: 404,
  stranger: 404,
  stylist: 403,
  otherStylist: 403,
  receptionist: 403,
  manager: 403,
  impersonatedManager: 403,
  owner: 403,
  impersonatedOwner: 403,
  unverifiedOwner: 403,
  support: 404,
  moderator: 404,
  superadmin: 404,
  key: 403,
  keyWithout: 403,
  keyElsewhere: 404,
};

/** Everybody with an account who owns nothing. */
export const NOT_OWNERS = SIGNED_IN.filter((one) => !OWNERS.some((owner) => owner === one));

type Exceptions = Partial<Readonly<Record<Standing, Answer>>>;
type Keys = Scope | readonly Scope[] | "no key" | "any key";

/** Of something that is a salon's: its people are told that they may not, for others it is not there. */
export function may(who: readonly Who[], keys: Keys, exceptions: Exceptions = {}): Answers {
  return answers(STRANGER_TO_A_SALON, who, keys, exceptions);
}

/** Of a booking: who holds its token and whose it is know it, and are told what they may not. */
export function mayOnBooking(who: readonly Who[], keys: Keys, exceptions: Exceptions = {}): Answers {
  return answers({ ...STRANGER_TO_A_SALON, holder: 403, customer: 403 }, who, keys, exceptions);
}

/** Of the platform, or of oneself: what is not for the caller is no secret. */
export function mayAtAll(who: readonly Who[], keys: Keys, exceptions: Exceptions = {}): Answers {
  const nobody = Object.fromEntries(STANDINGS.map((standing) => [standing, 403])) as Record<Standing, Answer>;
  const signedOut = { anonymous: 401, holder: 401, holderOfAnother: 401 } as const;
  return answers({ ...nobody, ...signedOut }, who, keys, exceptions);
}

function answers(
  otherwise: Readonly<Record<Standing, Answer>>,
  who: readonly Who[],
  keys: Keys,
  exceptions: Exceptions,
): Answers {
  const allowed: Standing[] = who.flatMap((letter) => [...MEANT[letter]]);
  if (keys === "any key") allowed.push(...KEYS);
  else if (keys !== "no key") allowed.push("key");
  const ok = Object.fromEntries(allowed.map((standing) => [standing, "ok" as const]));
  const scopes = keys === "any key" || keys === "no key" ? [] : [keys].flat();
  return { ...otherwise, ...ok, ...exceptions, scopes };
}
