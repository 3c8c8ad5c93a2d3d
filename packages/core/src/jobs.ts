/** Work for later; each handler may run twice and has its effect once. */
export type Job = { readonly name: (typeof JOB_NAMES)[number]; readonly data: Record<string, never> };

export const JOB_NAMES = ["sweep", "forgetIdempotencyKeys", "forgetSessions"] as const;
