import { IN_OWN_NAME, may, mayAtAll } from "./answers.ts";

export const PEOPLE = {
  "staff.list": may(["–"], "any key"),
  "staff.get": may(["–"], "any key"),
  "staff.create": may(["M"], "salon:write"),
  "staff.update": may(["M"], "salon:write"),
  "staff.archive": may(["M"], "salon:write"),
  "staff.archive, dry run": may(["M"], "salon:write"),
  "staff.reassignBookings": may(["M"], "bookings:write"),
  "staff.reassignBookings, dry run": may(["M"], "bookings:write"),
  "staff.setServices": may(["M"], "salon:write"),
  // A key is of one salon: who works in another is unknown to it.
  "staff.share": may(["M"], "salon:write", { key: 400 }),

  // Nothing is said of reading: whoever works there plans with it.
  "timeOff.list": may(["S"], "salon:read"),
  "timeOff.get": may(["S"], "salon:read"),
  "timeOff.create": may(["own S", "R"], "salon:write"),
  "timeOff.create, dry run": may(["own S", "R"], "salon:write"),
  "timeOff.create, a room's": may(["R"], "salon:write"),
  "timeOff.remove": may(["own S", "R"], "salon:write"),
  "timeOff.remove, a room's": may(["R"], "salon:write"),

  "members.list": may(["S"], "salon:read"),
  // Who belongs to a salon is decided by nobody in another's name.
  "members.invite": may(["M"], "no key", { unverifiedOwner: 403, ...IN_OWN_NAME }),
  "members.invite, a manager": may(["O"], "no key", { unverifiedOwner: 403, ...IN_OWN_NAME }),
  "members.invite, an owner": may(["O"], "no key", { unverifiedOwner: 403, ...IN_OWN_NAME }),
  "members.update": may(["M"], "no key", IN_OWN_NAME),
  "members.update, to manager": may(["O"], "no key", IN_OWN_NAME),
  "members.update, a manager": may(["O"], "no key", IN_OWN_NAME),
  "members.update, an owner": may(["O"], "no key", IN_OWN_NAME),
  // Nothing is said of leaving: everybody may go.
  "members.remove": may(["own S", "M"], "no key"),
  "members.remove, a manager": may(["O"], "no key"),
  "members.remove, an owner": may(["O"], "no key", { impersonatedOwner: 403 }),

  "clients.list": may(["S"], "clients:read"),
  "clients.get": may(["own S", "R"], "clients:read"),
  "clients.create": may(["R"], "clients:write"),
  "clients.update": may(["R"], "clients:write"),
  "clients.merge": may(["M"], "clients:write"),
  "clients.block": may(["M"], "clients:write"),
  "clients.unblock": may(["M"], "clients:write"),
  "clients.export": may(["M"], "clients:write"),
  "clients.import": may(["M"], "clients:write"),
  "clients.erase": may(["M"], "clients:write"),

  // Whose address is invited, and nobody in their name; the link itself is all that is needed to read it.
  "invitations.preview": may(["–"], "any key"),
  "invitations.accept": mayAtAll(["its C"], "no key"),
  "invitations.list": may(["M"], "no key"),
  "invitations.revoke": may(["M"], "no key"),
  "invitations.revoke, a manager's": may(["O"], "no key"),
  "invitations.resend": may(["M"], "no key", { unverifiedOwner: 403, ...IN_OWN_NAME }),
  "invitations.resend, a manager's": may(["O"], "no key", { unverifiedOwner: 403, ...IN_OWN_NAME }),
} as const;
