// Makes again what is derived from the tables: the columns that searches and sorting look into.
import { eq } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { factColumns } from '../procedures/facts.ts'
import { procedureVersions } from '../procedures/tables.ts'
import type { Store, Write } from '../store/store.ts'
import { searchable, sortKey } from '../text.ts'
import { units } from '../units/tables.ts'

/** How many rows were put right, by table. Twice in a row, the second time changes nothing. */
export type Reindexed = Record<'people' | 'units' | 'versions', number>

/** Derives the columns anew, in short transactions, so that nobody waits. */
export async function reindexColumns(store: Store): Promise<Reindexed> {
  const done: Reindexed = {
    people: await store.write(async db => changed(await db.select().from(people), async person => {
      const columns = { search: searchable(person.name), sort: sortKey(person.name) }
      return differ(person, columns) && await update(db.update(people).set(columns).where(eq(people.id, person.id)))
    })),
    units: await store.write(async db => changed(await db.select().from(units), async unit => {
      const columns = { search: searchable([unit.name, ...unit.aliases].join(' ')) }
      return differ(unit, columns) && await update(db.update(units).set(columns).where(eq(units.id, unit.id)))
    })),
    versions: 0,
  }
  const ids = await store.read.select({ id: procedureVersions.id }).from(procedureVersions)
  for (let start = 0; start < ids.length; start += 200) {
    done.versions += await store.write(db => changed(ids.slice(start, start + 200), ({ id }) => reindexVersion(db, id)))
  }
  return done
}

async function reindexVersion(db: Write, id: string): Promise<boolean> {
  const [version] = await db.select().from(procedureVersions).where(eq(procedureVersions.id, id))
  if (!version) return false
  const columns = factColumns(version.content)
  return differ(version, columns) && await update(db.update(procedureVersions).set(columns).where(eq(procedureVersions.id, id)))
}

const update = async (query: PromiseLike<unknown>): Promise<boolean> => { await query; return true }

async function changed<T>(rows: T[], put: (row: T) => Promise<boolean>): Promise<number> {
  let count = 0
  for (const row of rows) if (await put(row)) count++
  return count
}

const differ = (row: Record<string, unknown>, columns: Record<string, unknown>) =>
  Object.entries(columns).some(([name, value]) => JSON.stringify(row[name]) !== JSON.stringify(value))
