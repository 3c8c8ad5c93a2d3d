const KINDS: Readonly<Record<string, string>> = {
  excludedStaffIds: "staff",
  toStaffIds: "staff",
  rescheduling: "booking",
  duplicateId: "client",
  "add-ons": "addOn",
  "api-keys": "key",
  bookings: "booking",
  "booking-series": "series",
  "calendar-feeds": "feed",
  clients: "client",
  devices: "device",
  events: "event",
  "shared-staff": "staff",
  members: "member",
  invitations: "invitation",
  review: "review",
  reviews: "review",
  "resource-types": "resourceType",
  resources: "resource",
  salons: "salon",
  "service-categories": "category",
  services: "service",
  staff: "staff",
  "time-off": "timeOff",
  variants: "variant",
  items: "item",
  waitlist: "entry",
  webhooks: "webhook",
  deliveries: "delivery",
};

type Whose = "own" | "elsewhere";

/** The ids that were met in answers, by what they are of and whose, and the cursors of each list. */
export class Pool {
  /** The salon that is ours at the moment. */
  salonId = "";
  readonly #ids: Record<Whose, Map<string, string[]>> = { own: new Map(), elsewhere: new Map() };
  readonly #cursors = new Map<string, string[]>();

  /** An id that a field of this name may hold: mostly our salon's, else another's, or nobody's. */
  pick(name: string, chance: number): string {
    const whose = chance % 100 < 94 ? "own" : "elsewhere";
    const known = chance % 100 < 97 ? (this.#ids[whose].get(kindOf(name)) ?? []) : [];
    const digits = chance.toString(16).padStart(12, "0").slice(-12);
    return known[Math.floor(chance / 100) % known.length] ?? `0197a3c4-5b1e-7c33-9d0f-${digits}`;
  }

  cursor(list: string, chance: number): string | undefined {
    const known = this.#cursors.get(list) ?? [];
    return known[chance % known.length];
  }

  /** Forgets whose salon was ours: it is another's from now on. */
  moveOn(): void {
    this.salonId = "";
    this.#ids.elsewhere = this.#ids.own;
    this.#ids.own = new Map();
    this.#cursors.clear();
  }

  add(whose: Whose, name: string, id: string): void {
    const kind = kindOf(name);
    const known = this.#ids[whose].get(kind) ?? [];
    if (!known.includes(id)) this.#ids[whose].set(kind, [...known, id].slice(-12));
  }

  /** Keeps what an answer about this salon names. */
  learn(salonId: unknown, path: string, operationId: string, body: unknown): void {
    const collection = path.split("/").findLast((part) => part in KINDS) ?? "";
    this.#walk(salonId === this.salonId ? "own" : "elsewhere", collection, body);
    const { nextCursor, items } = body as { nextCursor?: unknown; items?: readonly { sequence?: unknown }[] };
    const place = nextCursor ?? items?.at(-1)?.sequence;
    if (typeof place !== "string") return;
    this.#cursors.set(operationId, [...(this.#cursors.get(operationId) ?? []), place].slice(-5));
  }

  #walk(whose: Whose, name: string, value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#walk(whose, name, item);
    else if (typeof value === "string" && /Ids?$/.test(name)) this.add(whose, name, value);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const isPage = key === "items" && "nextCursor" in value;
        if (key === "id" && typeof inner === "string") this.add(whose, name, inner);
        else this.#walk(whose, isPage ? name : key, inner);
      }
    }
  }
}

function kindOf(name: string): string {
  return KINDS[name] ?? name.replace(/Ids?$/, "");
}
