// Names of what tasks are filtered by: units, plans, people; and the order in which units and plans are listed.
import { asc } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { plans } from '../plans/tables.ts'
import type { Read } from '../store/store.ts'
import { allUnits } from '../units/units.ts'
import { known, type Rows } from './rows.ts'

export interface Names {
  unit: (id: string) => string
  plan: (id: string) => string
  person: (id: string) => string
  unitRank: (id: string) => number
  planRank: (id: string) => number
  /** Place of a person's name in the order of the dictionary. */
  personRank: (id: string) => number
}

/** The names, read again after an event that may have changed one. */
export const namesIn = (db: Read, rows: Rows): Promise<Names> => known(rows.lasting, 'names', () => read(db))

async function read(db: Read): Promise<Names> {
  const units = new Map((await allUnits(db)).map(({ id, name }, rank) => [id, { name, rank }]))
  const kept = new Map((await db.select({ id: plans.id, title: plans.title, number: plans.number }).from(plans).orderBy(asc(plans.since), asc(plans.sort)))
    .map(({ id, title, number }, rank) => [id, { name: number ? `${title} (${number})` : title, rank }]))
  const persons = new Map((await db.select({ id: people.id, name: people.name }).from(people).orderBy(asc(people.sort))).map(({ id, name }, rank) => [id, { name, rank }]))
  return {
    unit: id => units.get(id)?.name ?? 'Đơn vị không còn trong danh bạ', plan: id => kept.get(id)?.name ?? 'Kế hoạch đã gỡ', person: id => persons.get(id)?.name ?? 'Người không còn trong danh bạ',
    unitRank: id => units.get(id)?.rank ?? units.size, planRank: id => kept.get(id)?.rank ?? kept.size, personRank: id => persons.get(id)?.rank ?? persons.size,
  }
}
