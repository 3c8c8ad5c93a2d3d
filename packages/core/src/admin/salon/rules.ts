import type { SalonRow } from "../../salon/index.ts";

type Standing = Pick<SalonRow, "status" | "suspendedFrom">;

/** What a salon becomes; `repeated` where it is that already. */
export type Next = Standing | "repeated" | "refused";

export function approval({ status }: Standing): Next {
  if (status === "published") return "repeated";
  return status === "pending" ? { status: "published", suspendedFrom: null } : "refused";
}

export function suspension({ status }: Standing): Next {
  return status === "suspended" ? "repeated" : { status: "suspended", suspendedFrom: status };
}

/** To what it was before. */
export function restoration({ status, suspendedFrom }: Standing): Next {
  if (status !== "suspended") return "repeated";
  return { status: suspendedFrom ?? "draft", suspendedFrom: null };
}
