import { markup } from "../html.ts";
import { browserScript } from "./browser-script.ts";

const script = browserScript("confirm-address.mjs");
export const CONFIRM_ADDRESS_SCRIPT = script.source;

/** A button: programs that look into mails open links, and press nothing. */
export const CONFIRM_ADDRESS_PAGE = markup`<noscript><p>This page needs JavaScript to confirm your address.</p></noscript>
<p role="alert" id="problem"></p>
<p role="status" id="status" tabindex="-1"></p>
<form id="confirm"><p>If you did not open an account here, close this page.</p><button>Confirm my address</button></form>${script.element}`;
