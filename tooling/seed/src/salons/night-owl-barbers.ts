import { active, on } from "../demo-salon.ts";
import type { DemoSalon } from "../demo-salon.ts";

const CHAIR = "Barber chair";

/** Open until two in the morning on Fridays; late cancellations are allowed, and marked. */
export const nightOwlBarbers: DemoSalon = {
  profile: {
    name: "Night Owl Barbers",
    slug: "night-owl-barbers",
    about: "Fades, shaves and loud records on East 9th Street. Fridays until two in the morning.",
    timeZone: "America/New_York",
    currency: "USD",
    locale: "en-US",
    address: {
      line1: "331 East 9th Street",
      city: "New York",
      postalCode: "10003",
      region: "NY",
      country: "US",
    },
    location: { latitude: 40.7288, longitude: -73.9868 },
    contact: { phone: "+12125550119", website: "https://night-owl.example" },
    categories: ["barber", "hair"],
  },
  owner: "nora",
  members: {},
  policy: {
    slotStepMinutes: null,
    leadTimeMinutes: 15,
    horizonDays: 30,
    cancelWindowMinutes: 120,
    rescheduleWindowMinutes: 60,
    lateCancel: "allow",
    holdMinutes: 10,
  },
  weekly: [...on([1, 2, 3, 4], "11:00-21:00"), ...on([5], "12:00-26:00"), ...on([6], "11:00-22:00")],
  overrides: [{ inDays: 18, hours: [{ opens: "11:00", closes: "15:00" }] }],
  resources: { [CHAIR]: ["Chair 1", "Chair 2"] },
  menu: {
    Hair: [
      {
        name: "Skin fade",
        variants: [
          { name: "Fade", price: 5500, bufferAfterMinutes: 5, needs: [CHAIR], segments: [active(40)] },
        ],
      },
      {
        name: "Scissor cut",
        variants: [
          { name: "Adult", price: 5000, bufferAfterMinutes: 5, needs: [CHAIR], segments: [active(40)] },
          {
            name: "Under twelve",
            price: 3500,
            bufferAfterMinutes: 5,
            needs: [CHAIR],
            segments: [active(30)],
          },
        ],
      },
    ],
    Shave: [
      {
        name: "Hot-towel shave",
        description: "Towel, lather, blade, towel.",
        variants: [{ name: "Classic", price: 4500, needs: [CHAIR], segments: [active(35)] }],
      },
      {
        name: "Beard trim",
        variants: [{ name: "Beard", price: 2500, needs: [CHAIR], segments: [active(20)] }],
      },
    ],
  },
  addOns: [{ name: "Razor neck finish", minutes: 5, price: 800, services: ["Skin fade", "Scissor cut"] }],
  staff: [
    {
      name: "Jamal",
      title: "Master barber",
      offers: {
        "Skin fade / Fade": { price: 6500 },
        "Scissor cut / Adult": {},
        "Hot-towel shave / Classic": {},
        "Beard trim / Beard": {},
      },
      weekly: [...on([2, 3, 4], "11:00-15:00", "15:45-20:00"), ...on([5], "16:00-20:00", "20:45-26:00")],
    },
    {
      name: "Tasha",
      title: "Barber",
      offers: {
        "Skin fade / Fade": { segmentMinutes: [35] },
        "Scissor cut / Adult": {},
        "Scissor cut / Under twelve": {},
        "Beard trim / Beard": {},
      },
    },
  ],
  hue: 28,
  reviews: [
    { rating: 5, text: "A sharp fade at eleven at night. Where else?" },
    { rating: 3, text: "Good cut, loud music.", reply: "Tell us next time: the dial turns both ways." },
  ],
  regulars: ["Marcus Hill", "Devon Clarke", "Luis Ortega", "Sam Whitaker", "Hiro Tanaka"],
  visits: [
    ["Skin fade / Fade"],
    ["Scissor cut / Adult + Razor neck finish"],
    ["Skin fade / Fade", "Beard trim / Beard"],
    ["Hot-towel shave / Classic"],
    ["Scissor cut / Under twelve"],
  ],
};
