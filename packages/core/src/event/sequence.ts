import { invalidInput } from "../errors.ts";
import type { EventRow } from "./queries.ts";

/** A place in the log of events: right behind the event with these numbers. */
export type Place = { readonly transactionId: bigint; readonly id: bigint };

const SEQUENCE = /^([0-9a-f]{16})([0-7][0-9a-f]{15})$/;

/** The public name of an event's place in the log; of two, the later is the greater text. */
export function sequenceOf({ transactionId, id }: Place | Pick<EventRow, "transactionId" | "id">): string {
  return hex(BigInt(transactionId)) + hex(id);
}

/** Where to read on. Throws `invalid_input` for what is no event's sequence. */
export function readSequence(sequence: string, pointer = "/after"): Place {
  const [, transactionId, id] = SEQUENCE.exec(sequence) ?? [];
  if (transactionId === undefined || id === undefined) {
    throw invalidInput(pointer, "invalid_sequence", "This is no event's sequence.");
  }
  return { transactionId: BigInt(`0x${transactionId}`), id: BigInt(`0x${id}`) };
}

export function placeOf({ transactionId, id }: Pick<EventRow, "transactionId" | "id">): Place {
  return { transactionId: BigInt(transactionId), id };
}

function hex(number: bigint): string {
  return number.toString(16).padStart(16, "0");
}
