/** Wakes those who watch in this process. */
export type News = {
  readonly announce: () => void;
  readonly onNews: (heard: () => void) => Disposable;
};

export function openNews(): News {
  const watchers = new Set<{ readonly heard: () => void }>();
  return {
    announce() {
      for (const { heard } of watchers) heard();
    },
    onNews(heard) {
      const watcher = { heard };
      watchers.add(watcher);
      return { [Symbol.dispose]: () => void watchers.delete(watcher) };
    },
  };
}
