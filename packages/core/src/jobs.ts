/** Work for later; each handler may run twice and has its effect once. */
export type Job = {
  [Name in JobName]: { readonly name: Name; readonly data: Record<string, never> };
}[JobName];

export type JobName = (typeof JOB_NAMES)[number];

export const JOB_NAMES = ["sweep", "forgetIdempotencyKeys", "forgetSessions"] as const;
