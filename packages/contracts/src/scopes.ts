/** What an API key may be allowed, each by its own name. */
export const SCOPES = [
  "salon:read",
  "salon:write",
  "bookings:read",
  "bookings:write",
  "bookings:override",
  "clients:read",
  "clients:write",
  "reviews:write",
  "events:read",
  "files:read",
  "files:write",
] as const;
export type Scope = (typeof SCOPES)[number];
