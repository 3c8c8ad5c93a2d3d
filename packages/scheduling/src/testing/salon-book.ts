import { allocationsOf } from "../allocations.ts";
import { localDateOf } from "../local-time.ts";
import type { Block, Instant, Verdict, VisitRequest, World } from "../model.ts";
import { refuse } from "../refuse.ts";

/** A world that remembers what was booked: the smallest writer of bookings. */
export class SalonBook {
  #world: World;
  readonly #clients = new Map<string, readonly Block[]>();

  constructor(world: World) {
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  /** Books if the engine lets it; a client without a name is somebody new. */
  book(request: VisitRequest, start: Instant, client?: string): Verdict {
    const clientBlocks = (client && this.#clients.get(client)) || [];
    const verdict = refuse(this.#world, { ...request, clientBlocks }, start);
    if (!verdict.bookable) return verdict;
    const { visit } = verdict;
    for (const { calendarId, start: from, end } of allocationsOf(visit, null))
      this.take(calendarId, { kind: "booking", start: from, end });
    this.#count(new Set(visit.items.map(({ staffId }) => staffId)), localDateOf(start, this.#world.timeZone));
    if (client)
      this.#clients.set(
        client,
        inOrder([...clientBlocks, { kind: "booking", start: visit.start, end: visit.end }]),
      );
    return verdict;
  }

  take(calendarId: number, block: Block): void {
    const withBlock = <Owner extends { readonly calendarId: number; readonly blocks: readonly Block[] }>(
      owner: Owner,
    ): Owner =>
      owner.calendarId === calendarId ? { ...owner, blocks: inOrder([...owner.blocks, block]) } : owner;
    const { staff, resources } = this.#world;
    this.#world = { ...this.#world, staff: staff.map(withBlock), resources: resources.map(withBlock) };
  }

  #count(staffIds: ReadonlySet<string>, date: string): void {
    const staff = this.#world.staff.map((member) =>
      staffIds.has(member.id)
        ? {
            ...member,
            bookingsPerDate: new Map(member.bookingsPerDate).set(
              date,
              (member.bookingsPerDate.get(date) ?? 0) + 1,
            ),
          }
        : member,
    );
    this.#world = { ...this.#world, staff };
  }
}

function inOrder(blocks: readonly Block[]): Block[] {
  return blocks.toSorted((a, b) => a.start - b.start);
}
