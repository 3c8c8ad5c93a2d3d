import { expect, test } from "vitest";
import { serviceInput, variantInput } from "../testing/fixtures.ts";
import { furnish, join } from "../testing/furnish.ts";
import { openTestApi } from "../testing/index.ts";

test("a colour keeps its segments, its buffers and the basin that the last of them needs", async () => {
  await using api = await openTestApi();
  const { salon, mona } = await furnish(api);
  const salonId = salon.id;
  const chair = await mona.api.resourceTypes.create({ salonId, name: "Chair" });
  const basin = await mona.api.resourceTypes.create({ salonId, name: "Basin" });
  const colours = await mona.api.serviceCategories.create({ salonId, name: "Colour" });
  const colour = await mona.api.services.create({
    salonId,
    name: "Colour",
    description: "Roots and lengths.",
    categoryId: colours.id,
    variants: [
      {
        name: "Roots",
        price: { amountMinor: 8000 },
        priceType: "from",
        bufferAfterMinutes: 10,
        resources: [{ resourceTypeId: chair.id }],
        segments: [
          { kind: "active", minutes: 30 },
          { kind: "processing", minutes: 45 },
          { kind: "active", minutes: 15, resources: [{ resourceTypeId: basin.id, quantity: 1 }] },
        ],
      },
    ],
  });
  expect(colour).toMatchObject({
    name: "Colour",
    categoryId: colours.id,
    onlineBookable: true,
    addOnIds: [],
    version: 1,
  });
  expect(colour.variants).toMatchObject([
    {
      name: "Roots",
      price: { amountMinor: 8000, currency: "EUR" },
      priceType: "from",
      durationMinutes: 90,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 10,
      resources: [{ resourceTypeId: chair.id, quantity: 1 }],
      segments: [
        { kind: "active", minutes: 30, resources: [] },
        { kind: "processing", minutes: 45, resources: [] },
        { kind: "active", minutes: 15, resources: [{ resourceTypeId: basin.id, quantity: 1 }] },
      ],
    },
  ]);
  expect(await api.anybody.services.get({ salonId, serviceId: colour.id })).toEqual(colour);
});
