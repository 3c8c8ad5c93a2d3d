import type { Database } from "@salon/db";
import type { Logger } from "./logger.ts";

const CHANNEL = "salon_news";
const AT_MOST_EVERY_MS = 50;

export type Announcements = AsyncDisposable & {
  /** Wakes who watches, in this process at once and in every other; many at once become one. */
  readonly announce: () => void;
  readonly onNews: (heard: () => void) => Disposable;
};

/** A NOTIFY of its own after the commit: inside small transactions it would cost more than they do. */
export async function openAnnouncements({ sql }: Pick<Database, "sql">, log: Logger): Promise<Announcements> {
  const watchers = new Set<{ readonly heard: () => void }>();
  const wake = () => watchers.forEach(({ heard }) => heard());
  const listening = await sql.listen(CHANNEL, wake, wake);
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    timer = undefined;
    await sql.notify(CHANNEL, "").catch((err: unknown) => log.warn({ err }, "Others were not told"));
  };
  return {
    announce() {
      wake();
      timer ??= setTimeout(() => void tell(), AT_MOST_EVERY_MS);
    },
    onNews(heard) {
      const watcher = { heard };
      watchers.add(watcher);
      return { [Symbol.dispose]: () => void watchers.delete(watcher) };
    },
    async [Symbol.asyncDispose]() {
      if (timer) clearTimeout(timer);
      if (timer) await tell();
      await listening.unlisten();
    },
  };
}
