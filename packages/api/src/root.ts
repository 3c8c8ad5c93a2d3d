import { salonsRouter } from "./routers/salons.ts";
import { schedulesRouter } from "./routers/schedules.ts";
import { timeOffRouter } from "./routers/time-off.ts";
import { router } from "./trpc.ts";

export const appRouter = router({ salons: salonsRouter, schedules: schedulesRouter, timeOff: timeOffRouter });

export type AppRouter = typeof appRouter;
