import type { Readable } from "node:stream";
import type { DevicePlatform, FileVariant, NotificationKind } from "@salon/contracts";
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** In whose name it is sent, where not in the platform's; the address stays. */
  readonly fromName?: string;
  readonly replyTo?: string;
  /** What the reader is asked to follow, where there is something. */
  readonly link?: string;
  /** The same for the same mail, whoever sends it again: its `Message-ID` is made of it. */
  readonly id?: string;
  /** Where one click ends mails of this kind (RFC 8058). */
  readonly unsubscribeUrl?: string;
  readonly attachments?: readonly Attachment[];
};

export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
};

/**
 * Called when the mail's server has all of the mail but its end. The mail goes out with `release`: what is noted right
 * around it and the mail come about together, as nearly as two systems can.
 */
export type HandOver = (release: () => void) => Promise<void>;

/** For use cases that a job runs: a mail that waits for its server would hold a transaction. Throws `Undeliverable`. */
export type Mailer = { readonly send: (mail: Mail, handOver?: HandOver) => Promise<void> };

/** Whom nobody reaches there, however often it is tried. */
export class Undeliverable extends Error {}

/** Some lines on somebody's telephone. `id` is the same for the same message, whoever sends it again. */
export type ShortMessage = { readonly id: string; readonly to: string; readonly text: string };
/** Where a push goes: what APNs or FCM gave the app, or a browser's subscription as JSON. */
export type PushTarget = { readonly platform: DevicePlatform; readonly token: string };
/** What a device shows. `id` is the same for the same message, whoever sends it again: two of them are to show as one. */
export type Push = {
  readonly id: string;
  readonly to: PushTarget;
  readonly title: string;
  readonly body: string;
  /** What the app opens. */
  readonly data: {
    readonly kind: NotificationKind;
    readonly notificationId: string;
    readonly salonId: string;
    readonly bookingId: string;
  };
};
/** Gives up within 20 seconds. Throws `Undeliverable`. */
export type Messenger<Message = ShortMessage> = { readonly send: (message: Message) => Promise<void> };

/** What a link in a mail opens. */
export type LinkPurpose = "invitation" | "booking" | "unsubscribe" | "file" | "upload" | "address";

/** Signatures of links in mails: derived again whenever they are needed, and kept nowhere. */
export type LinkSigner = {
  /** base64url. `subject` names one thing, and whatever ends the link by changing. */
  readonly sign: (purpose: LinkPurpose, subject: string) => string;
  /** Takes as long for a wrong signature as for the right one. */
  readonly isSigned: (purpose: LinkPurpose, subject: string, signature: string) => boolean;
};

/** Who asks, as far as their connection tells: of a guest it is all there is. */
export type Visitor = {
  /** A keyed hash of the network that the request comes from; null where nothing is limited. */
  readonly network: Buffer | null;
  /** Throws `challenge_required`, `challenge_failed` or `unavailable`; nothing where no challenge is set. */
  readonly expectPerson: () => Promise<void>;
  /** Counts visits, or a hold, against the network's day; what it gives takes that back. Throws `too_many_requests`. */
  readonly spendVisits: (count: number) => Promise<() => Promise<void>>;
};

/** Something sent, on this machine's disk until it has been judged. Disposing of it takes it away. */
export type Staged = AsyncDisposable & {
  readonly path: string;
  readonly sizeBytes: number;
  /** In hex. */
  readonly sha256: string;
};

/** Where an upload goes that does not come through this server. */
export type DirectUpload = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Bytes by key; nobody overwrites what another reads. Throws `storage_full` where there is no room. */
export type FileStore = {
  /** Receives a stream, no byte more than the most. Throws `payload_too_large`, and what the stream throws. */
  readonly stage: (bytes: Readable, mostBytes: number) => Promise<Staged>;
  readonly write: (key: string, bytes: Uint8Array | Staged, contentType: string) => Promise<void>;
  /** Undefined where there is nothing. `end` is the last byte that is wanted. */
  readonly read: (
    key: string,
    range?: { readonly start: number; readonly end: number },
  ) => Promise<Readable | undefined>;
  /** Everything below a key, or nothing. */
  readonly remove: (key: string) => Promise<void>;
  /** What lies at a key, or nothing. */
  readonly removeOne: (key: string) => Promise<void>;
  /** The first parts of all keys: ids of files, in portions. */
  readonly list: () => AsyncIterable<readonly string[]>;
  /** Null where uploads come to this server. */
  readonly directUpload: ((key: string, sizeBytes: number, minutes: number) => Promise<DirectUpload>) | null;
};

/** An image made anew: upright, with nothing but its pixels. */
export type MadeImage = {
  readonly width: number;
  readonly height: number;
  /** Base64. */
  readonly thumbHash: string;
  readonly variants: readonly { readonly variant: FileVariant; readonly bytes: Uint8Array }[];
  readonly contentType: string;
};

/** Says what bytes are, whatever their name; undefined: nothing that is taken. */
export type FileJudge = {
  readonly kindOf: (staged: Staged) => Promise<"image" | "pdf" | undefined>;
  /** Throws `Unreadable`. */
  readonly makeImage: (staged: Staged) => Promise<MadeImage>;
  /** An image of ours as AVIF. Takes a second or two of one processor. Throws `Unreadable`. */
  readonly makeAvif: (image: Readable) => Promise<Uint8Array>;
};

/** An image that cannot be decoded whole, or has more pixels than are taken. */
export class Unreadable extends Error {}

/** What a provider has taken, as it tells itself: not what it could take. */
export type Captured = {
  readonly amountMinor: number;
  readonly currency: string;
  /** For which visit, as it was told when it took the money: nobody passes another's payment off as theirs. */
  readonly bookingId: string;
};

/** Money to give back. `id` is the same for the same refund, however often and however late it is tried. */
export type MoneyBack = {
  readonly id: string;
  /** Of what came in. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
};

/** Another company that moves money. It is waited for until `signal` aborts; whatever it throws may pass by itself. */
export type PaymentProvider = {
  /** Undefined where nothing was taken under that reference. */
  readonly find: (reference: string, signal: AbortSignal) => Promise<Captured | undefined>;
  /**
   * Gives back once for an `id`, and never more in all than it took. Throws `RefundRefused` where it never will, as for
   * an `id` that it knows with another amount.
   */
  readonly refund: (back: MoneyBack, signal: AbortSignal) => Promise<void>;
  /** How long it is waited for; ten seconds where it does not say. */
  readonly patienceMs?: number;
};

/** A refund that a provider will not make, however often it is asked. */
export class RefundRefused extends Error {}
