import {
  BookingPolicy,
  Category,
  CreateSalon,
  FindSalon,
  OwnSalon,
  SalonChange,
  SalonPage,
  SalonRef,
  SearchSalons,
  SetPolicy,
  SetTestClock,
  ShownSalon,
  TestClock,
  UpdateSalon,
  VersionedSalonRef,
} from "@salon/contracts";
import {
  createSalon,
  getPolicy,
  getSalon,
  listCategories,
  publishSalon,
  searchSalons,
  setPolicy,
  setTestClock,
  updateSalon,
} from "@salon/core";
import { z } from "zod";
import { open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Salons"] as const;

export const salonsRouter = router({
  categories: procedure
    .meta(rest("GET /categories", { summary: "The platform's kinds of salons", tags, ...open }))
    .output(z.object({ items: z.array(Category) }))
    .query(({ ctx }) => listCategories(ctx)),
  create: procedure
    .meta(
      rest("POST /salons", {
        summary: "Make a salon and become its owner",
        tags,
        successStatus: 201,
        location: ({ id }: OwnSalon) => `/salons/${id}`,
      }),
    )
    .input(CreateSalon)
    .output(OwnSalon)
    .mutation(({ ctx, input }) => createSalon(ctx, input)),
  get: procedure
    .meta(rest("GET /salons/{salonId}", { summary: "A salon, by its id or slug", tags, ...open }))
    .input(FindSalon)
    .output(ShownSalon)
    .query(({ ctx, input }) => getSalon(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}", {
        summary: "Change how a salon presents itself",
        tags,
        scope: "salon:write",
        query: ["dryRun"],
        problems: [409],
      }),
    )
    .input(UpdateSalon)
    .output(SalonChange)
    .mutation(({ ctx, input }) => updateSalon(ctx, input)),
  search: procedure
    .meta(
      rest("GET /salons", {
        summary: "Published salons by words, place, category, price, rating, hours and free time",
        tags,
        ...open,
      }),
    )
    .input(SearchSalons)
    .output(SalonPage)
    .query(({ ctx, input }) => searchSalons(ctx, input)),
  publish: procedure
    .meta(
      rest("POST /salons/{salonId}/publish", {
        summary: "Open a salon to the public",
        tags,
        problems: [409],
      }),
    )
    .input(VersionedSalonRef)
    .output(OwnSalon)
    .mutation(({ ctx, input }) => publishSalon(ctx, input)),
  policy: procedure
    .meta(
      rest("GET /salons/{salonId}/policy", {
        summary: "The booking policy in force",
        tags,
        scope: "salon:read",
      }),
    )
    .input(SalonRef)
    .output(BookingPolicy)
    .query(({ ctx, input }) => getPolicy(ctx, input)),
  setTestClock: procedure
    .meta(
      rest("PUT /salons/{salonId}/test-clock", {
        summary: "Set a sandbox's clock",
        tags,
        scope: "salon:write",
        problems: [409],
      }),
    )
    .input(SetTestClock)
    .output(TestClock)
    .mutation(({ ctx, input }) => setTestClock(ctx, input)),
  setPolicy: procedure
    .meta(
      rest("PUT /salons/{salonId}/policy", {
        summary: "Put a new booking policy in force",
        tags,
        scope: "salon:write",
      }),
    )
    .input(SetPolicy)
    .output(BookingPolicy)
    .mutation(({ ctx, input }) => setPolicy(ctx, input)),
});
