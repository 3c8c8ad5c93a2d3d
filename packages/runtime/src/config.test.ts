import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { envExample } from "./env-example.ts";

const DATABASE_URL = "postgres://salon@localhost/salon";
const PRODUCTION = { NODE_ENV: "production", DATABASE_URL };

test("an address of a database is all that development needs", () => {
  expect(readConfig({ DATABASE_URL, PORT: "", CORS_ORIGINS: "" })).toMatchObject({
    mode: "development",
    port: 3000,
    publicUrl: "http://localhost:3000",
    rateLimits: true,
    corsOrigins: [],
  });
});

test("every problem is told at once, and no value is repeated", () => {
  const secret = "hunter2hunter2";
  const wrong = {
    PORT: "70000",
    DB_POOL_SIZE: "many",
    AUTH_SECRET: secret,
    RATE_LIMITS: "maybe",
    CORS_ORIGINS: "app.example.com",
  };
  expect(() => readConfig(wrong)).toThrow(
    /PORT[\s\S]*DATABASE_URL[\s\S]*DB_POOL_SIZE[\s\S]*AUTH_SECRET[\s\S]*RATE_LIMITS[\s\S]*CORS_ORIGINS/,
  );
  expect(() => readConfig(wrong)).not.toThrow(secret);
});

test("a provider is configured whole or not at all", () => {
  const client = { GOOGLE_CLIENT_ID: "salon", OIDC_ISSUER: "https://id.example.com/" };
  expect(() => readConfig({ DATABASE_URL, ...client })).toThrow(
    /GOOGLE_CLIENT_SECRET: Needed beside GOOGLE_CLIENT_ID[\s\S]*OIDC_CLIENT_ID[\s\S]*OIDC_CLIENT_SECRET/,
  );
  const whole = { GOOGLE_CLIENT_ID: "salon", GOOGLE_CLIENT_SECRET: "secret" };
  expect(readConfig({ DATABASE_URL, ...whole }).providers).toEqual({
    google: { clientId: "salon", clientSecret: "secret" },
    apple: undefined,
    oidc: undefined,
  });
});

test("production does not start without its address and its secret, and keeps its limits", () => {
  expect(() => readConfig(PRODUCTION)).toThrow(/PUBLIC_URL[\s\S]*AUTH_SECRET/);
  const given = {
    ...PRODUCTION,
    PUBLIC_URL: "https://salon.example.com/",
    AUTH_SECRET: "s".repeat(32),
    RATE_LIMITS: "off",
    WEBHOOK_PRIVATE_ADDRESSES: "on",
  };
  expect(readConfig(given)).toMatchObject({
    production: true,
    publicUrl: "https://salon.example.com",
    rateLimits: true,
    webhookPrivateAddresses: false,
  });
});

test("the example of an environment is current (pnpm golden writes it)", async () => {
  const committed = await readFile(join(import.meta.dirname, "..", "..", "..", ".env.example"), "utf8");
  expect(committed).toBe(envExample());
});
