import { markup } from "../html.ts";

/** Sends the form as JSON: the API takes no forms. Named by its hash in the page's content policy. */
export const RESET_SCRIPT = `document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const newPassword = document.querySelector("input").value;
  const answer = await fetch("/api/auth/reset-password", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token, newPassword }) });
  const problem = answer.ok ? null : await answer.json();
  document.querySelector("output").textContent = problem
    ? (problem.errors?.[0]?.message ?? problem.detail ?? problem.title) : "Done. Sign in with your new password.";
});`;

const script = { markup: `<script>${RESET_SCRIPT}</script>` };

export const RESET_PAGE = markup`<form><label for="password">New password, 10 characters at least</label>
<input id="password" type="password" autocomplete="new-password" minlength="10" required><button>Set password</button>
<output></output></form>${script}`;
