const EMAIL = /[^\s<>"'(),;:=/]+@[^\s<>"'(),;:=/]+/g;
const PHONE = /\+?\d(?:[\s().-]?\d){6,}/g;
const SECRET = /\b(?:sk_|Bearer\s+|postgres(?:ql)?:\/\/)\S+|\b[A-Za-z0-9_-]{32,}(?:\.[A-Za-z0-9_-]+)*/g;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A text without addresses, telephone numbers and what looks like a token. */
export function scrub(text: string): string {
  return text
    .replaceAll(SECRET, (match) => (UUID.test(match) ? match : "[secret]"))
    .replaceAll(EMAIL, "[e-mail]")
    .replaceAll(PHONE, (match) => (match.length < 9 ? match : "[number]"));
}
