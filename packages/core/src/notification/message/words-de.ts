import type { Words } from "./words.ts";

export const DE: Words = {
  titles: {
    booking_confirmed: ({ salon, when }) => `Gebucht: ${salon}, ${when}`,
    booking_requested: ({ salon, when }) => `Angefragt: ${salon}, ${when}`,
    booking_approved: ({ salon, when }) => `Angenommen: ${salon}, ${when}`,
    booking_declined: ({ salon, when }) => `Nicht angenommen: ${salon}, ${when}`,
    booking_request_expired: ({ salon, when }) => `Nicht beantwortet: ${salon}, ${when}`,
    booking_rescheduled: ({ salon, when }) => `Neue Zeit: ${salon}, ${when}`,
    booking_staff_changed: ({ salon, when }) => `Geändert: ${salon}, ${when}`,
    booking_cancelled: ({ salon, when }) => `Abgesagt: ${salon}, ${when}`,
    booking_reminder: ({ salon, when }) => `Erinnerung: ${salon}, ${when}`,
    review_requested: ({ salon }) => `Wie war es bei ${salon}?`,
    waitlist_offer: ({ salon, when }) => `Eine Zeit ist frei: ${salon}, ${when}`,
    salon_booking_requested: ({ when }) => `Neue Anfrage: ${when}`,
    salon_booking_created: ({ when }) => `Neue Buchung: ${when}`,
    salon_booking_rescheduled: ({ when }) => `Buchung verschoben: ${when}`,
    salon_booking_cancelled: ({ when }) => `Buchung abgesagt: ${when}`,
    salon_booking_assigned: ({ when }) => `Jetzt bei Ihnen: ${when}`,
    salon_booking_unassigned: ({ when }) => `Nicht mehr bei Ihnen: ${when}`,
  },
  openings: {
    booking_confirmed: ({ salon }) => `Ihr Termin bei ${salon} ist bestätigt.`,
    booking_requested: ({ salon }) =>
      `${salon} hat Ihre Anfrage erhalten. Die Zeit ist für Sie reserviert; sobald es eine Antwort gibt, hören Sie von uns.`,
    booking_approved: ({ salon }) => `${salon} hat Ihre Anfrage angenommen. Ihr Termin ist bestätigt.`,
    booking_declined: ({ salon }) => `${salon} konnte Ihre Anfrage leider nicht annehmen.`,
    booking_request_expired: ({ salon }) =>
      `${salon} hat Ihre Anfrage nicht rechtzeitig beantwortet. Sie ist damit hinfällig; es entstehen Ihnen keine Kosten.`,
    booking_rescheduled: ({ salon }) => `Ihr Termin bei ${salon} hat eine neue Zeit.`,
    booking_staff_changed: ({ salon }) =>
      `Bei Ihrem Termin bei ${salon} ist jemand anderes für Sie da. Die Zeit bleibt, wie sie ist.`,
    booking_cancelled: ({ salon }) => `Ihr Termin bei ${salon} ist abgesagt.`,
    booking_reminder: ({ salon }) => `${salon} freut sich auf Ihren Besuch.`,
    review_requested: ({ salon }) => `Sie waren bei ${salon}. Andere wüssten gern, wie es war.`,
    waitlist_offer: ({ salon }) =>
      `Sie warten auf eine Zeit bei ${salon}: diese ist jetzt frei. Sie ist eine Weile für Sie reserviert; bestätigen Sie sie, um sie zu nehmen.`,
    salon_booking_requested: ({ client }) =>
      `${client} fragt einen Termin an. Die Zeit ist reserviert, bis Sie zusagen oder absagen.`,
    salon_booking_created: ({ client }) => `${client} hat einen Termin gebucht.`,
    salon_booking_rescheduled: ({ client }) => `Der Termin von ${client} hat eine neue Zeit.`,
    salon_booking_cancelled: ({ client }) => `Der Termin von ${client} ist abgesagt.`,
    salon_booking_assigned: ({ client }) => `Der Termin von ${client} steht jetzt in Ihrem Kalender.`,
    salon_booking_unassigned: ({ client }) => `Der Termin von ${client} steht nicht mehr in Ihrem Kalender.`,
  },
  openingsOfSeveral: {
    booking_confirmed: ({ salon }) => `Ihre Termine bei ${salon} sind bestätigt.`,
    booking_requested: ({ salon }) =>
      `${salon} hat Ihre Anfragen erhalten. Die Zeiten sind für Sie reserviert; sobald es Antworten gibt, hören Sie von uns.`,
    booking_rescheduled: ({ salon }) => `Ihre Termine bei ${salon} haben neue Zeiten.`,
    booking_staff_changed: ({ salon }) =>
      `Bei Ihren Terminen bei ${salon} ist jemand anderes für Sie da. Die Zeiten bleiben, wie sie sind.`,
    booking_cancelled: ({ salon }) => `Ihre Termine bei ${salon} sind abgesagt.`,
    salon_booking_requested: ({ client }) =>
      `${client} fragt mehrere Termine an. Die Zeiten sind reserviert, bis Sie zusagen oder absagen.`,
    salon_booking_created: ({ client }) => `${client} hat mehrere Termine gebucht.`,
    salon_booking_rescheduled: ({ client }) => `Mehrere Termine von ${client} haben neue Zeiten.`,
    salon_booking_cancelled: ({ client }) => `Mehrere Termine von ${client} sind abgesagt.`,
    salon_booking_assigned: ({ client }) => `Mehrere Termine von ${client} stehen jetzt in Ihrem Kalender.`,
    salon_booking_unassigned: ({ client }) =>
      `Mehrere Termine von ${client} stehen nicht mehr in Ihrem Kalender.`,
  },
  several: (count, first) => `${count} Termine ab ${first}`,
  eachInCalendar:
    "Der angehängte Kalender enthält jeden Termin, jeweils mit einem eigenen Link zum Ansehen und Ändern.",
  greeting: (name) => `Guten Tag ${name},`,
  when: "Wann",
  formerly: "Bisher",
  yourTime: (when) => `Bei Ihnen ist das ${when}`,
  services: "Was",
  by: (service, staff) => `${service}, mit ${staff}`,
  price: "Preis",
  where: "Wo",
  answerUntil: "Antworten bis",
  client: "Kundin oder Kunde",
  note: "Anmerkung",
  reason: "Grund",
  cancelUntil: "Absagen bis",
  keptUntil: "Für Sie reserviert bis",
  open: "Termin ansehen oder ändern",
  review: "Besuch bewerten",
  contact: (how) => `Fragen? So erreichen Sie den Salon: ${how}.`,
  stop: "Diese Nachrichten nicht mehr erhalten",
  locale: "de-DE",
};
