import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markup } from "../html.ts";

/** Named by its hash in the page's content policy. */
export const CONFIRM_ADDRESS_SCRIPT = readFileSync(
  join(import.meta.dirname, "..", "browser", "confirm-address.mjs"),
  "utf8",
);

const script = { markup: `<script type="module">${CONFIRM_ADDRESS_SCRIPT}</script>` };

/** A button: programs that look into mails open links, and press nothing. */
export const CONFIRM_ADDRESS_PAGE = markup`<noscript><p>This page needs JavaScript to confirm your address.</p></noscript>
<p role="alert" id="problem"></p>
<p role="status" id="status" tabindex="-1"></p>
<form id="confirm"><p>If you did not open an account here, close this page.</p><button>Confirm my address</button></form>${script}`;
