import { active, on, processing } from "../demo-salon.ts";
import type { DemoSalon } from "../demo-salon.ts";

const CHAIR = "Styling chair";
const BASIN = "Basin";

/** Colour that needs time to work, a basin for one part of it, and people with hours of their own. */
export const salonLinden: DemoSalon = {
  profile: {
    name: "Salon Linden",
    slug: "salon-linden",
    about: "Cuts and colour in a quiet courtyard off Linienstraße. Coffee is on us.",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    locale: "de",
    address: { line1: "Linienstraße 140", city: "Berlin", postalCode: "10115", country: "DE" },
    location: { latitude: 52.5276, longitude: 13.3946 },
    contact: { email: "hello@salon-linden.example", phone: "+493055501400" },
    categories: ["hair", "beauty"],
  },
  owner: "olga",
  members: { mona: "manager", rita: "receptionist", bea: "stylist" },
  policy: { slotStepMinutes: 15, leadTimeMinutes: 120, horizonDays: 60, holdMinutes: 15 },
  weekly: [...on([1], "10:00-18:00"), ...on([2, 3, 4, 5], "09:00-20:00"), ...on([6], "09:00-16:00")],
  overrides: [
    { inDays: 16, hours: [] },
    { inDays: 15, hours: [{ opens: "09:00", closes: "14:00" }] },
  ],
  resources: {
    [CHAIR]: ["Window chair", "Middle chair", "Back chair"],
    [BASIN]: ["Left basin", "Right basin"],
  },
  menu: {
    "Cut & style": [
      {
        name: "Cut & blow-dry",
        description: "Wash, cut and finish.",
        variants: [
          { name: "Short hair", price: 4800, bufferAfterMinutes: 5, needs: [CHAIR], segments: [active(45)] },
          { name: "Long hair", price: 6400, bufferAfterMinutes: 5, needs: [CHAIR], segments: [active(60)] },
        ],
      },
      {
        name: "Fringe trim",
        description: "Between two cuts, with our compliments.",
        variants: [
          { name: "Fringe", price: null, priceType: "free", needs: [CHAIR], segments: [active(15)] },
        ],
      },
    ],
    Colour: [
      {
        name: "Root colour",
        description: "Applied, left to work, rinsed at the basin and dried.",
        variants: [
          {
            name: "Short hair",
            price: 7200,
            bufferAfterMinutes: 10,
            needs: [CHAIR],
            segments: [active(30), processing(35), active(25, BASIN)],
          },
          {
            name: "Long hair",
            price: 8900,
            bufferAfterMinutes: 10,
            needs: [CHAIR],
            segments: [active(40), processing(40), active(35, BASIN)],
          },
        ],
      },
      {
        name: "Balayage",
        description: "Hand-painted; the price depends on length and lift.",
        variants: [
          {
            name: "Half head",
            price: 16500,
            priceType: "from",
            bufferBeforeMinutes: 5,
            bufferAfterMinutes: 10,
            needs: [CHAIR],
            segments: [active(60), processing(45), active(45, BASIN)],
          },
        ],
      },
      {
        name: "Colour correction",
        description: "We look at it together first.",
        variants: [
          {
            name: "Consultation and plan",
            price: null,
            priceType: "on_request",
            needs: [CHAIR],
            segments: [active(30)],
          },
        ],
      },
    ],
  },
  addOns: [
    { name: "Bond treatment", minutes: 15, price: 2500, services: ["Root colour", "Balayage"] },
    { name: "Scalp massage", minutes: 10, price: 1200, services: ["Cut & blow-dry", "Root colour"] },
  ],
  staff: [
    {
      name: "Bea",
      title: "Senior stylist",
      bio: "Twelve years of curls, and no two alike.",
      account: "bea",
      offers: {
        "Cut & blow-dry / Short hair": {},
        "Cut & blow-dry / Long hair": {},
        "Fringe trim / Fringe": {},
        "Root colour / Short hair": {},
        "Root colour / Long hair": {},
        "Balayage / Half head": { price: 18500 },
        "Colour correction / Consultation and plan": {},
      },
      weekly: [...on([2, 3, 4, 5], "09:00-12:30", "13:15-18:00"), ...on([6], "09:00-16:00")],
    },
    {
      name: "Cem",
      title: "Stylist",
      bio: "Short hair, quickly and precisely.",
      offers: {
        "Cut & blow-dry / Short hair": { price: 4200, segmentMinutes: [35] },
        "Cut & blow-dry / Long hair": {},
        "Fringe trim / Fringe": { segmentMinutes: [10] },
      },
      weekly: [...on([1], "10:00-14:00", "14:30-18:00"), ...on([3, 4, 5], "12:00-16:00", "16:30-20:00")],
      timeOff: { from: 5, to: 7, reason: "Course in Hamburg" },
    },
    {
      name: "Dana",
      title: "Colourist",
      offers: {
        "Root colour / Short hair": { segmentMinutes: [25, 35, 25] },
        "Root colour / Long hair": {},
        "Balayage / Half head": {},
        "Colour correction / Consultation and plan": {},
      },
      weekly: on([1, 2, 3, 4], "10:00-13:00", "14:00-18:00"),
    },
  ],
  hue: 150,
  reviews: [
    { rating: 5, text: "Bea listens first and cuts second. I have never left happier." },
    {
      rating: 4,
      text: "Lovely colour. We began a quarter of an hour late.",
      reply: "Thank you! The basin was taken, and we are sorry: there is a second one now.",
    },
    { rating: 5, text: "The courtyard, the coffee, the cut." },
  ],
  regulars: [
    "Jonas Weber",
    "Leyla Aydın",
    "Sophie Neumann",
    "Tomáš Novák",
    "Greta Lindqvist",
    "Imani Njoroge",
  ],
  visits: [
    ["Cut & blow-dry / Short hair"],
    ["Root colour / Long hair", "Cut & blow-dry / Long hair"],
    ["Cut & blow-dry / Long hair + Scalp massage"],
    ["Root colour / Short hair + Bond treatment"],
    ["Balayage / Half head"],
    ["Fringe trim / Fringe"],
  ],
};
