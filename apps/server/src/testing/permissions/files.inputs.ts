import type { FILES } from "./files.table.ts";
import type { InputsOf } from "./inputs.ts";
import type { Place } from "./world.ts";

const PDF = { name: "scan.pdf", sizeBytes: 200 };
const document = ({ salonId }: Place) => ({ purpose: "document", salonId });
const picture = () => ({ purpose: "user_photo" });
const visit = ({ completedId: bookingId }: Place) => ({ purpose: "review_photo", bookingId });
const file = ({ fileId }: Place) => ({ fileId });
const ownPicture = ({ pictureId: fileId }: Place) => ({ fileId });
const ofVisit = ({ reviewPhotoId: fileId }: Place) => ({ fileId });

export const FILE_INPUTS: InputsOf<typeof FILES> = {
  "files.upload": document,
  "files.upload, one's own picture": picture,
  "files.upload, of one's visit": visit,
  "files.begin": (place) => ({ ...document(place), ...PDF }),
  "files.begin, one's own picture": () => ({ ...picture(), ...PDF }),
  "files.begin, of one's visit": (place) => ({ ...visit(place), ...PDF }),
  "files.complete": file,
  "files.complete, one's own picture": ownPicture,
  "files.complete, of one's visit": ofVisit,
  "files.get": file,
  "files.get, about a client": ({ clientFileId: fileId }) => ({ fileId }),
  "files.get, about a visit": ({ visitFileId: fileId }) => ({ fileId }),
  "files.get, one's own picture": ownPicture,
  "files.remove": file,
  "files.remove, one's own picture": ownPicture,
  "files.remove, of one's visit": ofVisit,
  "files.salonPhotos": ({ salonId }) => ({ salonId }),
  "files.setSalonPhotos": ({ salonId }) => ({ salonId, fileIds: [] }),
};
