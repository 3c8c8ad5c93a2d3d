import { randomUUID } from "node:crypto";
import sharp from "sharp";
import type { Answer, Persona, TestServer } from "../testing.ts";
import { expectDescribed } from "./described.ts";

type Fields = Readonly<Record<string, string>>;

/** A photo as cameras make them: turned by a tag, and telling where it was taken. */
export async function photo(width: number, height: number): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: "#a64", noise } })
    .jpeg({ quality: 80 })
    .withExif({
      IFD0: { Orientation: "1", Make: "Camera" },
      IFD3: { GPSLatitude: "52/1 31/1 0/1", GPSLatitudeRef: "N" },
    })
    .toBuffer();
}

/** Sends a form whose fields come before its file, as this person. */
export async function sendForm(
  server: Pick<TestServer, "url">,
  by: Pick<Persona, "token"> | null,
  fields: Fields,
  file: Uint8Array,
  { name = "photo.jpg", headers = {} }: { readonly name?: string; readonly headers?: Fields } = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append("file", new Blob([new Uint8Array(file)], { type: "image/jpeg" }), name);
  const credentials: Fields = by ? { authorization: `Bearer ${by.token}` } : {};
  const response = await fetch(`${server.url}/api/v1/files`, {
    method: "POST",
    body: form,
    headers: { "idempotency-key": randomUUID(), ...credentials, ...headers },
  });
  const given = {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer["body"],
  };
  expectDescribed("POST", `${server.url}/api/v1/files`, given);
  return given;
}

/** A whole PDF that shows nothing. */
export function pdf(): Buffer {
  return Buffer.from(
    "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  );
}

/** A salon of Olga's, open to whoever knows it. */
export async function openPhotoSalon(server: TestServer): Promise<{ olga: Persona; salonId: string }> {
  const olga = await server.signUp("Olga");
  const { body } = await olga.rest("POST", "/salons", {
    name: "Salon Mitte",
    sandbox: true,
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
  });
  return { olga, salonId: String(body["id"]) };
}
