// Runs in the browser of somebody who has an account to confirm, inside the page of confirm-address-page.ts. Opening the
// page does nothing, for programs open the links of mails too; and the token is the fragment, which is never sent.
const element = (id) => document.getElementById(id);

element("confirm").addEventListener("submit", (event) => {
  event.preventDefault();
  void confirm();
});

async function confirm() {
  element("problem").textContent = "";
  try {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ token: location.hash.slice(1) });
    const answer = await fetch("/api/auth/verify-email", { method: "POST", headers, body });
    const said = await answer.json();
    if (answer.ok) done();
    else element("problem").textContent = said.detail ?? said.title;
  } catch {
    element("problem").textContent = "The server cannot be reached. Check your connection and try again.";
  }
}

function done() {
  element("confirm").hidden = true;
  element("status").textContent = "Your address is confirmed. You can close this page.";
  element("status").focus();
}
