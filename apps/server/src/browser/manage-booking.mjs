// Runs in a guest's browser, inside the page of manage-page.ts. The token is the link's fragment: browsers never send
// it, so no log, proxy or referrer has it.
const token = location.hash.slice(1);
const bookingId = location.pathname.split("/").pop();
const element = (id) => document.getElementById(id);
const LANGUAGE = document.documentElement.lang;

const STATUSES = {
  held: "Kept for you, not confirmed yet",
  pending: "Waiting for the salon to accept it",
  confirmed: "Confirmed",
  checked_in: "You have arrived",
  in_service: "Under way",
  completed: "Done",
  released: "Given back",
  expired: "Expired: the time is free again",
  declined: "The salon could not accept it",
  cancelled_by_client: "Cancelled by you",
  cancelled_by_salon: "Cancelled by the salon",
  no_show: "Missed",
};

let booking;
let salon;
let review;

element("confirm").addEventListener("submit", (event) => {
  event.preventDefault();
  void change("confirm", booking.client ? {} : { client: clientOf(event.target) });
});
element("release").addEventListener("click", () => void change("release"));
element("cancel").addEventListener("click", () => element("sure").showModal());
element("sure").addEventListener("close", ({ target }) => {
  if (target.returnValue === "cancel") void change("cancel");
});
element("review").addEventListener("submit", (event) => {
  event.preventDefault();
  void publishReview(event.target);
});
element("email").addEventListener("input", askForContact);
element("phone").addEventListener("input", askForContact);

if (token) await load();
else
  problem(
    "This link is not complete. Open it again from where you got it, with everything behind the # sign.",
  );

async function load() {
  const found = await ask("GET", `/bookings/${bookingId}`);
  if (!found) return;
  booking = found;
  salon ??= await ask("GET", `/salons/${booking.salonId}`, { quiet: true });
  if (booking.status === "completed")
    review ??= await ask("GET", `/bookings/${bookingId}/review`, { quiet: true });
  show();
}

async function publishReview(form) {
  problem("");
  const { rating, text } = Object.fromEntries(new FormData(form));
  const body = { rating: Number(rating), ...(text && { text }) };
  review = await ask("POST", `/bookings/${bookingId}/review`, { body, versioned: false });
  if (!review) return;
  show();
  element("status").textContent = "Thank you for your review";
  element("status").focus();
}

async function change(step, body = {}) {
  problem("");
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  const changed = await ask("POST", `/bookings/${bookingId}/${step}`, { body });
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  if (!changed) return;
  booking = changed;
  show();
  element("status").focus();
}

/** Undefined where it was refused: the page has said why by then. */
async function ask(method, path, { body, quiet = false, versioned = true } = {}) {
  const headers = { "x-booking-token": token };
  if (body) {
    headers["content-type"] = "application/json";
    headers["idempotency-key"] = newKey();
    if (versioned) headers["if-match"] = `"${booking.version}"`;
  }
  try {
    const options = { method, headers, credentials: "omit", ...(body && { body: JSON.stringify(body) }) };
    const answer = await fetch(`/api/v1${path}`, options);
    const said = await answer.json();
    if (answer.ok) return said;
    if (quiet) return undefined;
    if (answer.status === 412) {
      await load();
      problem("It has changed meanwhile. Look at it again before you go on.");
    } else problem(wordsFor(answer.status, said));
  } catch {
    if (!quiet) problem("The server cannot be reached. Check your connection and try again.");
  }
  return undefined;
}

function wordsFor(status, { title, detail, errors = [] }) {
  if (status === 401 || status === 404)
    return "There is no booking behind this link. Check that you opened all of it.";
  return [detail ?? title, ...errors.map(({ message }) => message)].join(" ");
}

function show() {
  const { status, client, policy, total } = booking;
  const open = status === "pending" || status === "confirmed";
  document.title = `${STATUSES[status]} – ${salon?.name ?? "your booking"}`;
  element("loading").hidden = true;
  element("status").textContent = STATUSES[status];
  const facts = [
    ["Salon", salon && [salon.name, `${salon.address.line1}, ${salon.address.city}`]],
    [
      "When",
      [timeOf(booking.startsAt), `until ${timeOf(booking.endsAt, { hour: "numeric", minute: "2-digit" })}`],
    ],
    ["Services", booking.items.map(serviceOf)],
    ["Price", [total.amountMinor > 0 ? moneyOf(total) : "Free, or named by the salon"]],
    ["For", client && [client.name]],
    ["Note", booking.note && [booking.note]],
    ["Kept until", status === "held" && [timeOf(booking.holdExpiresAt)]],
    ["Answer by", status === "pending" && [timeOf(booking.approvalExpiresAt)]],
    [
      "Cancel until",
      open && [
        timeOf(policy.cancelUntil),
        isPast(policy.cancelUntil) && "This time has passed: the salon may refuse.",
      ],
    ],
  ];
  element("facts").replaceChildren(...facts.flatMap(([name, lines]) => (lines ? factOf(name, lines) : [])));
  element("facts").hidden = false;
  element("holding").hidden = status !== "held";
  element("contact").hidden = Boolean(client);
  element("contact").disabled = Boolean(client);
  element("review").hidden = status !== "completed" || Boolean(review);
  element("cancel").hidden = !open;
  if (status === "held") askForContact();
}

function factOf(name, lines) {
  const [term, description] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name;
  for (const line of lines.filter(Boolean)) {
    const row = document.createElement("div");
    row.textContent = line;
    description.append(row);
  }
  return [term, description];
}

function serviceOf({ serviceName, variantName, staffName, addOns }) {
  const extras = addOns.map(({ name }) => ` + ${name}`).join("");
  return `${serviceName}, ${variantName}${extras}, with ${staffName}`;
}

/** In the salon's zone, which is named: the guest may be in another. */
function timeOf(instant, parts) {
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const clock = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
  const format = new Intl.DateTimeFormat(LANGUAGE, {
    ...(parts ?? { ...day, ...clock }),
    timeZone: booking.timeZone,
  });
  return parts
    ? format.format(new Date(instant))
    : `${format.format(new Date(instant))} (${booking.timeZone})`;
}

function moneyOf({ amountMinor, currency }) {
  const format = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency });
  return format.format(amountMinor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function isPast(instant) {
  return new Date(instant) < new Date();
}

/** `randomUUID` is for secure origins only, and the first look at a salon's server may be over http. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** An e-mail address or a phone number: one of them will do. */
function askForContact() {
  const missing = !element("email").value && !element("phone").value;
  element("email").setCustomValidity(missing ? "Give an e-mail address or a phone number." : "");
}

function clientOf(form) {
  const given = Object.fromEntries(new FormData(form));
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

function problem(text) {
  element("problem").textContent = text;
  if (text) element("loading").hidden = true;
}
