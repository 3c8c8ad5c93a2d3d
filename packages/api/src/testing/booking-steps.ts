type Place = { readonly client: number; readonly staff: number; readonly at: number };

/** Somebody books or holds two half-hours: `at` counts them from the opening; `visit` counts what was asked for so far. */
export type Booked = (Place & { readonly kind: "book" }) | (Place & { readonly kind: "hold" });
export type Changed =
  | { readonly kind: "confirm" | "release" | "cancel"; readonly visit: number }
  | { readonly kind: "move"; readonly visit: number; readonly at: number };
export type Around =
  | { readonly kind: "timeOff"; readonly staff: number; readonly at: number; readonly halfHours: number }
  | { readonly kind: "clock"; readonly minutes: number; readonly sweeps: boolean };

export type Step = Booked | Changed | Around;
