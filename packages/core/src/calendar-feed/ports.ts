/** A calendar as others read it, before it is a file (RFC 5545). */
export type CalendarFile = {
  /** An invitation asks or calls off; anything else is only told. */
  readonly method: "PUBLISH" | "REQUEST" | "CANCEL";
  readonly name?: string;
  readonly entries: readonly CalendarEntry[];
};

export type CalendarEntry = {
  /** The same for the same visit for ever. */
  readonly uid: string;
  /** Higher with every change. */
  readonly sequence: number;
  readonly status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description?: string;
  readonly location?: { readonly title: string; readonly geo: Geo | null };
  readonly organizer?: Addressee;
  readonly attendee?: Addressee;
  readonly url?: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

type Geo = { readonly latitude: number; readonly longitude: number };
type Addressee = { readonly name: string; readonly email: string };

/** Writes the file: the same for the same calendar, escaped and folded. */
export type CalendarWriter = (calendar: CalendarFile) => string;
