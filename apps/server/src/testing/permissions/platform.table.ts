import { IN_OWN_NAME, may, mayAtAll } from "./answers.ts";

/** A booking's token is somebody's, and nobody's account. */
const TOKENS = { holder: 403, holderOfAnother: 403 } as const;
const bySupport = mayAtAll(["support", "superadmin"], "no key", TOKENS);
const bySuperadmins = mayAtAll(["superadmin"], "no key", TOKENS);
/** Only the person themselves, and no admin in their name. */
const inPerson = mayAtAll(["C"], "no key", IN_OWN_NAME);
/** To get a key one proves one's address; an admin gets none in another's name. */
const forAKey = may(["O"], "no key", { unverifiedOwner: 403, impersonatedOwner: 403 });

export const PLATFORM = {
  "me.get": mayAtAll(["C"], "no key"),
  "me.update": mayAtAll(["C"], "no key"),
  "me.export": inPerson,
  "me.erase": inPerson,

  "apiKeys.list": may(["O"], "no key"),
  "apiKeys.get": may(["O"], "no key"),
  "apiKeys.create": forAKey,
  // A key that is given more scopes is a key that one gets.
  "apiKeys.update": forAKey,
  "apiKeys.rotate": forAKey,
  "apiKeys.revoke": may(["O"], "no key"),

  "events.list": may(["M"], "events:read"),

  "admin.listSalons": bySupport,
  "admin.getSalon": bySupport,
  "admin.approveSalon": bySupport,
  "admin.suspendSalon": bySupport,
  "admin.restoreSalon": bySupport,
  "admin.listUsers": bySupport,
  "admin.getUser": bySupport,
  "admin.banUser": bySuperadmins,
  "admin.unbanUser": bySuperadmins,
  "admin.impersonateUser": bySuperadmins,
  // Nothing is said of who sees who the admins are: as with users.
  "admin.listAdmins": bySupport,
  "admin.listAuditLog": bySupport,
} as const;
