import { SCOPES } from "@salon/contracts";
import type { Scope } from "@salon/contracts";
import { as } from "./furnish.ts";
import type { World } from "./furnish.ts";
import type { Person } from "./people.ts";

type KeyFor = (scopes: readonly Scope[]) => Readonly<Record<string, string>>;

/** API keys: of the salon with these scopes alone or with all but the last of them, of another salon, and such as open nothing any more. */
export type Keys = {
  readonly having: KeyFor;
  readonly without: KeyFor;
  readonly elsewhere: KeyFor;
  readonly expired: string;
  readonly revoked: string;
};

type Issuer = { readonly salonId: string; readonly owner: Person };

export async function cutKeys(
  world: World,
  here: Issuer,
  elsewhere: Issuer,
  needed: readonly (readonly Scope[])[],
): Promise<Keys> {
  const keys = new Map<string, string>();
  for (const scopes of needed.flatMap((some) => [some, allBut(some.slice(-1))])) {
    const ring = ringOf(scopes);
    if (ring !== "" && !keys.has(ring)) keys.set(ring, await cut(world, here, scopes));
  }
  const [expired, revoked] = [await cut(world, here, SCOPES), await cut(world, here, SCOPES)];
  const stranger = await cut(world, elsewhere, SCOPES);
  // That a key was used is noted in the hour of its first use, which would look like a change.
  await world.sql`update api_keys set last_used_at = now() + interval '1 day'`;
  await world.sql`update api_keys set expires_at = now() where starts_with(${expired}, prefix)`;
  await world.sql`update api_keys set revoked_at = now() where starts_with(${revoked}, prefix)`;
  const headers = (key = "") => ({ authorization: `Bearer ${key}` });
  return {
    having: (scopes) => headers(keys.get(ringOf(scopes.length > 0 ? scopes : SCOPES))),
    without: (scopes) => headers(keys.get(ringOf(allBut(scopes.slice(-1))))),
    elsewhere: () => headers(stranger),
    expired,
    revoked,
  };
}

async function cut(world: World, { salonId, owner }: Issuer, scopes: readonly Scope[]): Promise<string> {
  const made = await as(world, owner, "POST", `/salons/${salonId}/api-keys`, { name: "Key", scopes });
  return String(made["key"]);
}

function allBut(scopes: readonly Scope[]): Scope[] {
  return SCOPES.filter((scope) => !scopes.includes(scope));
}

function ringOf(scopes: readonly Scope[]): string {
  return scopes.toSorted().join(" ");
}
