import { active, on } from "../demo-salon.ts";
import type { DemoSalon } from "../demo-salon.ts";

const ROOM = "Massage room";
const FOOT_BATH = "Foot bath";

/** A zone off by three quarters of an hour, rooms that are aired after each guest, and requests that the salon approves. */
export const himalSpa: DemoSalon = {
  profile: {
    name: "Himal Spa",
    slug: "himal-spa",
    about: "Massage and quiet between Patan's courtyards. Every request is read by a person.",
    timeZone: "Asia/Kathmandu",
    currency: "NPR",
    locale: "ne",
    address: { line1: "Mangal Bazaar 12", city: "Lalitpur", postalCode: "44600", country: "NP" },
    location: { latitude: 27.6727, longitude: 85.3253 },
    contact: { email: "namaste@himal-spa.example", phone: "+97715550112" },
    categories: ["massage", "spa", "nails"],
  },
  owner: "pema",
  members: {},
  policy: {
    slotStepMinutes: 30,
    leadTimeMinutes: 180,
    horizonDays: 45,
    requiresApproval: true,
    approvalMinutes: 4320,
    maxBookingsPerStaffPerDay: 6,
  },
  weekly: on([7, 1, 2, 3, 4, 5], "10:00-19:00"),
  overrides: [{ inDays: 17, hours: [] }],
  resources: { [ROOM]: ["Annapurna", "Machapuchare"], [FOOT_BATH]: ["Copper bath"] },
  menu: {
    Massage: [
      {
        name: "Deep-tissue massage",
        description: "Firm and slow.",
        variants: [
          {
            name: "60 minutes",
            price: 350000,
            bufferAfterMinutes: 15,
            needs: [ROOM],
            segments: [active(60)],
          },
          {
            name: "90 minutes",
            price: 480000,
            bufferAfterMinutes: 15,
            needs: [ROOM],
            segments: [active(90)],
          },
        ],
      },
      {
        name: "Hot-stone massage",
        variants: [
          {
            name: "75 minutes",
            price: 520000,
            bufferBeforeMinutes: 10,
            bufferAfterMinutes: 15,
            needs: [ROOM],
            segments: [active(75)],
          },
        ],
      },
    ],
    "Hands & feet": [
      {
        name: "Pedicure",
        description: "A bath first, in copper.",
        variants: [
          { name: "Classic", price: 180000, segments: [active(20, FOOT_BATH), active(30)] },
          { name: "With polish", price: 230000, segments: [active(20, FOOT_BATH), active(45)] },
        ],
      },
      { name: "Manicure", variants: [{ name: "Classic", price: 150000, segments: [active(40)] }] },
    ],
  },
  addOns: [
    { name: "Warm sesame oil", minutes: 0, price: 40000, services: ["Deep-tissue massage"] },
    {
      name: "Head massage",
      minutes: 20,
      price: 90000,
      services: ["Deep-tissue massage", "Hot-stone massage"],
    },
  ],
  staff: [
    {
      name: "Asha",
      title: "Massage therapist",
      offers: {
        "Deep-tissue massage / 60 minutes": {},
        "Deep-tissue massage / 90 minutes": {},
        "Hot-stone massage / 75 minutes": {},
      },
      weekly: on([7, 1, 2, 3, 4], "10:00-13:30", "14:15-18:00"),
    },
    {
      name: "Sunita",
      title: "Therapist, hands and feet",
      offers: {
        "Deep-tissue massage / 60 minutes": { price: 320000 },
        "Pedicure / Classic": {},
        "Pedicure / With polish": { segmentMinutes: [20, 40] },
        "Manicure / Classic": {},
      },
      timeOff: { from: 9, to: 10, reason: "Family" },
    },
  ],
  hue: 205,
  reviews: [
    {
      rating: 5,
      text: "After a week on the trail these hands were a miracle.",
      reply: "Come back after the next one!",
    },
    { rating: 4, text: "Calm, warm and on time." },
  ],
  regulars: ["Anil Shrestha", "Kavita Rai", "Marit Solberg", "Dorje Lama", "Priya Thapa"],
  visits: [
    ["Deep-tissue massage / 60 minutes"],
    ["Pedicure / With polish"],
    ["Hot-stone massage / 75 minutes + Head massage"],
    ["Manicure / Classic", "Pedicure / Classic"],
    ["Deep-tissue massage / 90 minutes + Warm sesame oil"],
  ],
};
