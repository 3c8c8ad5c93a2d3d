import { expect } from "vitest";
import { serviceInput } from "../fixtures.ts";
import { GUEST } from "../salon-with-bea.ts";
import { by } from "./change.ts";
import type { Prepare } from "./change.ts";

const price = (amountMinor: number) => ({ amountMinor, currency: "EUR" });

/** What a salon offers: services with their categories and add-ons, rooms, and who does what. */
export const menuChanges = {
  "services.create": ({ mona, salonId }) =>
    by(mona, async ({ services }) => {
      const { id } = await services.create(serviceInput(salonId));
      return [
        { action: "service.created", subjectId: id, before: null, after: { id, name: "Cut", version: 1 } },
      ];
    }),
  "services.update": async ({ mona, salonId }) => {
    const { id } = await mona.api.services.create(serviceInput(salonId));
    return by(mona, async ({ services }) => {
      await services.update({ salonId, serviceId: id, name: "Trim" });
      const [before, after] = [
        { name: "Cut", version: 1 },
        { name: "Trim", version: 2 },
      ];
      return [{ action: "service.updated", subjectId: id, before, after }];
    });
  },
  "services.archive": async ({ mona, salonId }) => {
    const made = await mona.api.services.create(serviceInput(salonId));
    return by(mona, async ({ services }) => {
      await services.archive({ salonId, serviceId: made.id });
      const before = { name: "Cut", variants: made.variants };
      return [{ action: "service.archived", subjectId: made.id, before, after: null }];
    });
  },
  "serviceCategories.create": ({ mona, salonId }) =>
    by(mona, async ({ serviceCategories }) => {
      const { id } = await serviceCategories.create({ salonId, name: "Hair" });
      return [
        { action: "service_category.created", subjectId: id, before: null, after: { id, name: "Hair" } },
      ];
    }),
  "serviceCategories.update": async ({ mona, salonId }) => {
    const { id } = await mona.api.serviceCategories.create({ salonId, name: "Hair" });
    return by(mona, async ({ serviceCategories }) => {
      await serviceCategories.update({ salonId, categoryId: id, name: "Nails" });
      const [before, after] = [
        { name: "Hair", version: 1 },
        { name: "Nails", version: 2 },
      ];
      return [{ action: "service_category.updated", subjectId: id, before, after }];
    });
  },
  "serviceCategories.archive": async ({ mona, salonId }) => {
    const { id } = await mona.api.serviceCategories.create({ salonId, name: "Hair" });
    return by(mona, async ({ serviceCategories }) => {
      await serviceCategories.archive({ salonId, categoryId: id });
      return [{ action: "service_category.archived", subjectId: id, before: { name: "Hair" }, after: null }];
    });
  },
  "addOns.create": ({ mona, salonId }) =>
    by(mona, async ({ addOns }) => {
      const { id } = await addOns.create({ salonId, ...wash });
      const after = { id, name: "Wash", minutes: 10, price: price(500), serviceIds: [], version: 1 };
      return [{ action: "add_on.created", subjectId: id, before: null, after }];
    }),
  "addOns.update": async ({ mona, salonId }) => {
    const { id: serviceId } = await mona.api.services.create(serviceInput(salonId));
    const { id } = await mona.api.addOns.create({ salonId, ...wash });
    return by(mona, async ({ addOns }) => {
      await addOns.update({ salonId, addOnId: id, price: { amountMinor: 700 }, serviceIds: [serviceId] });
      const before = { price: price(500), serviceIds: [], version: 1 };
      const after = { price: price(700), serviceIds: [serviceId], version: 2 };
      return [{ action: "add_on.updated", subjectId: id, before, after }];
    });
  },
  "addOns.archive": async ({ mona, salonId }) => {
    const { id: serviceId } = await mona.api.services.create(serviceInput(salonId));
    const { id } = await mona.api.addOns.create({ salonId, ...wash, serviceIds: [serviceId] });
    return by(mona, async ({ addOns }) => {
      await addOns.archive({ salonId, addOnId: id });
      const before = { name: "Wash", serviceIds: [serviceId] };
      return [{ action: "add_on.archived", subjectId: id, before, after: null }];
    });
  },
  "resourceTypes.create": ({ mona, salonId }) =>
    by(mona, async ({ resourceTypes }) => {
      const { id } = await resourceTypes.create({ salonId, name: "Room" });
      return [{ action: "resource_type.created", subjectId: id, before: null, after: { id, name: "Room" } }];
    }),
  "resourceTypes.update": async ({ mona, salonId }) => {
    const { id } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
    return by(mona, async ({ resourceTypes }) => {
      await resourceTypes.update({ salonId, resourceTypeId: id, name: "Booth" });
      const [before, after] = [
        { name: "Room", version: 1 },
        { name: "Booth", version: 2 },
      ];
      return [{ action: "resource_type.updated", subjectId: id, before, after }];
    });
  },
  "resourceTypes.archive": async ({ mona, salonId }) => {
    const { id } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
    return by(mona, async ({ resourceTypes }) => {
      await resourceTypes.archive({ salonId, resourceTypeId: id });
      return [{ action: "resource_type.archived", subjectId: id, before: { name: "Room" }, after: null }];
    });
  },
  "resources.create": async ({ mona, salonId }) => {
    const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
    return by(mona, async ({ resources }) => {
      const { id } = await resources.create({ salonId, resourceTypeId, name: "Red" });
      return [
        {
          action: "resource.created",
          subjectId: id,
          before: null,
          after: { id, resourceTypeId, name: "Red" },
        },
      ];
    });
  },
  "resources.update": async ({ mona, salonId }) => {
    const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
    const { id } = await mona.api.resources.create({ salonId, resourceTypeId, name: "Red" });
    return by(mona, async ({ resources }) => {
      await resources.update({ salonId, resourceId: id, name: "Blue" });
      const [before, after] = [
        { name: "Red", version: 1 },
        { name: "Blue", version: 2 },
      ];
      return [{ action: "resource.updated", subjectId: id, before, after }];
    });
  },
  "resources.archive": async ({ mona, salonId }) => {
    const { id: resourceTypeId } = await mona.api.resourceTypes.create({ salonId, name: "Room" });
    const { id } = await mona.api.resources.create({ salonId, resourceTypeId, name: "Red" });
    return by(mona, async ({ resources }) => {
      await resources.archive({ salonId, resourceId: id });
      return [{ action: "resource.archived", subjectId: id, before: { name: "Red" }, after: null }];
    });
  },
  "staff.create": ({ mona, salonId, cutId }) =>
    by(mona, async ({ staff }) => {
      const { id } = await staff.create({ salonId, name: "Dora", services: [{ variantId: cutId }] });
      const after = { id, name: "Dora", services: [offerOf(cutId)], version: 1 };
      return [{ action: "staff.created", subjectId: id, before: null, after }];
    }),
  "staff.update": async ({ mona, salonId }) => {
    const { id } = await mona.api.staff.create({ salonId, name: "Dora" });
    return by(mona, async ({ staff }) => {
      await staff.update({ salonId, staffId: id, title: "Colourist" });
      const [before, after] = [
        { title: null, version: 1 },
        { title: "Colourist", version: 2 },
      ];
      return [{ action: "staff.updated", subjectId: id, before, after }];
    });
  },
  "staff.archive": async ({ mona, salonId }) => {
    const { id } = await mona.api.staff.create({ salonId, name: "Dora" });
    return by(mona, async ({ staff }) => {
      await staff.archive({ salonId, staffId: id });
      return [{ action: "staff.archived", subjectId: id, before: { id, name: "Dora" }, after: null }];
    });
  },
  "staff.reassignBookings": async ({ api, mona, salonId, cutId, annId, freeTime }) => {
    const services = [{ variantId: cutId }];
    const { id: staffId } = await mona.api.staff.create({ salonId, name: "Dora", services });
    const visit = { salonId, startsAt: freeTime(), items: [{ variantId: cutId, staffId }], client: GUEST };
    const { id } = await api.anybody.bookings.create(visit);
    return by(mona, async ({ staff }) => {
      await staff.reassignBookings({ salonId, staffId, toStaffIds: [annId] });
      const of = (who: string, version: number) => ({
        staffIds: [who],
        items: [expect.objectContaining({ staffId: who })],
        version,
      });
      const [before, after] = [of(staffId, 1), of(annId, 2)];
      return [{ action: "booking.updated", subjectId: id, before, after }];
    });
  },
  "staff.setServices": async ({ mona, salonId, cutId, colourId }) => {
    const { id } = await mona.api.staff.create({ salonId, name: "Dora", services: [{ variantId: cutId }] });
    return by(mona, async ({ staff }) => {
      await staff.setServices({ salonId, staffId: id, services: [{ variantId: colourId }] });
      const before = { services: [offerOf(cutId)], version: 1 };
      const after = { services: [offerOf(colourId)], version: 2 };
      return [{ action: "staff.updated", subjectId: id, before, after }];
    });
  },
} satisfies Record<string, Prepare>;

const wash = { name: "Wash", minutes: 10, price: { amountMinor: 500 }, serviceIds: [] };
const offerOf = (variantId: string) => ({ variantId, price: null, segmentMinutes: null });
