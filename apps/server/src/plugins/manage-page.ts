import { markup } from "../html.ts";
import { browserScript } from "./browser-script.ts";

const script = browserScript("manage-booking.mjs");
export const MANAGE_SCRIPT = script.source;

/** The same for every booking: what it shows, its script asks for with the token of the link. */
export const MANAGE_PAGE = markup`<noscript><p>This page needs JavaScript to open your booking.</p></noscript>
<p id="loading" class="muted">Looking for your booking …</p>
<p role="alert" id="problem"></p>
<h2 role="status" id="status" tabindex="-1"></h2>
<dl id="facts" hidden></dl>
<section id="holding" hidden aria-label="Confirm">
<form id="confirm"><fieldset id="contact"><legend>Who comes?</legend>
<label for="name">Name</label><input id="name" name="name" autocomplete="name" maxlength="120" required>
<label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="email" maxlength="254">
<label for="phone">or phone number, with country code</label><input id="phone" name="phone" type="tel" autocomplete="tel" placeholder="+49 30 1234567">
</fieldset><button>Confirm booking</button></form>
<p><button id="release" class="quiet" type="button">Give the time back</button></p></section>
<form id="review" hidden><fieldset><legend>How was it?</legend>
<label for="rating">Stars, from one to five</label><input id="rating" name="rating" type="number" min="1" max="5" step="1" required>
<label for="text">In your words, for everybody to read</label><textarea id="text" name="text" rows="4" maxlength="4000"></textarea>
</fieldset><button>Publish the review</button></form>
<p><button id="cancel" class="quiet" type="button" hidden>Cancel this booking …</button></p>
<dialog id="sure" aria-labelledby="sure-title"><form method="dialog"><h2 id="sure-title">Cancel this booking?</h2>
<p>The time becomes free for others.</p><button value="keep" autofocus>Keep it</button>
<button value="cancel" class="quiet">Yes, cancel it</button></form></dialog>${script.element}`;
