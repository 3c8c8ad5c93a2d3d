import { getColumns, getTableName, isTable } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import type { ForeignKey, PgTable } from "drizzle-orm/pg-core";
import { CLASSIFICATION } from "./classification.ts";
import type { Classification, TableKey } from "./classification.ts";
import * as allocations from "./schema/allocations.ts";
import * as bookings from "./schema/bookings.ts";
import * as calendarFeeds from "./schema/calendar-feeds.ts";
import * as calendars from "./schema/calendars.ts";
import * as catalog from "./schema/catalog.ts";
import * as clients from "./schema/clients.ts";
import * as devices from "./schema/devices.ts";
import * as files from "./schema/files.ts";
import * as identity from "./schema/identity.ts";
import * as favorites from "./schema/favorites.ts";
import * as intake from "./schema/intake.ts";
import * as integration from "./schema/integration.ts";
import * as notifications from "./schema/notifications.ts";
import * as payments from "./schema/payments.ts";
import * as reviews from "./schema/reviews.ts";
import * as salons from "./schema/salons.ts";
import * as schedules from "./schema/schedules.ts";
import * as staff from "./schema/staff.ts";
import * as waitlist from "./schema/waitlist.ts";
import * as webhooks from "./schema/webhooks.ts";
import { TABLE_DESCRIPTIONS } from "./table-descriptions.ts";

/** In which part of the document a table stands. */
const AREAS = {
  "People with an account": identity,
  Salons: { ...salons, ...favorites },
  "The menu": catalog,
  Staff: staff,
  "Hours and time off": schedules,
  Clients: { ...clients, ...intake },
  Bookings: { ...bookings, ...payments, ...calendars, ...allocations },
  Reviews: reviews,
  Files: files,
  Notifications: { ...notifications, ...devices },
  "Events, keys and the audit log": integration,
  "Calendar feeds": calendarFeeds,
  "The waitlist": waitlist,
  Webhooks: webhooks,
};

type Described = { readonly key: TableKey; readonly table: PgTable };

/** The schema as a document: a line for each table, a diagram for each area, a class for each column. */
export function describeSchema(): string {
  const areas = Object.entries(AREAS).map(([title, exported]) => ({ title, tables: tablesOf(exported) }));
  return `${[INTRODUCTION, ...areas.map(({ title, tables }) => areaOf(title, tables))].join("\n\n")}\n`;
}

const INTRODUCTION = `# The schema

Made from the schema by \`pnpm golden\`; \`packages/db/schema.sql\` says the same with every constraint and index.

Each table of a tenant has \`business_id\`, and references within the tenant name it, so that no row can point into another
business; the diagrams leave it out. Instants are \`timestamptz\`, money is whole minor units, public ids are UUIDs of
version 7. Each column is of one class:

| class | means |
| --- | --- |
| public | anybody may see it of a published salon |
| internal | the salon's own, or the platform's |
| **personal** | says something of a person: exported and erased with them, in no event and no log |
| **secret** | is given to nobody |`;

function tablesOf(exported: Record<string, unknown>): Described[] {
  return Object.entries(exported).flatMap(([key, table]) =>
    isTable(table) ? [{ key: key as TableKey, table: table as PgTable }] : [],
  );
}

function areaOf(title: string, tables: readonly Described[]): string {
  const lines = tables.map(({ key, table }) => `| \`${getTableName(table)}\` | ${TABLE_DESCRIPTIONS[key]} |`);
  return [
    `## ${title}`,
    ["| table | holds |", "| --- | --- |", ...lines].join("\n"),
    ["```mermaid", "erDiagram", ...tables.flatMap(({ table }) => relationsOf(table)), "```"].join("\n"),
    ...tables.map(columnsOf),
  ].join("\n\n");
}

function relationsOf(table: PgTable): string[] {
  return getTableConfig(table).foreignKeys.map((key) => relationOf(table, key));
}

/** `many }o--|| one`: a reference that may be null has a circle where it points. */
function relationOf(table: PgTable, key: ForeignKey): string {
  const { columns, foreignTable } = key.reference();
  const named = columns.filter(({ name }) => name !== "business_id");
  const end = columns.every(({ notNull }) => notNull) ? "||" : "o|";
  const label = named.map(({ name }) => name).join(", ") || "business_id";
  return `  ${getTableName(table)} }o--${end} ${getTableName(foreignTable)} : "${label}"`;
}

function columnsOf({ key, table }: Described): string {
  const classes: Record<string, Classification> = CLASSIFICATION[key];
  const primary = getTableConfig(table).primaryKeys.flatMap(({ columns }) => columns);
  const inKey = new Set(primary.map(({ name }) => name));
  const lines = Object.entries(getColumns(table)).map(([property, column]) => {
    const isKey = column.primary || inKey.has(column.name);
    const type = `${column.getSQLType()}${column.notNull || isKey ? "" : ", or null"}`;
    return `| \`${column.name}\`${isKey ? " (key)" : ""} | ${type} | ${emphasized(classes[property] ?? "")} |`;
  });
  return [
    `### ${getTableName(table)}`,
    "",
    "| column | type | class |",
    "| --- | --- | --- |",
    ...lines,
  ].join("\n");
}

/** What needs care stands out. */
function emphasized(kind: string): string {
  return kind === "personal" || kind === "secret" ? `**${kind}**` : kind;
}
