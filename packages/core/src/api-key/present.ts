import type { ApiKey } from "@salon/contracts";
import type { ApiKeyRow } from "./queries.ts";

export function presentApiKey({
  businessId: _,
  salonId: __,
  hash: ___,
  scopes,
  ...shown
}: ApiKeyRow): ApiKey {
  return { ...shown, scopes: [...scopes] };
}
