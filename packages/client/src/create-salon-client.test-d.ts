import type { Booking, Reason, Slot } from "@salon/contracts";
import { expectTypeOf } from "vitest";
import { callWith, createSalonClient, problemOf } from "./index.ts";
import type { RouterInputs, RouterOutputs } from "./index.ts";

const client = createSalonClient({ url: "https://book.example.com", getToken: () => null });

expectTypeOf(client.bookings.get.query).returns.resolves.toEqualTypeOf<Booking>();
expectTypeOf<RouterOutputs["bookings"]["get"]["startsAt"]>().toEqualTypeOf<Date>();
expectTypeOf<RouterOutputs["availability"]["search"]["slots"][number]>().toEqualTypeOf<Slot>();
expectTypeOf<RouterInputs["bookings"]["create"]["startsAt"]>().toEqualTypeOf<Date | undefined>();
expectTypeOf<RouterInputs["bookings"]["create"]["mode"]>().toEqualTypeOf<
  "sequence" | "parallel" | undefined
>();

const problem = problemOf(new Error("any"));
expectTypeOf(problem?.code).toEqualTypeOf<Reason | undefined>();
expectTypeOf(problem?.alternatives).toEqualTypeOf<readonly Slot[] | undefined>();

void client.bookings.cancel.mutate({ bookingId: "1" }, callWith({ bookingToken: "2", idempotencyKey: "3" }));
// @ts-expect-error A query is not a mutation.
void client.bookings.get.mutate;
// @ts-expect-error There is no such field.
void client.bookings.cancel.mutate({ bookingId: "1", because: "rain" });
// @ts-expect-error Instants are dates.
void client.bookings.reschedule.mutate({ bookingId: "1", startsAt: "2027-06-14T08:00:00Z" });
// @ts-expect-error There is no such code.
void (problem?.code === "taken");
// @ts-expect-error There is no such thing to say with a call.
callWith({ idempotency: "3" });
