/** Work for later; each handler may run twice and has its effect once. */
export type Job = {
  [Name in JobName]: { readonly name: Name; readonly data: JobData[Name] };
}[JobName];

export type JobName = (typeof JOB_NAMES)[number];

export const JOB_NAMES = [
  "sweep",
  "forgetIdempotencyKeys",
  "forgetSessions",
  "forgetRateCounters",
  "forgetAuditLog",
  "forgetEnded",
  "removeFiles",
  "sweepFiles",
  "sendInvitation",
  "tellImpersonated",
] as const;

type Nothing = Readonly<Record<string, never>>;

/** What a job is told. Jobs are rows: they hold ids, never a personal value or a secret. */
export type JobData = {
  readonly sweep: Nothing;
  readonly forgetIdempotencyKeys: Nothing;
  readonly forgetSessions: Nothing;
  readonly forgetRateCounters: Nothing;
  readonly forgetAuditLog: Nothing;
  readonly forgetEnded: Nothing;
  readonly removeFiles: Nothing;
  readonly sweepFiles: Nothing;
  readonly sendInvitation: { readonly invitationId: string };
  readonly tellImpersonated: { readonly userId: string; readonly sessionId: string };
};
