import type { WebhookAnswer } from "@salon/core";

type Failure = NonNullable<WebhookAnswer["error"]>;

const FAILURES: Readonly<Record<string, Failure>> = {
  address_not_allowed: "address_not_allowed",
  ENOTFOUND: "unresolvable",
  EAI_AGAIN: "unresolvable",
  ENODATA: "unresolvable",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
};

/** As OpenSSL calls what it does not like about a certificate. */
const CERTIFICATE = /CERT|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)/;

/** Why a request got no answer, in the words that its sender is told. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return "internal";
  if (error.name === "TimeoutError") return "timeout";
  const code: unknown = Reflect.get(error, "code");
  if (typeof code !== "string") return "internal";
  return FAILURES[code] ?? (CERTIFICATE.test(code) ? "certificate" : "closed");
}
