import {
  apiKeyFinder,
  beginOn,
  countInDatabase,
  countTroubles,
  countInMemory,
  JOB_NAMES,
  linkSigner,
  onEngineTiming,
  sealer,
  sessionFinder,
} from "@salon/core";
import type { Counters, Deps, Mailer, PaymentProvider } from "@salon/core";
import { openDatabase } from "@salon/db";
import { assertDurable, assertMigrated } from "@salon/db/migrate";
import { openAnnouncements } from "./announcements.ts";
import { developmentSecret } from "./auth-secret.ts";
import { openAuth } from "./auth.ts";
import type { Auth } from "./auth.ts";
import { listedPasswords } from "./breached-passwords.ts";
import { writeCalendar } from "./calendar-writer.ts";
import { challengeVerifier } from "./challenge.ts";
import type { VerifyChallenge } from "./challenge.ts";
import type { Config } from "./config.ts";
import { fileJudge, openFileStore } from "./files/index.ts";
import { openLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { loggedMessengers } from "./messengers.ts";
import { networkMarker } from "./network-marker.ts";
import { openOutbox } from "./outbox.ts";
import type { Outbox } from "./outbox.ts";
import { ownSessions } from "./own-sessions.ts";
import type { OwnSessions } from "./own-sessions.ts";
import { openQueue } from "./queue.ts";
import type { Queue } from "./queue.ts";
import { smtpMailer } from "./smtp.ts";
import { openWebhookSender } from "./webhooks/webhook-sender.ts";

export type Runtime = Deps &
  AsyncDisposable & {
    readonly log: Logger;
    readonly auth: Auth;
    readonly sessions: OwnSessions;
    /** Who a session token belongs to; asked of the database every time, so that revocation counts at once. */
    readonly findSession: ReturnType<typeof sessionFinder>;
    /** For which salon an API key acts; asked likewise. */
    readonly findApiKey: ReturnType<typeof apiKeyFinder>;
    /** What callers spend of their budgets. */
    readonly counters: Counters;
    /** Names a guest's network without telling it. */
    readonly markNetwork: (network: string) => Buffer;
    /** Whether a guest solved the challenge; undefined where none is set. */
    readonly verifyChallenge: VerifyChallenge | undefined;
    /** Development's mails; there is none where mails go to a server. */
    readonly outbox: Outbox | undefined;
    readonly queue: Queue;
    /** Rejects while the database does not answer, or lacks a migration. */
    readonly ping: () => Promise<void>;
    /** Tells how long the availability engine takes for each question. */
    readonly onEngineTiming: typeof onEngineTiming;
    /** Messages to people that are past their time, or failed lately. */
    readonly messageTroubles: () => ReturnType<typeof countTroubles>;
    /** The connections to this database, by what they do. */
    readonly connections: () => Promise<readonly { readonly state: string; readonly count: number }[]>;
  };

/** What whoever starts a process may bring along: a command reads its mails itself. */
export type Brought = {
  readonly mailer?: Mailer;
  /** Who moves money, by the name under which payments are recorded. */
  readonly paymentProviders?: ReadonlyMap<string, PaymentProvider>;
};

/** The adapters of one process. The worker takes jobs, the others only make them. */
export async function openRuntime(
  config: Config,
  process: "server" | "worker" | "command",
  own: Brought = {},
): Promise<Runtime> {
  await using opening = new AsyncDisposableStack();
  const log = openLogger(config, process);
  if (config.mode !== "test") log.info(await assertDurable(config.databaseUrl), "Database");
  const database = openDatabase(config.databaseUrl, {
    poolSize: config.dbPoolSize,
    prepare: config.dbPrepare,
    applicationName: `salon ${process}`,
  });
  opening.use(database);
  const { db, sql } = database;
  const queue = opening.use(
    await openQueue(config, log, JOB_NAMES, process === "worker" ? "consumer" : "producer"),
  );
  const smtp = config.smtp && opening.use(smtpMailer(config.smtp, log));
  const outbox = config.production || smtp ? undefined : openOutbox(config.dataDir);
  const mailer = own.mailer ?? smtp ?? outbox ?? noMailer(log);
  const secret = config.authSecret ?? (await developmentSecret(config.dataDir));
  const { announce, onNews } = opening.use(await openAnnouncements(database, log));
  const webhooks = opening.use(openWebhookSender({ privateAddresses: config.webhookPrivateAddresses }));
  const opened = opening.move();
  const begin = beginOn(db);
  const deps: Deps = {
    db,
    begin,
    enqueue: queue.enqueue,
    announce,
    onNews,
    mailer,
    messengers: loggedMessengers(log),
    links: linkSigner(secret),
    files: await openFileStore(config),
    judge: fileJudge,
    calendars: writeCalendar,
    sealer: sealer(secret),
    webhooks,
    paymentProviders: own.paymentProviders ?? new Map(),
    settings: {
      salonApproval: config.salonApproval,
      sandboxesTellAnybody: !config.production,
      publicUrl: config.publicUrl,
    },
  };
  return {
    ...deps,
    log,
    auth: openAuth({ config, secret, db, mailer, log, breachedPasswords: listedPasswords() }),
    sessions: ownSessions(deps),
    findSession: sessionFinder(deps, config),
    findApiKey: apiKeyFinder({ db, begin }, (err) =>
      log.warn({ err }, "The use of an API key was not noted"),
    ),
    counters: config.rateLimitStore === "postgres" ? countInDatabase(db) : countInMemory(),
    markNetwork: networkMarker(secret),
    verifyChallenge: config.challenge && challengeVerifier(config.challenge),
    outbox,
    queue,
    onEngineTiming,
    ping: () => assertMigrated(sql),
    messageTroubles: () => countTroubles(db),
    connections: () => sql`
      select coalesce(state, 'other') as state, count(*)::int as count from pg_stat_activity
      where datname = current_database() group by 1`,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Who asks when a mail is handed over wants to know that it is not: such a mail is tried again. */
function noMailer(log: Logger): Mailer {
  log.warn("SMTP_URL is not set: mails go nowhere");
  return {
    async send({ id }, handOver) {
      log.warn({ mailId: id }, "There is no way to send mail: this one went nowhere");
      if (handOver) throw new Error("There is no way to send mail");
    },
  };
}
