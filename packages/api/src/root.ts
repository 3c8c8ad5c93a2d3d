import { salonsRouter } from "./routers/salons.ts";
import { router } from "./trpc.ts";

export const appRouter = router({ salons: salonsRouter });

export type AppRouter = typeof appRouter;
