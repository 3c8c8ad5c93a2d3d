import { may, mayAtAll, mayOnBooking, SIGNED_IN } from "./answers.ts";

/** Of a person and of no salon: for everybody else it is not there. */
const ofOneself = mayAtAll(["its C"], "no key", {
  holder: 404,
  holderOfAnother: 404,
  ...Object.fromEntries(SIGNED_IN.filter((one) => one !== "customer").map((one) => [one, 404])),
  key: 404,
  keyWithout: 404,
  keyElsewhere: 404,
});

export const FILES = {
  "files.upload": may(["R"], "files:write"),
  "files.upload, one's own picture": mayAtAll(["C"], "no key"),
  "files.upload, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  "files.begin": may(["R"], "files:write"),
  "files.begin, one's own picture": mayAtAll(["C"], "no key"),
  "files.begin, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  "files.complete": may(["R"], "files:write"),
  "files.complete, one's own picture": ofOneself,
  "files.complete, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  // Who may read what it belongs to.
  "files.get": may(["S"], "files:read"),
  "files.get, about a client": may(["own S", "R"], "files:read"),
  "files.get, about a visit": mayOnBooking(["H", "its C", "own S", "R"], "files:read"),
  "files.get, one's own picture": ofOneself,
  "files.remove": may(["R"], "files:write"),
  "files.remove, one's own picture": ofOneself,
  "files.remove, of one's visit": mayOnBooking(["H", "its C"], "no key"),
  "files.salonPhotos": may(["–"], "any key"),
  "files.setSalonPhotos": may(["M"], "salon:write"),
} as const;
