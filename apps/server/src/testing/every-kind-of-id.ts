import type { ClientSalon } from "./client-salon.ts";

/** Makes one of everything that a salon can have; its ids, by the names of their parameters. */
export async function everyKindOfId({
  salonId,
  staffId,
  owner,
}: ClientSalon): Promise<Record<string, string>> {
  const path = `/salons/${salonId}`;
  const made = async (rest: string, body: object) => {
    const answer = await owner.rest("POST", path + rest, body);
    return String(answer.body["id"]);
  };
  const resourceTypeId = await made("/resource-types", { name: "Room" });
  const { body: services } = await owner.rest("GET", `${path}/services`);
  const serviceId = (services["items"] as { id: string }[])[0]?.id ?? "";
  const { body: members } = await owner.rest("GET", `${path}/members`);
  const clientId = await made("/clients", { name: "Rosa" });
  await owner.rest("PUT", `${path}/overrides/2027-06-14`, { hours: [{ opens: "09:00", closes: "17:00" }] });
  return {
    salonId,
    staffId,
    serviceId,
    resourceTypeId,
    clientId,
    userId: owner.userId,
    keyId: await made("/api-keys", { name: "Till", scopes: ["salon:read"] }),
    invitationId: await made("/members", { email: "bea@example.com", role: "stylist" }),
    memberId: (members["items"] as { id: string }[])[0]?.id ?? "",
    resourceId: await made("/resources", { name: "Room 1", resourceTypeId }),
    categoryId: await made("/service-categories", { name: "Hair" }),
    addOnId: await made("/add-ons", {
      name: "Wash",
      minutes: 5,
      price: { amountMinor: 500 },
      serviceIds: [serviceId],
    }),
    timeOffId: await made("/time-off", { staffId, fromDate: "2027-06-18", toDate: "2027-06-18" }),
    date: "2027-06-14",
  };
}
