import { afterAll, beforeAll, expect, test } from "vitest";
import sharp from "sharp";
import { openTestServer } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";
import { photo, sendForm } from "./testing/uploads.ts";

let server: TestServer;
let olga: Persona;
let salonId: string;
beforeAll(async () => {
  server = await openTestServer();
  olga = await server.signUp("Olga");
  const { body } = await olga.rest("POST", "/salons", {
    name: "Salon Mitte",
    sandbox: true,
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
  });
  salonId = String(body["id"]);
});
afterAll(() => server[Symbol.asyncDispose]());

test("a salon's photo goes up, and comes back small", async () => {
  const sent = await sendForm(
    server,
    olga,
    { purpose: "salon_photo", salonId },
    await photo(3000, 2000),
    "shop.jpg",
  );
  expect(sent).toMatchObject({
    status: 201,
    body: { width: 1920, height: 1280, name: "shop.jpg", contentType: "image/webp" },
  });
  const { urls } = sent.body as { urls: Record<string, string> };
  expect(Object.keys(urls)).toEqual(["320", "960", "1920"]);
  const small = await fetch(server.url + urls["320"]);
  expect(small.status).toBe(200);
  expect(await sharp(await small.arrayBuffer()).metadata()).toMatchObject({
    format: "webp",
    width: 320,
    height: 213,
  });
});
