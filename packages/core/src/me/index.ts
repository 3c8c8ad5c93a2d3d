export { findMemberships, findPerson, type Membership } from "./queries.ts";
