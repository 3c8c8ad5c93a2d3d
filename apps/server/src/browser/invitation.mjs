// Runs in the browser of somebody who is invited, inside the page of invitation-page.ts. The token is the link's
// fragment: browsers never send it, so no log, proxy or referrer has it.
const token = location.hash.slice(1);
const element = (id) => document.getElementById(id);

element("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  void signIn(Object.fromEntries(new FormData(event.target)));
});
element("accept").addEventListener("submit", (event) => {
  event.preventDefault();
  void accept();
});

await open();

async function open() {
  const invitation = await ask("/v1/invitations/preview", { token });
  if (!invitation) return say("");
  const { salonName, role, emailHint } = invitation;
  say(`${salonName} invites ${emailHint} to join as ${role === "owner" ? "an" : "a"} ${role}.`);
  await showWho();
}

async function showWho() {
  const me = await fetch("/api/v1/me").then((answer) => (answer.ok ? answer.json() : undefined));
  element("sign-in").hidden = Boolean(me);
  element("accept").hidden = !me;
  if (me) element("person").textContent = `You are signed in as ${me.email}.`;
}

async function signIn(account) {
  if (!(await ask("/auth/sign-in/email", account))) return;
  await showWho();
  if (element("accept").hidden)
    problem("This account asks for a second factor. Sign in in your app, then follow the link again.");
}

async function accept() {
  const accepted = await ask("/v1/invitations/accept", { token });
  // Refused, they may sign in as somebody else.
  element("sign-in").hidden = Boolean(accepted);
  if (!accepted) return;
  element("accept").hidden = true;
  say("You have joined. You can close this page.");
  element("status").focus();
}

/** Undefined where it was refused: the page has said why by then. */
async function ask(path, body) {
  problem("");
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const said = await answer.json();
    if (answer.ok) return said;
    problem([said.title, said.detail].filter(Boolean).join(". "));
  } catch {
    problem("The server cannot be reached. Check your connection and try again.");
  }
  return undefined;
}

function say(text) {
  element("status").textContent = text;
}

function problem(text) {
  element("problem").textContent = text;
}
