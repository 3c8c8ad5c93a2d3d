import { expect, test } from "vitest";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";

test("whoever makes a salon owns it, and strangers do not see it until it is published", async () => {
  await using api = await openTestApi();
  const mona = await api.signUp("Mona");
  const stranger = await api.signUp("Stranger");
  const salon = await mona.api.salons.create(salonInput());
  expect(salon).toMatchObject({ status: "draft", role: "owner", slug: "salon-mitte", version: 1 });
  await expect(stranger.api.salons.get({ salonId: salon.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(api.anybody.salons.policy({ salonId: salon.id })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  expect(await mona.api.salons.get({ salonId: "salon-mitte" })).toMatchObject({ id: salon.id });
  expect(await mona.api.salons.setPolicy({ salonId: salon.id, holdMinutes: 5 })).toMatchObject({
    version: 2,
    holdMinutes: 5,
    horizonDays: 90,
  });
  await expect(mona.api.salons.publish({ salonId: salon.id })).rejects.toThrow("lacks");
});
