import { Favorite, FavoritePage, FavoriteRef, ListFavorites } from "@salon/contracts";
import { addFavorite, listFavorites, removeFavorite } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Me"] as const;

export const favoritesRouter = router({
  list: procedure
    .meta(
      rest("GET /me/favorites", {
        summary: "The salons that one wants to find again, the newest first",
        description: "Salons that the caller may not look at any more are left out, and come back with them.",
        tags,
      }),
    )
    .input(ListFavorites)
    .output(FavoritePage)
    .query(({ ctx, input }) => listFavorites(ctx, input)),
  add: procedure
    .meta(rest("PUT /me/favorites/{salonId}", { summary: "Keep a salon", tags }))
    .input(FavoriteRef)
    .output(Favorite)
    .mutation(({ ctx, input }) => addFavorite(ctx, input)),
  remove: procedure
    .meta(rest("DELETE /me/favorites/{salonId}", { summary: "Keep a salon no more", tags }))
    .input(FavoriteRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeFavorite(ctx, input)),
});
