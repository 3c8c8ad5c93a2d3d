import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openWebhookSender } from "./webhook-sender.ts";
import type { SenderOptions } from "./webhook-sender.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const openSender = (options: Partial<SenderOptions> = {}) =>
  openWebhookSender({ privateAddresses: true, timeoutMs: 500, ...options });
const message = (url: string) => ({ url, id: "msg_1", secrets: [SECRET], body: "{}" });

async function listen(server: Server | TlsServer, scheme = "http") {
  let connections = 0;
  server.on("connection", () => void (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}/`,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const sinkThat = (answers: RequestListener) => listen(createServer(answers));

test("a message carries a signature of every secret that counts, and the time at which it was sent", async () => {
  let headers: Record<string, string> = {};
  await using sink = await sinkThat((req, res) => {
    headers = req.headers as Record<string, string>;
    res.end();
  });
  await using sender = openSender();
  const older = "whsec_bm90IHRoZSBzYW1lIGFzIHRoZSBvdGhlcg==";
  const post = { ...message(sink.url), secrets: [SECRET, older], body: '{"ü":1}' };
  expect(await sender.send(post)).toMatchObject({ status: 200, error: null });
  expect(headers).toMatchObject({ "webhook-id": "msg_1", "content-type": "application/json" });
  for (const secret of [SECRET, older])
    expect(new Webhook(secret).verify(post.body, headers)).toEqual({ ü: 1 });
  expect(() => new Webhook("whsec_AAAA").verify(post.body, headers)).toThrow("No matching signature");
  expect(() => new Webhook(SECRET).verify('{"ü":2}', headers)).toThrow("No matching signature");
});

test.each([200, 204, 301, 302, 307, 400, 410, 429, 500, 503])(
  "what answers %i answers that",
  async (status) => {
    await using inner = await sinkThat((_, res) => res.end());
    await using sink = await sinkThat((_, res) => res.writeHead(status, { location: inner.url }).end());
    await using sender = openSender();
    expect(await sender.send(message(sink.url))).toMatchObject({ status, error: null });
    expect(inner.connections()).toBe(0);
  },
);

test("an answer without an end is taken by its status, and not read", async () => {
  let written = 0;
  await using sink = await sinkThat((_, res) => {
    const flow = () => {
      while (!res.destroyed && (written += 65_536) && res.write(Buffer.alloc(65_536)));
    };
    res.on("drain", flow);
    flow();
  });
  await using sender = openSender({ timeoutMs: 5_000 });
  expect(await sender.send(message(sink.url))).toMatchObject({ status: 200, error: null });
  expect(written).toBeLessThan(20_000_000);
});

test("one that dribbles its answer's body is not waited for", async () => {
  await using sink = await sinkThat((_, res) => void res.writeHead(200).write("."));
  await using sender = openSender({ timeoutMs: 5_000 });
  const { status, ms } = await sender.send(message(sink.url));
  expect(status).toBe(200);
  expect(ms).toBeLessThan(3_000);
});

test("one that hangs, one that closes, one that is not there and one that is nowhere have not answered", async () => {
  await using hanging = await sinkThat(() => undefined);
  await using closing = await sinkThat((req) => req.socket.destroy());
  const gone = await sinkThat(() => undefined);
  await gone[Symbol.asyncDispose]();
  await using sender = openSender();
  const failures = [];
  for (const url of [hanging.url, closing.url, gone.url, "http://nobody.invalid/"])
    failures.push((await sender.send(message(url))).error);
  expect(failures).toEqual(["timeout", "closed", "refused", "unresolvable"]);
});

test("a certificate that nobody vouches for is none", async () => {
  const server = createTlsServer({ key: KEY, cert: CERTIFICATE }, (_, res) => res.end());
  await using sink = await listen(server, "https");
  await using sender = openSender();
  expect(await sender.send(message(sink.url))).toMatchObject({ status: null, error: "certificate" });
});

const GUARDED = { privateAddresses: false } as const;

test.each([
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://0/",
  "https://１２７.０.０.１/",
  "https://127。0。0。1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://169.254.169.254/latest/meta-data/",
  "https://100.64.0.1/",
  "https://10.1.2.3:8443/",
  "https://[fd00:ec2::254]/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://localhost/",
])("nothing is sent to %s", async (url) => {
  await using sender = openSender(GUARDED);
  expect(await sender.judge(url)).toBe("address_not_allowed");
  expect(await sender.send(message(url))).toMatchObject({ status: null, error: "address_not_allowed" });
});

test.each([
  ["http://93.184.216.34/", "not_https"],
  ["ftp://93.184.216.34/", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["https://user:password@93.184.216.34/", "credentials"],
  ["https://93.184.216.34@127.0.0.1/", "credentials"],
])("%s is refused: %s", async (url, refusal) => {
  await using sender = openSender(GUARDED);
  expect(await sender.judge(url)).toBe(refusal);
  expect(await sender.send(message(url))).toMatchObject({ status: null, error: "address_not_allowed" });
});

const PUBLIC = { address: "93.184.216.34", family: 4 };
const INNER = { address: "127.0.0.1", family: 4 };

test("a name that means another address after it was judged is judged again, where it is dialled", async () => {
  await using inner = await sinkThat((_, res) => res.end());
  const answers = [[PUBLIC], [INNER]];
  await using sender = openSender({ ...GUARDED, resolve: async () => answers.shift() ?? [INNER] });
  const url = `https://rebind.example:${inner.port}/`;
  expect(await sender.judge(url)).toBeNull();
  expect(await sender.send(message(url))).toMatchObject({ status: null, error: "address_not_allowed" });
  expect(inner.connections()).toBe(0);
});

test("a name is refused for one address among many", async () => {
  await using sender = openSender({ ...GUARDED, resolve: async () => [PUBLIC, INNER] });
  expect(await sender.judge("https://two.example/")).toBe("address_not_allowed");
  expect(await sender.send(message("https://two.example/"))).toMatchObject({ error: "address_not_allowed" });
});

test("a name without an address is told apart from one that is not allowed", async () => {
  await using sender = openSender({ ...GUARDED, resolve: async () => [] });
  expect(await sender.judge("https://nobody.example/")).toBe("unresolvable");
});

// Of nobody's: made for these tests, and signed by itself.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyJX5UfZSPzB1hMQq
Dw9nvfUYt8TZ5tk/+IEaYJFJJVmhRANCAATg+ILr3aGNNdBqwjgVePgcxSTA/kfO
bUZ7mGK87rUH5crQk3R3pdxg/fDn17XurI/4bDk2FRpCE8Xf7W/g74x6
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUANtxop+KKwz67Hss8he4wD+tnFUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA0MTcwOFoYDzIxMjYxMDMw
MDQxNzA4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATg+ILr3aGNNdBqwjgVePgcxSTA/kfObUZ7mGK87rUH5crQk3R3pdxg
/fDn17XurI/4bDk2FRpCE8Xf7W/g74x6o28wbTAdBgNVHQ4EFgQUj31cKU3t2KGu
b1cPtpuJliiL9TIwHwYDVR0jBBgwFoAUj31cKU3t2KGub1cPtpuJliiL9TIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgViqR+gWZtdZHQspM57SaH8tGULS4lITJD1clbsknNfQCIQDA
i6LyQFHkCfjDkfroF41q+9rV0+S7MF/5htR2Z7Lyyw==
-----END CERTIFICATE-----`;
