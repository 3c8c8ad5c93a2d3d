import { openNews } from "@salon/core";
import type { News } from "@salon/core";
import type { Database } from "@salon/db";
import type { Logger } from "./logger.ts";

const CHANNEL = "salon_news";
const AT_MOST_EVERY_MS = 50;

/** Wakes who watches, in this process at once and in every other; many at once become one. */
export type Announcements = AsyncDisposable & News;

/** A NOTIFY of its own after the commit: inside small transactions it would cost more than they do. */
export async function openAnnouncements({ sql }: Pick<Database, "sql">, log: Logger): Promise<Announcements> {
  const news = openNews();
  const listening = await sql.listen(CHANNEL, news.announce, news.announce);
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    timer = undefined;
    await sql.notify(CHANNEL, "").catch((err: unknown) => log.warn({ err }, "Others were not told"));
  };
  return {
    announce() {
      news.announce();
      timer ??= setTimeout(() => void tell(), AT_MOST_EVERY_MS);
    },
    onNews: news.onNews,
    async [Symbol.asyncDispose]() {
      if (timer) clearTimeout(timer);
      if (timer) await tell();
      await listening.unlisten();
    },
  };
}
