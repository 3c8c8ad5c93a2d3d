import { NOTIFICATION_KINDS } from "@salon/contracts";
import type { NotificationKind } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import type { LinkSigner } from "../../ports.ts";

/** Who wants no more of what: an account, or a client of a business. */
export type Stop = { readonly kind: NotificationKind } & (
  | { readonly userId: string }
  | { readonly clientId: string }
);

type Told = {
  readonly kind: NotificationKind;
  readonly userId: string | null;
  readonly clientId: string | null;
};

const TOKEN = /^([a-z_]+)\.(user|client)\.([0-9a-f-]{36})\.([\w-]{43})$/;

/** Where one click ends mails of this kind for whoever got one. Takes nothing but that, and never runs out. */
export function stopUrl({ links, settings }: Pick<Ctx, "links" | "settings">, told: Told): string {
  const { kind, userId, clientId } = told;
  const subject = userId === null ? `${kind}.client.${clientId}` : `${kind}.user.${userId}`;
  return `${settings.publicUrl}/unsubscribe/${subject}.${links.sign("unsubscribe", subject)}`;
}

export function readStop(links: LinkSigner, token: string): Stop | undefined {
  const [, word, whose, id, signature] = TOKEN.exec(token) ?? [];
  const kind = NOTIFICATION_KINDS.find((known) => known === word);
  if (!kind || id === undefined || signature === undefined) return undefined;
  if (!links.isSigned("unsubscribe", `${kind}.${whose}.${id}`, signature)) return undefined;
  return whose === "user" ? { kind, userId: id } : { kind, clientId: id };
}
