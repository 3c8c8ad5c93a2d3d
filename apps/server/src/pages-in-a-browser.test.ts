import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, pathOf, secretOf } from "./testing.ts";
import type { TestServer } from "./testing.ts";
import { BROWSER_PATH, openTab } from "./testing/browser.ts";
import { MONDAY, monday, openClientSalon } from "./testing/client-salon.ts";
import { invite } from "./testing/join-team.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const GUEST = { name: "Alice", email: "alice@example.com" };

/** Skipped on a machine without a browser, but never by CI. */
describe.skipIf(BROWSER_PATH === undefined && !process.env["CI"])("in a browser", () => {
  test("a guest confirms a hold, thinks twice about cancelling, and cancels", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const { salonId, variantId, asGuest } = await openClientSalon(server);
    const { manageUrl } = await asGuest.bookings.create.mutate({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId }],
      hold: true,
    });
    await page.goto(placeOf(manageUrl));
    const status = page.locator("#status");
    await status.getByText("Kept for you").waitFor();
    await page.getByLabel("Name").fill("Alice");
    await page.getByLabel("E-mail address").fill(GUEST.email);
    await page.getByRole("button", { name: "Confirm booking" }).click();
    await status.getByText("Confirmed").waitFor();
    await page.getByRole("button", { name: "Cancel this booking" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    expect(await status.textContent()).toBe("Confirmed");
    await page.getByRole("button", { name: "Cancel this booking" }).click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await status.getByText("Cancelled by you").waitFor();
    expect(complaints).toEqual([]);
  });

  test("who waited takes the offered time with one click", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const { salonId, variantId, asGuest, asOwner } = await openClientSalon(server);
    const { id: entryId, bookingToken } = await asGuest.waitlist.join.mutate({
      salonId,
      items: [{ variantId }],
      from: MONDAY,
      to: MONDAY,
      client: GUEST,
    });
    const startsAt = monday("12:00");
    const { offeredBookingId } = await asOwner.waitlist.offer.mutate({ salonId, entryId, startsAt });
    await page.goto(`/manage/${offeredBookingId}#${bookingToken}`);
    await page.getByRole("button", { name: "Confirm booking" }).click();
    await page.locator("#status").getByText("Confirmed").waitFor();
    expect(complaints).toEqual([]);
  });

  test("somebody confirms an address by the mail's link, and joins a team by another", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const { salonId, owner } = await openClientSalon(server);
    const bea = await server.signUp("Bea", { verified: false });
    await page.goto(placeOf((await server.mailTo(bea.email)).link));
    await page.getByRole("button", { name: "Confirm my address" }).click();
    await page.getByText("Your address is confirmed").waitFor();
    const token = await invite(server, owner, salonId, { email: bea.email, role: "stylist" });
    await page.goto(`/invitations#${token}`);
    await page.getByText("Salon Mitte invites").waitFor();
    await page.getByLabel("E-mail address").fill(bea.email);
    await page.getByLabel("Password").fill(bea.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText(`You are signed in as ${bea.email}`).waitFor();
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    await page.getByText("You have joined").waitFor();
    expect(complaints).toEqual([]);
    expect(await bea.rest("GET", `/salons/${salonId}/members`)).toMatchObject({ status: 200 });
  });

  test("a forgotten password is set anew, and the old one opens nothing", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const alice = await server.signUp("Alice");
    await server.send("POST", "/api/auth/request-password-reset", { email: alice.email });
    await page.goto(placeOf((await server.mailTo(alice.email)).link));
    await page.getByLabel("New password").fill("a longer and better one");
    await page.getByRole("button", { name: "Set password" }).click();
    await page.getByText("Done. Sign in with your new password.").waitFor();
    expect(complaints).toEqual([]);
    expect(await server.signIn(alice)).toMatchObject({ status: 401 });
    const renewed = { email: alice.email, password: "a longer and better one" };
    expect(await server.signIn(renewed)).toMatchObject({ status: 200 });
  });

  test("the API's pages ask no other host for anything, and break no policy of their own", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    await page.goto("/docs");
    await page.locator(".opblock").first().waitFor();
    await page.goto("/dev/outbox");
    await page.getByRole("heading").first().waitFor();
    expect(complaints).toEqual([]);
  });

  test("what a page should not do is seen", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const body = '<img src="http://elsewhere.invalid/"><script>throw new Error("Broken")</script>';
    await page.route("**/app", (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto("/app");
    expect(complaints).toEqual(expect.arrayContaining(["http://elsewhere.invalid/", "Broken"]));
  });

  test("an app with the typed client hears of a booking that it makes itself", async () => {
    await using tab = await openTab(server.url);
    const { page, complaints } = tab;
    const { salonId, variantId, owner } = await openClientSalon(server);
    const app = await bundled("watching-app.mjs");
    await page.route("**/app.mjs", (route) => route.fulfill({ contentType: "text/javascript", body: app }));
    await page.route("**/app", (route) =>
      route.fulfill({ contentType: "text/html", body: '<script type="module" src="/app.mjs"></script>' }),
    );
    const about = { salonId, variantId, token: owner.token, startsAt: monday("11:00").toISOString() };
    await page.goto(`/app#${encodeURIComponent(JSON.stringify(about))}`);
    await page.getByText("booking.created Date").waitFor();
    expect(complaints).toEqual([]);
  });
});

/** The app of that name as a browser gets it: one script, with all that it imports. */
async function bundled(app: string): Promise<string> {
  await using build = await rolldown({
    input: join(import.meta.dirname, "testing", app),
    platform: "browser",
  });
  const { output } = await build.generate({ format: "esm" });
  return output[0].code;
}

/** Links lead to the public address, which a test server does not have. */
function placeOf(link: string | undefined): string {
  return `${pathOf(link)}#${secretOf(link)}`;
}
