import { CHANNELS, NOTIFICATION_KINDS } from "@salon/contracts";
import type { NotificationPreferences } from "@salon/contracts";
import { isFixed, isWanted } from "../rules.ts";
import type { Wishes } from "../rules.ts";

export function presentPreferences(wishes: Wishes): NotificationPreferences {
  const preferences = NOTIFICATION_KINDS.flatMap((kind) =>
    CHANNELS.map((channel) => ({
      kind,
      channel,
      enabled: isWanted(kind, channel, wishes),
      fixed: isFixed(kind, channel),
    })),
  );
  return { preferences };
}

/** By kind and channel, as the audit log keeps them. */
export function switchesOf({ preferences }: NotificationPreferences): Record<string, boolean> {
  return Object.fromEntries(preferences.map(({ kind, channel, enabled }) => [`${kind}.${channel}`, enabled]));
}
