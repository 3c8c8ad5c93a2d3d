import type { Device } from "@salon/contracts";
import type { Audited } from "../audit/index.ts";
import type { DeviceRow } from "./queries.ts";

/** Without what its pushes go by. */
export function presentDevice(
  { id, platform, name, locale, sessionId, createdAt, seenAt }: DeviceRow,
  currentSessionId: string | undefined,
): Device {
  return { id, platform, name, locale, current: sessionId === currentSessionId, createdAt, seenAt };
}

/** What the audit log keeps of one that is gone. */
export function deviceRemoved(device: DeviceRow): Audited {
  const { current: _, ...before } = presentDevice(device, undefined);
  return {
    action: "device.removed",
    salon: null,
    subject: { type: "device", id: device.id },
    before,
    after: null,
  };
}
