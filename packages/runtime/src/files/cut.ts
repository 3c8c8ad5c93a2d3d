import { Readable } from "node:stream";

type Range = { readonly start: number; readonly end: number };

/** The bytes of a stream from `start` to `end`, both included. */
export function cut(stream: Readable, range: Range): Readable {
  return Readable.from(partOf(stream, range), { objectMode: false });
}

async function* partOf(stream: AsyncIterable<Buffer>, { start, end }: Range): AsyncGenerator<Buffer> {
  let place = 0;
  for await (const chunk of stream) {
    const part = chunk.subarray(Math.max(0, start - place), Math.max(0, end + 1 - place));
    if (part.length > 0) yield part;
    place += chunk.length;
    if (place > end) return;
  }
}
