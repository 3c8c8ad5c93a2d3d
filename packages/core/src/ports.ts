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

/** A line on somebody's telephone. `id` is the same for the same message, whoever sends it again. */
export type ShortMessage = { readonly id: string; readonly to: string; readonly text: string };
/** Throws `Undeliverable`. */
export type Messenger = { readonly send: (message: ShortMessage) => Promise<void> };

/** What a link in a mail opens. */
export type LinkPurpose = "invitation" | "booking" | "unsubscribe";

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
};
