import { createSalonClient } from "@salon/client";
import type { SalonClient, SalonClientOptions } from "@salon/client";
import type { Persona, TestServer } from "../testing.ts";

export const MONDAY = "2027-06-14";
const WEEK_BEFORE = new Date("2027-06-07T06:00:00Z");

export type ClientSalon = {
  readonly salonId: string;
  readonly variantId: string;
  readonly staffId: string;
  readonly owner: Persona;
  /** The salon through its owner's eyes, and through anybody's. */
  readonly asOwner: SalonClient;
  readonly asGuest: SalonClient;
};

/** An instant of that Monday by the clock on the salon's wall, in Berlin. */
export function monday(time: `${number}:${number}`): Date {
  return new Date(`${MONDAY}T${time}:00+02:00`);
}

export function clientOf(
  { url }: Pick<TestServer, "url">,
  token?: string,
  over: Partial<SalonClientOptions> = {},
): SalonClient {
  return createSalonClient({ url, getToken: () => token, ...over });
}

/** A sandbox in Berlin where Bea cuts for an hour from nine to five; made by the typed client. */
export async function openClientSalon(server: TestServer): Promise<ClientSalon> {
  const owner = await server.signUp("Mona");
  return { owner, ...(await furnishSalon(server, owner.token)) };
}

/** The same, for whoever the token belongs to. */
export async function furnishSalon(
  server: Pick<TestServer, "url">,
  token: string,
): Promise<Omit<ClientSalon, "owner">> {
  const asOwner = clientOf(server, token);
  const { id: salonId } = await asOwner.salons.create.mutate({
    name: "Salon Mitte",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
    sandbox: true,
  });
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
  await asOwner.schedules.setSalonHours.mutate({ salonId, schedules: [{ weekly }] });
  const cut = await asOwner.services.create.mutate({
    salonId,
    name: "Cut",
    variants: [{ name: "Short", price: { amountMinor: 4500 }, segments: [{ kind: "active", minutes: 60 }] }],
  });
  const variantId = cut.variants[0]?.id ?? "";
  const { id: staffId } = await asOwner.staff.create.mutate({
    salonId,
    name: "Bea",
    services: [{ variantId }],
  });
  await asOwner.salons.setTestClock.mutate({ salonId, now: WEEK_BEFORE });
  return { salonId, variantId, staffId, asOwner, asGuest: clientOf(server) };
}
