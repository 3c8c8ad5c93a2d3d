export { findMemberships, type Membership } from "./queries.ts";
