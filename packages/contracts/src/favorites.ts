import { z } from "zod";
import { Id } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Salon } from "./salons.ts";
import { Instant } from "./time.ts";

/** A salon that somebody wants to find again. */
export const Favorite = z.object({ salon: Salon, createdAt: Instant }).meta({ id: "Favorite" });
export type Favorite = z.infer<typeof Favorite>;
export const FavoritePage = pageOf(Favorite).meta({ id: "FavoritePage" });

export const FavoriteRef = z.strictObject({ salonId: Id });
export type FavoriteRef = z.infer<typeof FavoriteRef>;

export const ListFavorites = z.strictObject(pageQuery);
export type ListFavorites = z.infer<typeof ListFavorites>;
