import { refuse } from "@salon/api";
import { AuthRefusal } from "@salon/runtime";

/** better-auth's refusals in the words of the API; `input` is what was asked with. */
export function refuseAs(error: unknown, input: object): never {
  if (!(error instanceof AuthRefusal)) throw error;
  const { status, code } = error;
  const chosen = "newPassword" in input ? "/newPassword" : "/password";
  switch (code) {
    case "INVALID_EMAIL_OR_PASSWORD":
      return refuse("invalid_credentials", "The e-mail address or the password is wrong.");
    case "INVALID_TOKEN":
    case "TOKEN_EXPIRED":
    case "USER_NOT_FOUND":
      return refuse("link_expired", "Ask for a new link: this one was used, is too old, or is none.");
    case "INVALID_PASSWORD":
      return invalid(
        "currentPassword" in input ? "/currentPassword" : "/password",
        "wrong_password",
        "This is not your password.",
      );
    case "INVALID_CODE":
    case "INVALID_BACKUP_CODE":
      return wrongCode(input);
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
      return refuse("sign_in_expired", "Begin again with your password.");
    case "ACCOUNT_TEMPORARILY_LOCKED":
      return refuse("too_many_requests", "Too many wrong codes. Try again in 15 minutes.", {
        retryAfterSeconds: 900,
      });
    case "PROVIDER_NOT_FOUND":
      return refuse("not_found", "Nobody signs in there: see /api/auth/providers.");
    case "TOTP_ALREADY_ENABLED":
      return refuse("invalid_transition", "Two-factor is enabled already.");
    case "TOTP_NOT_ENABLED":
    case "TWO_FACTOR_NOT_ENABLED":
    case "BACKUP_CODES_NOT_ENABLED":
      return refuse("invalid_transition", "Two-factor is not enabled.");
    case "INVALID_CALLBACK_URL":
    case "INVALID_CALLBACKURL":
      return invalid(
        "/callbackURL",
        "not_trusted",
        "An address of this site, or of an origin that the server trusts.",
      );
    case "PASSWORD_TOO_LONG":
    case "PASSWORD_TOO_SHORT":
      return invalid(chosen, "password_length", "A password has 10 to 128 characters.");
    case "BREACHED_PASSWORD":
      return invalid(chosen, "breached_password", "Guessing programs know this password. Choose another.");
    case "PERSONAL_PASSWORD":
      return invalid(chosen, "personal_password", "A password is not one's own name or e-mail address.");
  }
  // Of two who give one recovery code at once, the second.
  if (status === 409) return wrongCode(input);
  if (status === 401) return refuse("unauthenticated", "Sign in first.");
  if (status === 403) return refuse("forbidden", "That is not allowed.");
  if (status >= 500) return refuse("unavailable", "Try again shortly.", { retryAfterSeconds: 1 });
  return refuse("invalid_input", "The input is not valid.");
}

function wrongCode(input: object): never {
  const pointer = "recoveryCode" in input ? "/recoveryCode" : "/code";
  return invalid(pointer, "wrong_code", "This code is wrong, or was used.");
}

function invalid(pointer: string, code: string, message: string): never {
  return refuse("invalid_input", message, { errors: [{ pointer, code, message }] });
}
