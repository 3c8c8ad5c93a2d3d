/** Whether a password is known from breaches. Another list, or a service, takes its place by being one. */
export type BreachedPasswords = (password: string) => Promise<boolean>;

/** The passwords that people choose most often, and those with digits or signs put behind them; in memory, no network. */
export function listedPasswords(): BreachedPasswords {
  let reading: Promise<ReadonlySet<string>> | undefined;
  return async (password) => {
    reading ??= readList();
    const listed = await reading;
    return listed.has(folded(password)) || listed.has(bare(password));
  };
}

/** A password as guessing programs see it: case aside, and without what is put behind a word to please a rule. */
export function bare(password: string): string {
  return folded(password).replace(/[^\p{L}]+$/u, "");
}

function folded(password: string): string {
  return password.normalize("NFKC").toLowerCase();
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map(folded));
}
