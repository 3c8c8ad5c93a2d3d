import type { Scope } from "@salon/contracts";
import type { Standing } from "./answers.ts";
import type { Furnished, Whose } from "./world.ts";

export type Caller = {
  readonly name: string;
  /** What is sent along; a key is cut for the scopes that the call needs. */
  readonly headers: (scopes: readonly Scope[]) => Readonly<Record<string, string>>;
  /** By whose the thing is; `invalid` where what is sent along opens nothing any more. */
  readonly stands: Readonly<Record<Whose, Standing | "invalid">>;
};

/** Everybody who may knock. */
export function callersOf({ server, people, sessions, places, keys }: Furnished): readonly Caller[] {
  const { Alice, Bea, Rita, Mona, Olga, Uma, Nina, Eve, Sam, Max, Ada } = people;
  const oldCookie = { cookie: `${server.runtime.auth.sessionCookie}=${sessions.over}` };
  const holder = { "x-booking-token": places.own.bookingToken };
  return [
    { name: "nobody", headers: () => ({}), stands: everywhere("anonymous") },
    {
      name: "an old cookie",
      headers: () => ({ ...oldCookie, ...FROM_HERE }),
      stands: everywhere("anonymous"),
    },
    { name: "the holder", headers: () => holder, stands: of("holder", "holderOfAnother", "holderOfAnother") },
    person("the customer", Alice, of("customer", "stranger", "stranger")),
    person("the stylist", Bea, of("stylist", "otherStylist", "stranger")),
    person("the receptionist", Rita, of("receptionist", "receptionist", "stranger")),
    person("the manager", Mona, of("manager", "manager", "stranger")),
    person(
      "an admin as the manager",
      sessions.asManager,
      of("impersonatedManager", "impersonatedManager", "stranger"),
    ),
    person(
      "an admin as the owner",
      sessions.asOwner,
      of("impersonatedOwner", "impersonatedOwner", "stranger"),
    ),
    person("the owner", Olga, of("owner", "owner", "stranger")),
    person("an unverified owner", Uma, of("unverifiedOwner", "unverifiedOwner", "stranger")),
    person("the branch's manager", Nina, everywhere("stranger")),
    person("an owner elsewhere", Eve, of("stranger", "stranger", "owner")),
    person("support", Sam, everywhere("support")),
    person("a moderator", Max, everywhere("moderator")),
    person("a superadmin", Ada, everywhere("superadmin")),
    { name: "a key with the scope", headers: keys.having, stands: of("key", "key", "keyElsewhere") },
    {
      name: "a key without the scope",
      headers: keys.without,
      stands: of("keyWithout", "keyWithout", "keyElsewhere"),
    },
    {
      name: "a key from elsewhere",
      headers: keys.elsewhere,
      stands: of("keyElsewhere", "keyElsewhere", "key"),
    },
    person("an expired key", keys.expired, everywhere("invalid")),
    person("a revoked key", keys.revoked, everywhere("invalid")),
    person("somebody banned", sessions.ofBanned, everywhere("invalid")),
    person("an ended session", sessions.over, everywhere("invalid")),
  ];
}

type Stands = Caller["stands"];

const FROM_HERE = { "sec-fetch-site": "same-origin" };

function person(name: string, session: string | { readonly token: string }, stands: Stands): Caller {
  const token = typeof session === "string" ? session : session.token;
  return { name, headers: () => ({ authorization: `Bearer ${token}` }), stands };
}

function of<S>(own: S, others: S, elsewhere: S): Readonly<Record<Whose, S>> {
  return { own, "others'": others, elsewhere };
}

function everywhere<S>(standing: S): Readonly<Record<Whose, S>> {
  return of(standing, standing, standing);
}
