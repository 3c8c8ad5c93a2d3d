import { randomUUID } from "node:crypto";
import { appRouter } from "@salon/api";
import type { Actor, Deps } from "@salon/core";
import postgres from "postgres";

const PEOPLE = 10;
const SLOTS_A_DAY = 40;
const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;

export type BusySalon = {
  /** Whom the salon's own messages go to. */
  readonly ownersAddress: string;
  /** Books for the guest of this number, at a time of their own; whom the confirmation goes to. */
  readonly book: (number: number) => Promise<string>;
};

/** A salon where ten people cut for half an hour, day and night, for whoever asks. */
export async function openBusySalon(deps: Deps, databaseUrl: string): Promise<BusySalon> {
  const ownersAddress = `owner.${randomUUID().slice(0, 8)}@example.com`;
  const userId = await signUp(databaseUrl, ownersAddress);
  const asOwner = () => as(deps, { kind: "user", userId, emailVerified: true });
  const { id: salonId } = await asOwner().salons.create({
    name: "Salon Mitte",
    timeZone: "Etc/UTC",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
    sandbox: true,
  });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await asOwner().schedules.setSalonHours({ salonId, schedules: [{ weekly }] });
  const { variants } = await asOwner().services.create({
    salonId,
    name: "Cut",
    variants: [{ name: "Short", price: { amountMinor: 4500 }, segments: [{ kind: "active", minutes: 30 }] }],
  });
  const variantId = variants[0]?.id ?? "";
  for (let person = 1; person <= PEOPLE; person += 1)
    await asOwner().staff.create({ salonId, name: `Person ${person}`, services: [{ variantId }] });
  const tomorrow = Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
  return {
    ownersAddress,
    async book(number) {
      const slot = Math.floor(number / PEOPLE);
      const day = tomorrow + Math.floor(slot / SLOTS_A_DAY) * DAY_MS;
      const email = `guest-${number}@example.com`;
      await as(deps, { kind: "anonymous" }).bookings.create({
        salonId,
        startsAt: new Date(day + (slot % SLOTS_A_DAY) * HALF_HOUR_MS),
        items: [{ variantId }],
        client: { name: `Guest ${number}`, email },
      });
      return email;
    },
  };
}

async function signUp(databaseUrl: string, email: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1 });
  const id = randomUUID();
  await sql`insert into users (id, name, email, email_verified) values (${id}, 'Olga', ${email}, true)`;
  await sql.end();
  return id;
}

function as(deps: Deps, actor: Actor) {
  return appRouter.createCaller({
    deps,
    actor,
    requestId: randomUUID(),
    idempotencyKey: randomUUID(),
    outcome: { replayed: false },
  });
}
