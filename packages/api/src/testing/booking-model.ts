import type { Changed, Step } from "./booking-steps.ts";

type Visit = { client: number; staff: number; at: number; status: string; expires: number };

/** Who has which time in a salon that is open for sixteen half-hours and whose visits take two of them. */
export class BookingModel {
  now = 0;
  visits: Visit[] = [];
  off: { staff: number; from: number; to: number }[] = [];

  /** What comes of a step: `done`, or the code of its refusal. What was refused counts as a visit that is not there. */
  make(step: Step): string {
    if (step.kind === "clock") {
      this.now += step.minutes;
      if (step.sweeps) this.expire(() => true);
    } else if (step.kind === "timeOff") {
      this.off.push({ staff: step.staff, from: step.at, to: step.at + step.halfHours });
    } else if (step.kind === "book" || step.kind === "hold") {
      const status = step.kind === "hold" ? "held" : "confirmed";
      const visit = { ...step, status, expires: this.now + 10 };
      const outcome = this.take(visit, step.at);
      this.visits.push(outcome === "done" ? visit : { ...visit, status: "refused" });
      return outcome;
    } else return this.change(step, this.visits[step.visit]);
    return "done";
  }

  private change(step: Changed, visit: Visit | undefined): string {
    if (!visit || visit.status === "refused") return "not_found";
    const isOver = visit.status === "expired" || (visit.status === "held" && visit.expires <= this.now);
    if (isOver && (step.kind === "confirm" || step.kind === "move")) return "hold_expired";
    if (step.kind === "move")
      return /held|confirmed/.test(visit.status) ? this.take(visit, step.at) : "invalid_transition";
    const from = step.kind === "cancel" ? "confirmed" : "held";
    const to = { confirm: "confirmed", release: "released", cancel: "cancelled_by_client" }[step.kind];
    if (visit.status !== from && visit.status !== to) return "invalid_transition";
    visit.status = to;
    return "done";
  }

  private take(visit: Visit, at: number): string {
    const isRival = (other: Visit) => other.staff === visit.staff || other.client === visit.client;
    const near = this.visits.filter(
      (other) => other !== visit && Math.abs(other.at - at) < 2 && isRival(other),
    );
    const booked = near.filter(({ status }) => status === "confirmed");
    if (at > 14) return "duration_exceeds_window";
    if (this.off.some(({ staff, from, to }) => staff === visit.staff && at < to && from < at + 2))
      return "time_off";
    if (booked.some(({ staff }) => staff === visit.staff)) return "staff_busy";
    if (booked.length > 0) return "client_busy";
    if (near.some(({ status, expires }) => status === "held" && expires > this.now)) return "held";
    this.expire(isRival);
    visit.at = at;
    return "done";
  }

  private expire(isMeant: (visit: Visit) => boolean): void {
    const over = this.visits.filter(({ status, expires }) => status === "held" && expires <= this.now);
    for (const visit of over.filter(isMeant)) visit.status = "expired";
  }
}
