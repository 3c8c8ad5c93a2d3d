type Work<T> = () => Promise<T>;

/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export function takeTurns(most: number): <T>(work: Work<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
