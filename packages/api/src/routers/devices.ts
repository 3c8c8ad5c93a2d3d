import { Device, DeviceRef, Devices, RegisterDevice } from "@salon/contracts";
import { listDevices, registerDevice, removeDevice } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["Notifications"] as const;

export const devicesRouter = router({
  register: procedure
    .meta(
      rest("POST /me/devices", {
        summary: "Get pushes on this device",
        description:
          "For an app, at every start: a token that is known is the same device, refreshed. It goes with the session that registered it: by signing out, or when the session ends in any other way. A device is one account's, that of whoever registered it last; an account has ten, beyond which the one that was registered longest ago goes. The token is told to nobody.",
        tags,
        successStatus: 201,
      }),
    )
    .input(RegisterDevice)
    .output(Device)
    .mutation(({ ctx, input }) => registerDevice(ctx, input)),
  list: procedure
    .meta(
      rest("GET /me/devices", {
        summary: "Where the signed-in person gets pushes",
        description: "The last registered first. `current` is the device of the session that asks.",
        tags,
      }),
    )
    .output(Devices)
    .query(({ ctx }) => listDevices(ctx)),
  remove: procedure
    .meta(
      rest("DELETE /me/devices/{deviceId}", {
        summary: "Get no more pushes on a device",
        description: "The session there stays.",
        tags,
      }),
    )
    .input(DeviceRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeDevice(ctx, input)),
});
