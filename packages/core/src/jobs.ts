/** Work for later; each handler may run twice and has its effect once. */
export type Job = { readonly name: "sweep"; readonly data: Record<string, never> };
