import { once } from "node:events";
import { connect } from "node:net";

/** Sends bytes as they are and reads until the server has answered and let go, or nothing more comes. */
export async function rawRequest(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (data) => (answer += String(data)));
  socket.setTimeout(2_000, () => socket.destroy());
  socket.end(bytes);
  await once(socket, "close");
  return answer;
}
