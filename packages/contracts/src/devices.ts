import { z } from "zod";
import { Id } from "./ids.ts";
import { line, Locale } from "./text.ts";
import { Instant } from "./time.ts";

export const DEVICE_PLATFORMS = ["ios", "android", "web"] as const;
export type DevicePlatform = (typeof DEVICE_PLATFORMS)[number];

const looks = {
  platform: z.enum(DEVICE_PLATFORMS),
  name: z.string().nullable(),
  /** In which language it is pushed to; null: the account's. */
  locale: z.string().nullable(),
};

/** Where the signed-in person gets pushes. Its token is told to nobody. */
export const Device = z
  .object({
    id: Id,
    ...looks,
    /** Whether it belongs to the session that asks. */
    current: z.boolean(),
    createdAt: Instant,
    /** When it was registered last. */
    seenAt: Instant,
  })
  .meta({ id: "Device" });
export type Device = z.infer<typeof Device>;
export const Devices = z.object({ items: z.array(Device) }).meta({ id: "Devices" });
export type Devices = z.infer<typeof Devices>;

export const RegisterDevice = z
  .strictObject({
    platform: z.enum(DEVICE_PLATFORMS),
    /** What APNs or FCM gave the app; of a browser, its subscription as JSON. */
    token: z
      .string()
      .regex(/^[\x20-\x7e]+$/, "Letters, digits and signs of ASCII.")
      .min(16)
      .max(4096)
      .meta({ example: "c9d4e2f0a1b34c5d8e7f:APA91bHexample" }),
    name: line(100).nullish(),
    locale: Locale.nullish(),
  })
  .meta({ id: "RegisterDevice" });
export type RegisterDevice = z.infer<typeof RegisterDevice>;

export const DeviceRef = z.strictObject({ deviceId: Id });
export type DeviceRef = z.infer<typeof DeviceRef>;
