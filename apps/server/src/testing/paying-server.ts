import type { AddressInfo } from "node:net";
import { openRuntime, readConfig } from "@salon/runtime";
import { buildServer } from "../build-server.ts";
import { acmePay } from "./acme-pay.ts";

// A server that knows a payment provider, as a process of its own: to be killed.
const config = readConfig(process.env);
const paymentProviders = new Map([["acme", acmePay(process.env["ACME_URL"] ?? "")]]);
const app = await buildServer(await openRuntime(config, "server", { paymentProviders }), config);
await app.listen({ port: 0, host: "127.0.0.1" });
process.stdout.write(`Listening at http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`);
