import type { Tx } from "@salon/db";
import type { Standing, Verdict } from "../access/index.ts";
import { isSame } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { FoundSalon, SalonRow } from "../salon/index.ts";

type Shown = { readonly id: string; readonly version: number };
type Asked = { readonly salonId: string; readonly ifVersion?: number | undefined };

/** A thing of a salon's rules, such as a service, and how it is changed. */
type Change<Thing, Of extends Shown> = {
  readonly type: Parameters<typeof rulesChanged>[1];
  readonly may: (standing: Standing) => Verdict;
  readonly open: (tx: Tx, salon: SalonRow) => Promise<Thing>;
  readonly present: (thing: Thing, found: FoundSalon) => Of;
  /** As it is to be. Throws what speaks against it. */
  readonly plan: (current: Thing, tx: Tx, salon: SalonRow) => Thing | Promise<Thing>;
  readonly save: (tx: Tx, step: Step<Thing>) => Promise<Thing>;
};
type Step<Thing> = { readonly current: Thing; readonly planned: Thing; readonly salon: SalonRow };

/** What comes to the same is no change: it keeps its version, and nobody is told. */
export async function changeRule<Thing, Of extends Shown>(
  ctx: Ctx,
  { salonId, ifVersion }: Asked,
  { type, may, open, present, plan, save }: Change<Thing, Of>,
): Promise<Of> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, may);
    const { salon } = found;
    const current = await open(tx, salon);
    const before = present(current, found);
    expectVersion(before.version, ifVersion);
    const planned = await plan(current, tx, salon);
    if (isSame(before, present(planned, found))) return before;
    const after = present(await save(tx, { current, planned, salon }), found);
    await emit(ctx, tx, rulesChanged(found, type, { before, after }));
    return after;
  });
}
