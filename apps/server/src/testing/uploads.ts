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
  name = "photo.jpg",
  headers: Fields = {},
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
