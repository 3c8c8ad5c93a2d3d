import { z } from "zod";

const port = z.coerce.number().pipe(z.int().min(0).max(65_535));
const count = (least: number, most: number) => z.coerce.number().pipe(z.int().min(least).max(most));
const onOff = z.enum(["on", "off"]).transform((value) => value === "on");
const webUrl = z
  .url({ protocol: /^https?$/, error: "An http or https address." })
  .transform((url) => url.replace(/\/+$/, ""));
const origin = z.url({
  protocol: /^https?$/,
  error: "Origins such as https://app.example.com, separated by commas.",
});

/** Every variable that is read, with what it is for. */
export const Variables = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("development")
    .describe("production refuses to start without what a public server needs, and has no mail outbox."),
  PORT: port.default(3000).describe("Where the server listens."),
  HOST: z.string().default("127.0.0.1").describe("The address to listen on; 0.0.0.0 for every network."),
  PUBLIC_URL: webUrl
    .optional()
    .describe("Where people reach this server; its links and cookies follow it. Needed in production."),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "An address such as postgres://user:password@host:5432/salon.",
    })
    .describe(
      "PostgreSQL 15 or newer. `pnpm dev` and `pnpm start` bring one of their own when this is empty.",
    ),
  DB_POOL_SIZE: count(1, 500).default(10).describe("Connections of each process."),
  DB_PREPARE: onOff.default(true).describe("off behind a transaction pooler such as PgBouncer."),
  DATA_DIR: z
    .string()
    .default(".data")
    .describe("Where the embedded database, development's mails and files live."),
  S3_BUCKET: z
    .string()
    .optional()
    .describe(
      "Keeps photos and documents in a bucket instead of below DATA_DIR; with the region and keys that follow.",
    ),
  S3_REGION: z.string().optional().describe("See S3_BUCKET."),
  S3_ACCESS_KEY_ID: z.string().optional().describe("See S3_BUCKET."),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("See S3_BUCKET."),
  S3_ENDPOINT: webUrl.optional().describe("The address of a store that speaks S3 and is not Amazon's."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .optional()
    .describe("info when left out."),
  AUTH_SECRET: z
    .string()
    .min(32, "At least 32 characters, such as those of: openssl rand -base64 32")
    .optional()
    .describe("Signs session cookies and links in mails. Development makes one; needed in production."),
  ADMIN_TWO_FACTOR: onOff
    .optional()
    .describe(
      "on: an admin without two-factor is nobody in particular. When left out: on in production, else off.",
    ),
  SALON_APPROVAL: onOff.default(false).describe("on: an admin opens each salon to the public."),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "An address such as smtp://user:password@host:587." })
    .optional()
    .describe(
      "Where mails go. Without one, development keeps them at /dev/outbox, and production sends none.",
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n"]{1,100} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      "An address such as Salon <no-reply@example.com>.",
    )
    .optional()
    .describe("In whose name mails are sent, such as: Salon <no-reply@example.com>"),
  RATE_LIMITS: onOff.default(true).describe("off for load tests. In production they are always on."),
  RATE_LIMIT_STORE: z
    .enum(["memory", "postgres"])
    .default("memory")
    .describe("Where limits are counted: memory for one server, postgres where several count together."),
  CHALLENGE_VERIFY_URL: z
    .url({ protocol: /^https?$/, error: "An http or https address." })
    .optional()
    .describe(
      "Where a guest's challenge is verified: the siteverify address of Turnstile, hCaptcha or reCAPTCHA.",
    ),
  CHALLENGE_SECRET: z.string().optional().describe("The secret of that service. Both are set, or none."),
  GOOGLE_CLIENT_ID: z.string().optional().describe("Sign-in with Google: both are set, or none."),
  GOOGLE_CLIENT_SECRET: z.string().optional().describe("See GOOGLE_CLIENT_ID."),
  APPLE_CLIENT_ID: z
    .string()
    .optional()
    .describe(
      "Sign-in with Apple: the services id. Its secret is a token that Apple takes for six months at most.",
    ),
  APPLE_CLIENT_SECRET: z.string().optional().describe("See APPLE_CLIENT_ID."),
  OIDC_ISSUER: webUrl
    .optional()
    .describe("Sign-in with any OpenID Connect provider: its issuer, client id and secret, or none of them."),
  OIDC_CLIENT_ID: z.string().optional().describe("See OIDC_ISSUER."),
  OIDC_CLIENT_SECRET: z.string().optional().describe("See OIDC_ISSUER."),
  OIDC_NAME: z
    .string()
    .max(60)
    .default("Single sign-on")
    .describe("What that provider is called on a button."),
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .pipe(z.array(origin.transform((url) => new URL(url).origin)))
    .describe("Web apps on other origins that may call with cookies, separated by commas."),
  TRUST_PROXY: count(0, 10).default(0).describe("How many proxies in front set X-Forwarded-For."),
  WEBHOOK_PRIVATE_ADDRESSES: onOff
    .default(true)
    .describe(
      "off: webhooks go to https addresses of the public internet alone. In production that is always so.",
    ),
  SECURITY_CONTACT: z
    .url({ protocol: /^(https|mailto)$/, error: "A mailto: or https: address." })
    .optional()
    .describe("Whom to tell of a security hole, such as mailto:security@example.com; told in security.txt."),
  METRICS_TOKEN: z
    .string()
    .min(16, "At least 16 characters.")
    .optional()
    .describe("Bearer token that opens /metrics to others than this machine."),
  SHUTDOWN_DELAY_MS: count(0, 30_000)
    .default(0)
    .describe("How long /readyz says no before the server stops taking requests."),
});

/** What a development server can do without. */
export const ProductionNeeds = z.object({
  PUBLIC_URL: z.string("Needed in production."),
  AUTH_SECRET: z.string("Needed in production."),
});

/** Of each of these all are set, or none. */
export const TOGETHER = [
  ["SMTP_URL", "MAIL_FROM"],
  ["CHALLENGE_VERIFY_URL", "CHALLENGE_SECRET"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["APPLE_CLIENT_ID", "APPLE_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["S3_BUCKET", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
] as const;
