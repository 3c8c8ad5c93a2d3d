import { Readable } from "node:stream";
import { fileDoor } from "@salon/api";
import type { Runtime } from "@salon/runtime";
import { requestOf } from "./accounts.ts";
import type { Accounts } from "./accounts.ts";
import type { DemoSalon } from "./demo-salon.ts";
import { drawPortrait, drawRoom } from "./draw-photos.ts";
import type { FurnishedSalon } from "./furnish.ts";

/** Drawn ones, sent as its owner sends them: two of the salon, and one of everybody who works there. */
export async function hangPhotos(
  runtime: Runtime,
  { owner, hue, staff }: DemoSalon,
  { salonId, staff: ids }: FurnishedSalon,
  people: Accounts,
): Promise<void> {
  const { api, userId } = people[owner];
  const send = async (purpose: "salon_photo" | "staff_photo", name: string, png: Buffer) => {
    await using staged = await runtime.files.stage(Readable.from([png]), png.length);
    const request = requestOf(runtime, { kind: "user", userId, emailVerified: true });
    return (await fileDoor.upload(request, { purpose, salonId }, staged, name)).id;
  };
  const rooms = [await drawRoom(hue, 3), await drawRoom(hue + 15, 2)];
  const fileIds = [];
  for (const [nth, png] of rooms.entries())
    fileIds.push(await send("salon_photo", `room-${nth + 1}.png`, png));
  await api.files.setSalonPhotos({ salonId, fileIds });
  for (const [nth, { name }] of staff.entries()) {
    const photoId = await send("staff_photo", `${name}.png`, await drawPortrait(hue, nth));
    await api.staff.update({ salonId, staffId: ids.get(name) ?? "", photoId });
  }
}
