import { resolve } from "node:path";
import type { z } from "zod";
import { ProductionNeeds, TOGETHER, Variables } from "./variables.ts";

/** What the processes are told by their environment, read once and handed on. */
export type Config = ReturnType<typeof configOf>;

/** Throws one error that lists every problem of the environment, without repeating a value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = Variables.safeParse(given);
  const missing = given["NODE_ENV"] === "production" ? ProductionNeeds.safeParse(given) : undefined;
  const issues = [...(read.error?.issues ?? []), ...(missing?.error?.issues ?? [])];
  const problems = [...issues.map(sentenceOf), ...TOGETHER.flatMap((names) => lackingOf(names, given))];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return configOf(read.data);
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(["The configuration has problems:", ...new Set(problems)].join("\n  - "));
    this.name = "ConfigError";
  }
}

function configOf(env: z.output<typeof Variables>) {
  const production = env.NODE_ENV === "production";
  return {
    mode: env.NODE_ENV,
    production,
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL,
    dbPoolSize: env.DB_POOL_SIZE,
    dbPrepare: env.DB_PREPARE,
    dataDir: resolve(env.DATA_DIR),
    bucket: bucketOf(env),
    logLevel: env.LOG_LEVEL ?? (env.NODE_ENV === "test" ? "silent" : "info"),
    authSecret: env.AUTH_SECRET,
    adminTwoFactor: env.ADMIN_TWO_FACTOR ?? production,
    salonApproval: env.SALON_APPROVAL,
    rateLimits: env.RATE_LIMITS || production,
    rateLimitStore: env.RATE_LIMIT_STORE,
    challenge: challengeOf(env),
    providers: providersOf(env),
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
    corsOrigins: env.CORS_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    webhookPrivateAddresses: env.WEBHOOK_PRIVATE_ADDRESSES && !production,
    securityContact: env.SECURITY_CONTACT,
    metricsToken: env.METRICS_TOKEN,
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
  };
}

function challengeOf({
  CHALLENGE_VERIFY_URL: verifyUrl,
  CHALLENGE_SECRET: secret,
}: z.output<typeof Variables>) {
  return verifyUrl !== undefined && secret !== undefined ? { verifyUrl, secret } : undefined;
}

function bucketOf(env: z.output<typeof Variables>) {
  const { S3_BUCKET: bucket, S3_REGION: region, S3_ENDPOINT: endpoint = null } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (bucket === undefined || region === undefined) return null;
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return { bucket, region, endpoint, accessKeyId, secretAccessKey };
}

function providersOf(env: z.output<typeof Variables>) {
  const client = (clientId: string | undefined, clientSecret: string | undefined) =>
    clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined;
  const oidc = client(env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET);
  return {
    google: client(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    apple: client(env.APPLE_CLIENT_ID, env.APPLE_CLIENT_SECRET),
    oidc: oidc && env.OIDC_ISSUER ? { ...oidc, issuer: env.OIDC_ISSUER, name: env.OIDC_NAME } : undefined,
  };
}

/** What is missing of variables that are set together. */
function lackingOf(names: readonly string[], given: NodeJS.ProcessEnv): string[] {
  const set = names.filter((name) => given[name] !== undefined);
  if (set.length === 0) return [];
  return names
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: Needed beside ${set.join(" and ")}.`);
}

function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.map(String).join(".")}: ${message}`;
}
