import { atLeast } from "../access/index.ts";

/** A stylist sees the clients of the own calendar. */
export const maySeeClients = atLeast("stylist", "clients:read");
export const mayEditClients = atLeast("receptionist", "clients:write");
export const mayMergeClients = atLeast("manager", "clients:write");
export const mayBlockClients = atLeast("manager", "clients:write");
/** Taking all of them out, and bringing many in. */
export const mayMoveClientFiles = atLeast("manager", "clients:write");
export const mayEraseClients = atLeast("manager", "clients:write");
