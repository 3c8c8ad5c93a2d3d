import { may, mayAtAll, mayOnBooking } from "./answers.ts";

export const FILES = {
  "files.upload": may(["R"], "files:write"),
  "files.upload, one's own picture": mayAtAll(["C"], "no key"),
  "files.upload, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  "files.begin": may(["R"], "files:write"),
  "files.begin, one's own picture": mayAtAll(["C"], "no key"),
  "files.begin, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  "files.complete": may(["R"], "files:write"),
  "files.get": may(["S"], "files:read"),
  "files.remove": may(["R"], "files:write"),
  "files.salonPhotos": may(["–"], "any key"),
  "files.setSalonPhotos": may(["M"], "salon:write"),
} as const;
