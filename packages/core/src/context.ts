import type { AdminLevel, Scope } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import type { CalendarWriter } from "./calendar-feed/ports.ts";
import type { News } from "./event/news.ts";
import type { Job } from "./jobs.ts";
import type {
  FileJudge,
  FileStore,
  LinkSigner,
  Mailer,
  Messenger,
  PaymentProvider,
  Push,
  Visitor,
} from "./ports.ts";
import type { Sealer } from "./sealer.ts";
import type { WebhookSender } from "./webhook/ports.ts";

/** Who asks. */
export type Actor =
  | { readonly kind: "anonymous" }
  | SignedIn
  | { readonly kind: "bookingHolder"; readonly token: string }
  | ApiKeyHolder
  | { readonly kind: "system"; readonly name: string };

/** A person with a session. */
export type SignedIn = {
  readonly kind: "user";
  readonly userId: string;
  readonly emailVerified: boolean;
  /** With which what is registered in it ends: devices that get pushes. */
  readonly sessionId?: string;
  /** When the session began: what cannot be undone asks for a fresh one. */
  readonly signedInAt?: Date;
  /** Of those who keep the platform clean. */
  readonly admin?: AdminLevel;
  /** The admin who acts as this person. */
  readonly impersonatorId?: string;
};

/** Another program, acting for one salon within what its key allows. */
export type ApiKeyHolder = {
  readonly kind: "apiKey";
  readonly keyId: string;
  readonly salonId: string;
  readonly scopes: readonly Scope[];
};

export type IdempotencyKey = {
  readonly key: string;
  /** Credential and operation within which the key counts. */
  readonly scope: string;
  /** What the answer belongs to: any other input under the same key is refused. */
  readonly input: unknown;
};

export type RequestInfo = {
  readonly id: string;
  readonly idempotency: IdempotencyKey | null;
  /** Told when the answer is one that was given before. */
  readonly onReplay: () => void;
  /** What the connection tells of who asks; left out where nobody is told apart. */
  readonly visitor?: Visitor | undefined;
};

/** What a use case needs of the world; the runtime makes it once. */
export type Deps = {
  readonly db: Db;
  /** One transaction. Deadlocks, serialization failures and lock waits that were too long are tried again, within bounds. */
  readonly begin: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Writes the job in the same transaction. */
  readonly enqueue: (tx: Tx, job: Job) => Promise<void>;
  /** Says, after a commit, that there may be something new for those who watch. */
  readonly announce: () => void;
  /** Calls back whenever somebody has announced something, here or elsewhere, until it is disposed of. */
  readonly onNews: News["onNews"];
  readonly mailer: Mailer;
  /** Texts to telephones; pushes to devices. */
  readonly messengers: { readonly sms: Messenger; readonly push: Messenger<Push> };
  readonly links: LinkSigner;
  readonly calendars: CalendarWriter;
  /** Bytes of photos and documents, and what tells what they are. */
  readonly files: FileStore;
  readonly judge: FileJudge;
  readonly sealer: Sealer;
  readonly webhooks: WebhookSender;
  /** By the name under which payments are recorded. */
  readonly paymentProviders: ReadonlyMap<string, PaymentProvider>;
  readonly settings: Settings;
};

export type Settings = {
  /** Whether publishing waits for an admin. */
  readonly salonApproval: boolean;
  /** Whether mails, texts and pushes about visits at sandboxes reach people who are no members: where none leaves this machine. */
  readonly sandboxesTellAnybody: boolean;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
};

export type Ctx = Deps & {
  readonly actor: Actor;
  readonly request: RequestInfo;
  /** The one way to write: the idempotency key, the effect, its events and jobs commit together or not at all. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};
