export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What the reader is asked to follow, where there is something. */
  readonly link?: string;
};

/** For use cases that a job runs: a mail that waits for its server would hold a transaction. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> };

/** What a link in a mail opens. */
export type LinkPurpose = "invitation";

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
