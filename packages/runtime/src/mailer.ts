export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What the reader is asked to follow, where there is something. */
  readonly link?: string;
};

export type Mailer = { readonly send: (mail: Mail) => Promise<void> };
