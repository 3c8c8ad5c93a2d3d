/** How callers say who they are. */
export const SECURITY_SCHEMES = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "salon.session_token",
    description:
      "Set by signing in; `__Secure-salon.session_token` where the server is public. Writes must come from the same site.",
  },
  bearer: { type: "http", scheme: "bearer", description: "The `token` that signing in answers." },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "sk_live_… or sk_test_…",
    description:
      "A key of one salon, sent as `Authorization: Bearer`. An operation names the scope that the key needs; what names none beside a session is for people. Operations that are open to everyone take a key as well.",
  },
  bookingToken: {
    type: "apiKey",
    in: "header",
    name: "X-Booking-Token",
    description: "The `bookingToken` that a guest's booking answers once. It opens that booking.",
  },
  challenge: {
    type: "apiKey",
    in: "header",
    name: "X-Challenge-Response",
    description:
      "Where the server asks guests for a challenge: what its widget answered, good for one request. `challenge_required` says that it is asked.",
  },
} as const;
