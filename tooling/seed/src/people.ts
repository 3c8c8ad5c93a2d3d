/** Of every demo account; the demo refuses to be made in production. */
export const PASSWORD = "welcome-to-salon";

type Person = { readonly name: string; readonly email: string; readonly does: string };

/** The demo's accounts, by first name. */
export const PEOPLE = {
  olga: { name: "Olga Brandt", email: "olga@demo.example", does: "owner of Salon Linden" },
  mona: { name: "Mona Keller", email: "mona@demo.example", does: "manager of Salon Linden" },
  rita: { name: "Rita Vogel", email: "rita@demo.example", does: "receptionist of Salon Linden" },
  bea: { name: "Bea Schuster", email: "bea@demo.example", does: "stylist of Salon Linden" },
  pema: { name: "Pema Gurung", email: "pema@demo.example", does: "owner of Himal Spa" },
  nora: { name: "Nora Reyes", email: "nora@demo.example", does: "owner of Night Owl Barbers" },
  sue: { name: "Sue Adler", email: "sue@demo.example", does: "superadmin of the platform" },
  alice: { name: "Alice Moreau", email: "alice@demo.example", does: "customer" },
  ben: { name: "Ben Okafor", email: "ben@demo.example", does: "customer" },
} as const satisfies Record<string, Person>;

export type PersonName = keyof typeof PEOPLE;
