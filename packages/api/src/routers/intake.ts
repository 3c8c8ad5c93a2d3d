import {
  AnswerBookingIntake,
  AnswerIntake,
  BookingIntake,
  BookingRef,
  ClientIntake,
  ClientRef,
  IntakeForm,
  SalonRef,
  SetIntakeForm,
} from "@salon/contracts";
import {
  answerBookingIntake,
  answerIntake,
  getBookingIntake,
  getClientIntake,
  getIntakeForm,
  setIntakeForm,
} from "@salon/core";
import { bookingHolder, open, rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Clients"] as const;

export const intakeRouter = router({
  form: procedure
    .meta(
      rest("GET /salons/{salonId}/intake-questions", {
        summary: "What a salon asks of its clients",
        tags,
        ...open,
      }),
    )
    .input(SalonRef)
    .output(IntakeForm)
    .query(({ ctx, input }) => getIntakeForm(ctx, input)),
  setForm: procedure
    .meta(
      rest("PUT /salons/{salonId}/intake-questions", {
        summary: "Say what is asked of clients",
        description:
          "The whole of it: questions, and what is to be agreed to. What clients told already stays, with the words that they were asked in; whoever agreed to other words is asked again.",
        tags,
        scope: "salon:write",
      }),
    )
    .input(SetIntakeForm)
    .output(IntakeForm)
    .mutation(({ ctx, input }) => setIntakeForm(ctx, input)),
  ofClient: procedure
    .meta(
      rest("GET /salons/{salonId}/clients/{clientId}/intake", {
        summary: "What a client told the salon",
        tags,
        scope: "clients:read",
      }),
    )
    .input(ClientRef)
    .output(ClientIntake)
    .query(({ ctx, input }) => getClientIntake(ctx, input)),
  answer: procedure
    .meta(
      rest("PATCH /salons/{salonId}/clients/{clientId}/intake", {
        summary: "Record what a client answered and agreed to",
        description: "What is not named stays; `null` takes an answer back.",
        tags,
        scope: "clients:write",
      }),
    )
    .input(AnswerIntake)
    .output(ClientIntake)
    .mutation(({ ctx, input }) => answerIntake(ctx, input)),
  ofBooking: procedure
    .meta(
      rest("GET /bookings/{bookingId}/intake", {
        summary: "What is asked before a visit",
        description:
          "For whoever holds the booking: the salon's questions, and the keys of what is missing. What was answered is told to the salon only.",
        tags,
        problems: [409],
        ...bookingHolder,
      }),
    )
    .input(BookingRef)
    .output(BookingIntake)
    .query(({ ctx, input }) => getBookingIntake(ctx, input)),
  answerForBooking: procedure
    .meta(
      rest("PATCH /bookings/{bookingId}/intake", {
        summary: "Answer what is asked before a visit",
        description: "Kept with the client whom the visit is for. What is not named stays.",
        tags,
        problems: [409],
        ...bookingHolder,
      }),
    )
    .input(AnswerBookingIntake)
    .output(BookingIntake)
    .mutation(({ ctx, input }) => answerBookingIntake(ctx, input)),
});
