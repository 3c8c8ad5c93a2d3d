export { presentInvitation } from "./present.ts";
export { findInvitationsById } from "./queries.ts";
