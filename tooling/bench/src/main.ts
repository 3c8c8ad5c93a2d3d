import { benchAvailability } from "./availability.ts";
import { benchBooking } from "./booking.ts";
import { benchEngine } from "./engine.ts";
import { benchGrowth } from "./growth.ts";
import { openPlace } from "./place.ts";
import type { Place } from "./place.ts";
import { benchReads } from "./reads.ts";
import { benchSlot } from "./slot.ts";
import { benchUploads } from "./uploads.ts";

const FEW = 10_000;
const MANY = 100_000;
const VERY_MANY = 1_000_000;

const BENCHES: Record<string, (place: Place) => Promise<void>> = {
  engine: benchEngine,
  reads: async (place) => benchReads(await place.salonWith(FEW)),
  uploads: async (place) => benchUploads(await place.salonWith(FEW)),
  slot: async (place) => benchSlot(await place.salonWith(FEW)),
  availability: async (place) => benchAvailability(await place.salonWith(MANY)),
  booking: async (place) => benchBooking(await place.salonWith(MANY)),
  growth: async (place) => benchGrowth(await place.salonWith(FEW), await place.salonWith(VERY_MANY)),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  process.stderr.write(`There is no "${unknown}": ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(1);
}
await using place = openPlace();
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length === 0 || asked.includes(name)) await bench(place);
}
