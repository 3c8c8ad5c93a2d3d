import type { FileOwner } from "@salon/contracts";
import type { Db } from "@salon/db";
import { signedIn } from "../access/index.ts";
import { findBooking, openBooking } from "../booking/index.ts";
import { findClient } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { openSalon } from "../salon/index.ts";
import type { Owner } from "./queries.ts";
import { mayPhotographVisit, mayUploadForSalon } from "./policy.ts";

type Named = Pick<FileOwner, "purpose"> & {
  readonly [Key in Owning]?: string | null | undefined;
};

/**
 * Whose a file of this purpose is, for a caller who may send such a file, or change one. Throws `invalid_input` for an
 * owner that is missing or does not fit, and what the owner's own policy throws.
 */
export async function openOwner(ctx: Ctx, db: Db, named: Named): Promise<Owner> {
  const nobody = { businessId: null, salonId: null, clientId: null, bookingId: null, userId: senderOf(ctx) };
  switch (named.purpose) {
    case "user_photo":
      refuseOthers(named, []);
      return { ...nobody, userId: signedIn(ctx.actor) };
    case "review_photo": {
      refuseOthers(named, ["salonId", "bookingId"]);
      const bookingId = required(named, "bookingId");
      const { record } = await openBooking(ctx, db, bookingId, mayPhotographVisit);
      const { businessId, salonId } = record.booking;
      if (named.salonId && named.salonId !== salonId) throw unknown("salonId");
      return { ...nobody, businessId, salonId, bookingId };
    }
    default:
      if (named.purpose !== "document") refuseOthers(named, ["salonId"]);
      return openSalons(ctx, db, named);
  }
}

async function openSalons(ctx: Ctx, db: Db, named: Named): Promise<Owner> {
  const { salon } = await openSalon(ctx, db, required(named, "salonId"), mayUploadForSalon);
  const { clientId = null, bookingId = null } = named;
  if (clientId && !(await findClient(db, salon.businessId, clientId, null))) throw unknown("clientId");
  if (bookingId && !(await isOfSalon(ctx, db, bookingId, salon.id))) throw unknown("bookingId");
  const { businessId, id: salonId } = salon;
  return { businessId, salonId, clientId, bookingId, userId: senderOf(ctx) };
}

function senderOf({ actor }: Ctx): string | null {
  return actor.kind === "user" ? actor.userId : null;
}

async function isOfSalon(ctx: Ctx, db: Db, bookingId: string, salonId: string): Promise<boolean> {
  return (await findBooking(db, bookingId, ctx.actor))?.booking.salonId === salonId;
}

type Owning = "salonId" | "clientId" | "bookingId";

function required(named: Named, field: Owning): string {
  const id = named[field];
  if (id) return id;
  throw invalidInput(`/${field}`, "required", `A file of this purpose names its ${field}.`);
}

function refuseOthers(named: Named, fitting: readonly Owning[]): void {
  const others = (["salonId", "clientId", "bookingId"] as const).filter((field) => !fitting.includes(field));
  const stranger = others.find((field) => named[field]);
  if (stranger) throw invalidInput(`/${stranger}`, "unfit", `A file of this purpose has no ${stranger}.`);
}

function unknown(field: Owning) {
  return invalidInput(`/${field}`, "unknown", "The salon has none with this id.");
}
