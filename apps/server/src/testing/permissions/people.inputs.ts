import type { InputsOf } from "./inputs.ts";
import type { PEOPLE } from "./people.table.ts";
import type { Place } from "./world.ts";

const salon = ({ salonId }: Place) => ({ salonId });
const someone = ({ salonId, staffId }: Place) => ({ salonId, staffId });
const client = ({ salonId, clientId }: Place) => ({ salonId, clientId });
const member = ({ salonId, memberId }: Place) => ({ salonId, memberId });
const manager = ({ salonId, managerId }: Place) => ({ salonId, memberId: managerId });
const owner = ({ salonId, ownerId }: Place) => ({ salonId, memberId: ownerId });
const newcomer = ({ salonId, newcomerEmail }: Place) => ({ salonId, email: newcomerEmail });
const invitation = ({ salonId, invitationId }: Place) => ({ salonId, invitationId });
const managersInvitation = ({ salonId, managersInvitationId }: Place) => ({
  salonId,
  invitationId: managersInvitationId,
});
const IN_AUGUST = { fromDate: "2027-08-02", toDate: "2027-08-06" };

export const PEOPLE_INPUTS: InputsOf<typeof PEOPLE> = {
  "staff.list": salon,
  "staff.get": someone,
  "staff.create": (place) => ({ ...salon(place), name: "Dora", services: [{ variantId: place.variantId }] }),
  "staff.update": (place) => ({ ...someone(place), title: "Colourist" }),
  "staff.archive": ({ salonId, idleStaffId }) => ({ salonId, staffId: idleStaffId }),
  "staff.archive, dry run": (place) => ({ ...someone(place), dryRun: true }),
  "staff.reassignBookings": someone,
  "staff.reassignBookings, dry run": (place) => ({ ...someone(place), dryRun: true }),
  "staff.setServices": (place) => ({ ...someone(place), services: [{ variantId: place.variantId }] }),
  "staff.share": ({ salonId, branchStaffId }) => ({ salonId, staffId: branchStaffId }),

  "timeOff.list": salon,
  "timeOff.get": ({ salonId, timeOffId }) => ({ salonId, timeOffId }),
  "timeOff.create": (place) => ({ ...someone(place), ...IN_AUGUST }),
  "timeOff.create, dry run": (place) => ({ ...someone(place), ...IN_AUGUST, dryRun: true }),
  "timeOff.create, a room's": ({ salonId, resourceId }) => ({ salonId, resourceId, ...IN_AUGUST }),
  "timeOff.remove": ({ salonId, timeOffId }) => ({ salonId, timeOffId }),
  "timeOff.remove, a room's": ({ salonId, roomTimeOffId }) => ({ salonId, timeOffId: roomTimeOffId }),

  "members.list": salon,
  "members.invite": (place) => ({ ...newcomer(place), role: "stylist" }),
  "members.invite, a manager": (place) => ({ ...newcomer(place), role: "manager" }),
  "members.invite, an owner": (place) => ({ ...newcomer(place), role: "owner" }),
  "members.update": (place) => ({ ...member(place), role: "receptionist" }),
  "members.update, to manager": (place) => ({ ...member(place), role: "manager" }),
  "members.update, a manager": (place) => ({ ...manager(place), role: "stylist" }),
  "members.update, an owner": (place) => ({ ...owner(place), role: "manager" }),
  "members.remove": member,
  "members.remove, a manager": manager,
  "members.remove, an owner": owner,

  "clients.list": salon,
  "clients.get": client,
  "clients.create": (place) => ({ ...salon(place), name: "Rosa", phone: "+4930123456" }),
  "clients.update": (place) => ({ ...client(place), notes: "Likes tea" }),
  "clients.merge": (place) => ({ ...client(place), duplicateId: place.duplicateId }),
  "clients.block": (place) => ({ ...client(place), reason: "Never came" }),
  "clients.unblock": client,
  "clients.export": salon,
  "clients.import": (place) => ({ ...salon(place), csv: "name,phone\nRosa,+4930123456\n" }),
  "clients.erase": ({ salonId, duplicateId }) => ({ salonId, clientId: duplicateId }),

  "invitations.preview": ({ invitationToken: token }) => ({ token }),
  "invitations.accept": ({ invitationToken: token }) => ({ token }),
  "invitations.list": salon,
  "invitations.revoke": invitation,
  "invitations.revoke, a manager's": managersInvitation,
  "invitations.resend": invitation,
  "invitations.resend, a manager's": managersInvitation,
};
