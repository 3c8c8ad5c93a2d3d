import type { InputsOf } from "./inputs.ts";
import type { INTAKE } from "./intake.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const client = ({ salonId, clientId }: Place) => ({ salonId, clientId });
const booking = ({ confirmedId }: Place) => ({ bookingId: confirmedId });

export const INTAKE_INPUTS: InputsOf<typeof INTAKE> = {
  "intake.form": salon,
  "intake.setForm": (place) => ({
    ...salon(place),
    questions: [{ key: "allergies", text: "Any allergies?", kind: "text", serviceIds: [place.serviceId] }],
    consents: [{ key: "patch_test", text: "I had a patch test", validDays: 180 }],
  }),
  "intake.ofClient": client,
  "intake.answer": client,
  "intake.ofBooking": booking,
  "intake.answerForBooking": booking,
};
