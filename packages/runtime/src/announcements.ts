import type { Database } from "@salon/db";
import type { Logger } from "./logger.ts";

const CHANNEL = "salon_news";
const AT_MOST_EVERY_MS = 50;

export type Announcements = {
  /** Tells every process that something was committed; many at once become one. */
  readonly announce: () => void;
  readonly listen: (heard: () => void) => Promise<AsyncDisposable>;
};

/** A NOTIFY of its own after the commit: inside small transactions it would cost more than they do. */
export function openAnnouncements({ sql }: Pick<Database, "sql">, log: Logger): Announcements {
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    timer = undefined;
    try {
      await sql.notify(CHANNEL, "");
    } catch (err) {
      log.warn({ err }, "Nobody could be told: pollers will see it");
    }
  };
  return {
    announce() {
      timer ??= setTimeout(() => void tell(), AT_MOST_EVERY_MS).unref();
    },
    async listen(heard) {
      const { unlisten } = await sql.listen(CHANNEL, heard, heard);
      return { [Symbol.asyncDispose]: unlisten };
    },
  };
}
