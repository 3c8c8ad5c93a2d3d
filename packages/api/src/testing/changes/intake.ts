import { GUEST } from "../salon-with-bea.ts";
import { by, PERSONAL } from "./change.ts";
import type { Place, Prepare } from "./change.ts";

const QUESTIONS = [{ key: "allergies", text: "Any allergies?", kind: "text" as const }];

/** What a salon asks, and what it is told. */
export const intakeChanges = {
  "intake.setForm": async (place) => {
    const { version } = await ask(place);
    const { mona, salonId } = place;
    return by(mona, async ({ intake }) => {
      const consents = [{ key: "photos", text: "May we show photos?" }];
      const after = await intake.setForm({ salonId, questions: QUESTIONS, consents });
      const before = { consents: [], version };
      const kept = { consents: after.consents, version: version + 1 };
      return [{ action: "intake_form.updated", subjectId: salonId, before, after: kept }];
    });
  },
  "intake.answer": async (place) => {
    await ask(place);
    const { rita, salonId } = place;
    const { id: clientId } = await rita.api.clients.create({ salonId, name: "Alice" });
    return by(rita, async ({ intake }) => {
      await intake.answer({ salonId, clientId, answers: [{ key: "allergies", value: "Nuts" }] });
      return [told(clientId)];
    });
  },
  "intake.answerForBooking": async (place) => {
    await ask(place);
    const { api, salonId, cutId, beaId, freeTime } = place;
    const items = [{ variantId: cutId, staffId: beaId }];
    const wish = { salonId, startsAt: freeTime(), items, client: GUEST };
    const { id: bookingId, bookingToken, client } = await api.anybody.bookings.create(wish);
    return {
      by: { kind: "bookingHolder", token: bookingToken ?? "" },
      make: async ({ intake }) => {
        await intake.answerForBooking({ bookingId, answers: [{ key: "allergies", value: "Nuts" }] });
        return [told(client?.id ?? "")];
      },
    };
  },
} satisfies Record<string, Prepare>;

function ask({ mona, salonId }: Place) {
  return mona.api.intake.setForm({ salonId, questions: QUESTIONS, consents: [] });
}

function told(clientId: string) {
  const before = { answers: PERSONAL, version: 1 };
  const after = { answers: PERSONAL, version: 2 };
  return { action: "client_intake.updated", subjectId: clientId, before, after };
}
