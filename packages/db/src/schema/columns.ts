import { customType, foreignKey, integer, timestamp, uuid } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** `timestamptz` with the milliseconds that a `Date` can hold. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** The tenant and the public id of a row; with them every reference inside a tenant is composite. */
export const tenantKey = () => ({ businessId: integer("business_id").notNull(), id: uuid("id").notNull() });

/** A reference to a row of the same tenant: none points into another business. */
export const tenantReference = (
  name: string,
  columns: [businessId: AnyPgColumn, id: AnyPgColumn],
  to: { readonly businessId: AnyPgColumn; readonly id: AnyPgColumn },
) => foreignKey({ name, columns, foreignColumns: [to.businessId, to.id] });

export const timestamps = () => ({
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** Raised by one with every change: what `If-Match` is held against. */
export const version = () => integer("version").notNull().default(1);

export const tstzrange = customType<{ data: string }>({ dataType: () => "tstzrange" });
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
export const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
