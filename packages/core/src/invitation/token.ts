import type { LinkSigner } from "../ports.ts";

type Versioned = { readonly id: string; readonly version: number };

const TOKEN = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.([\w-]{43})$/;

/** What the mail's link ends in. It dies with the version: whatever changes an invitation ends its links. */
export function tokenOf(links: LinkSigner, invitation: Versioned): string {
  return `${invitation.id}.${links.sign("invitation", subjectOf(invitation))}`;
}

export function readToken(token: string): { readonly id: string; readonly signature: string } | undefined {
  const [, id, signature] = TOKEN.exec(token) ?? [];
  return id !== undefined && signature !== undefined ? { id, signature } : undefined;
}

export function isTokenOf(links: LinkSigner, invitation: Versioned, signature: string): boolean {
  return links.isSigned("invitation", subjectOf(invitation), signature);
}

function subjectOf({ id, version }: Versioned): string {
  return `${id}:${version}`;
}
