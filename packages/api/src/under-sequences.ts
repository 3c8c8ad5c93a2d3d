import { DomainError } from "@salon/core";
import type { Watch } from "@salon/core";
import { tracked } from "@trpc/server";
import type { TrackedEnvelope } from "@trpc/server";
import type { ApiContext } from "./api-context.ts";
import { refusal } from "./trpc.ts";

/** How a subscriber watches. */
export function watchOf({ authenticate, outcome }: ApiContext, signal: AbortSignal | undefined): Watch {
  const onPlace = (sequence: string) => {
    outcome.place = sequence;
  };
  return { signal, authenticate, onPlace };
}

/** What happens, each under its sequence, so that a subscriber can go on after it. A refusal half way gets its status. */
export async function* underSequences<Event extends { readonly sequence: string }, Data>(
  events: AsyncIterable<Event>,
  present: (event: Event) => Data,
): AsyncGenerator<TrackedEnvelope<Data>, void> {
  try {
    for await (const event of events) yield tracked(event.sequence, present(event));
  } catch (error) {
    throw error instanceof DomainError ? refusal(error) : error;
  }
}
