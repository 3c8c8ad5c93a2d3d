import type { InputsOf } from "./inputs.ts";
import type { PAYMENTS } from "./payments.table.ts";
import type { Place } from "./world.ts";

const booking = ({ confirmedId }: Place) => ({ bookingId: confirmedId });

export const PAYMENT_INPUTS: InputsOf<typeof PAYMENTS> = {
  "payments.list": booking,
  "payments.record": (place) => ({ ...booking(place), method: "cash", amountMinor: 100 }),
  "payments.refund": ({ completedId, paymentId }) => ({
    bookingId: completedId,
    paymentId,
    amountMinor: 100,
    reason: "Not happy",
  }),
  "payments.takings": ({ salonId }) => ({ salonId, from: "2027-06-01", to: "2027-06-30" }),
};
