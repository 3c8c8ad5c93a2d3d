import { may, mayOnBooking } from "./answers.ts";

/** Whose answers they are; the salon's people go by the client's record, and are told so. */
const CUSTOMERS = { stylist: 403, key: 403 } as const;

export const INTAKE = {
  "intake.form": may(["–"], "any key"),
  "intake.setForm": may(["M"], "salon:write"),
  "intake.ofClient": may(["own S", "R"], "clients:read"),
  "intake.answer": may(["R"], "clients:write"),
  "intake.ofBooking": mayOnBooking(["H", "its C"], "no key", CUSTOMERS),
  "intake.answerForBooking": mayOnBooking(["H", "its C"], "no key", CUSTOMERS),
} as const;
