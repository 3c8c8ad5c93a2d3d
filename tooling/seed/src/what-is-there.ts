import { openDatabase } from "@salon/db";
import { SALONS } from "./salons/index.ts";

/** Asked of the database itself, at every start of development: no operation counts drafts of everybody. */
export async function whatIsThere(databaseUrl: string): Promise<"nothing" | "the demo" | "other salons"> {
  await using database = openDatabase(databaseUrl, { poolSize: 1, applicationName: "salon seed" });
  const slugs = SALONS.map(({ profile }) => profile.slug);
  const [found] = await database.sql<{ salons: number; ours: number }[]>`
    select count(*)::int as salons, count(*) filter (where slug in ${database.sql(slugs)})::int as ours from salons`;
  if (!found?.salons) return "nothing";
  return found.ours === slugs.length ? "the demo" : "other salons";
}
