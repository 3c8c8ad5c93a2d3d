import type { FilePurpose } from "@salon/contracts";

const MB = 1_000_000;

type Limit = { readonly kinds: readonly ("image" | "pdf")[]; readonly mostBytes: number };

/** What a file may be, and how large it may be sent. */
export const LIMITS: Readonly<Record<FilePurpose, Limit>> = {
  salon_photo: { kinds: ["image"], mostBytes: 15 * MB },
  staff_photo: { kinds: ["image"], mostBytes: 10 * MB },
  user_photo: { kinds: ["image"], mostBytes: 10 * MB },
  review_photo: { kinds: ["image"], mostBytes: 10 * MB },
  document: { kinds: ["image", "pdf"], mostBytes: 20 * MB },
};

export type Quota = { readonly files: number; readonly bytes: number };

/** What there may be at once: of a person's own photos, of one visit's, and of everything else of a salon. */
export const QUOTAS = {
  person: { files: 20, bytes: 100 * MB },
  visit: { files: 10, bytes: 60 * MB },
  salon: { files: 5_000, bytes: 5_000 * MB },
} as const satisfies Record<string, Quota>;

/** Photos that everybody sees once something shows them. */
export const SHOWN: ReadonlySet<FilePurpose> = new Set(["salon_photo", "staff_photo", "review_photo"]);

const STEP_MS = 5 * 60_000;

/** When a link made now ends, in 5 to 10 minutes: in steps, so that the same question has the same answer for a while. */
export function linkEnd(now: Date): number {
  return (Math.floor(now.getTime() / STEP_MS) + 2) * STEP_MS;
}

/** Everything of a file lies below its id; what its bytes say is in the key, so that none ever changes. */
export function keyOf(
  { id, sha256 }: { readonly id: string; readonly sha256: string | null },
  variant: string,
) {
  return `${id}/${sha256 ?? ""}/${variant}`;
}

/** What follows a width where the image is meant as AVIF. */
export const AVIF = ".avif";

/** Where bytes wait that were sent directly. */
export function arrivalOf(id: string): string {
  return `${id}/arrived`;
}
