// Every table of the portal, and its rows in a form that both databases understand: what a take-away holds.
import { getTableColumns, getTableName, is, Table, type Column } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { table } from './columns.ts'
import type { Read } from './store.ts'

type AnyTable = ReturnType<typeof table>

const source = join(import.meta.dirname, '..')

/** The tables that subjects keep (each src/<subject>/tables.ts), by name. */
export async function everyTable(): Promise<Map<string, AnyTable>> {
  const found: [string, AnyTable][] = []
  for (const folder of readdirSync(source).sort()) {
    const file = join(source, folder, 'tables.ts')
    if (!existsSync(file)) continue
    const declared = await import(pathToFileURL(file).href) as Record<string, unknown>
    for (const value of Object.values(declared)) if (is(value, Table)) found.push([getTableName(value), value as AnyTable])
  }
  return new Map(found.sort(([one], [other]) => (one < other ? -1 : 1)))
}

const atOnce = 1000

/** The rows of a table by column name: moments as ISO 8601, flags as true and false, JSON as itself. In the order of its key. */
export async function* plainRows(db: Read, table: AnyTable): AsyncGenerator<Record<string, unknown>> {
  const columns = Object.entries(getTableColumns(table)) as [string, PgColumn][]
  const keys = columns.filter(([, column]) => column.primary).map(([, column]) => column)
  for (let start = 0; ; start += atOnce) {
    const rows: Record<string, unknown>[] = await db.select().from(table).orderBy(...keys).limit(atOnce).offset(start)
    for (const row of rows) {
      yield Object.fromEntries(columns.map(([key, { name }]) => [name, row[key] instanceof Date ? row[key].toISOString() : row[key]]))
    }
    if (rows.length < atOnce) return
  }
}

/** A plain row as the driver of this program's database takes it, by column name. */
export function driverRow(table: AnyTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = Object.values(getTableColumns(table)) as Column[]
  return Object.fromEntries(columns.map(column => {
    const value = row[column.name] ?? null
    return [column.name, value === null ? null : column.mapToDriverValue(column.dataType === 'date' ? new Date(value as string) : value)]
  }))
}
