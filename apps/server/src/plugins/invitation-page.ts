import { markup } from "../html.ts";
import { browserScript } from "./browser-script.ts";

const script = browserScript("invitation.mjs");
export const INVITATION_SCRIPT = script.source;

/** The same for every invitation: what it shows, its script asks for with the token of the link. */
export const INVITATION_PAGE = markup`<noscript><p>This page needs JavaScript to open your invitation.</p></noscript>
<p role="alert" id="problem"></p>
<p role="status" id="status" tabindex="-1">Looking for your invitation …</p>
<form id="sign-in" hidden><p class="muted">Sign in with the account of the invited address. If it has none, open one with it, confirm the address,
and follow the link again.</p>
<label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="username" maxlength="254" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button></form>
<form id="accept" hidden><p class="muted" id="person"></p><button>Accept the invitation</button></form>${script.element}`;
