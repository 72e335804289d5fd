// Sets of criteria: begun empty, from the sample or as a copy of last year's, and their heads changed.
import { desc, eq } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { criterionFrom, replaceCriteria, type CriterionValues, type TypedCriterion } from './criteria.ts'
import { criteriaOf } from './seeing.ts'
import { criteriaSets, indexKinds, setStates, type CriteriaSet } from './tables.ts'

const year = z.coerce.number('Ghi năm bằng bốn chữ số.').int('Ghi năm bằng bốn chữ số.').min(2000, 'Ghi năm bằng bốn chữ số.').max(2100, 'Ghi năm bằng bốn chữ số.')

export const setForm = z.object({
  name: z.string('Ghi tên bộ tiêu chí.').transform(line).pipe(z.string().min(5, 'Ghi tên bộ tiêu chí.').max(300, 'Không quá 300 ký tự.')),
  index: z.enum(indexKinds, 'Chọn chỉ số.'),
  year,
  basis: z.string().default('').transform(line).pipe(z.string().max(300, 'Không quá 300 ký tự.')),
  state: z.enum(setStates).default('draft'),
})
export type SetInput = z.output<typeof setForm>

export const listSets = (db: Read): Promise<CriteriaSet[]> => db.select().from(criteriaSets).orderBy(desc(criteriaSets.year), desc(criteriaSets.id)).execute()

async function begun(db: Write, user: User, from: 'new' | 'sample' | 'copy', head: Pick<CriteriaSet, 'name' | 'index' | 'year' | 'basis'> & Partial<CriteriaSet>, rows: readonly CriterionValues[]): Promise<string> {
  const id = newId()
  await db.insert(criteriaSets).values({ state: 'draft', ...head, id, demo: user.demo, madeById: user.id, madeAt: now() })
  await replaceCriteria(db, id, rows)
  await record(db, actor(user, 'write criteria'), 'criteria set made', 'criteria', id, { from, criteria: rows.length })
  return id
}

export const makeSet = (db: Write, user: User, { state: _, basis, ...head }: SetInput): Promise<string> => begun(db, user, 'new', { ...head, basis: basis || null }, [])

/** The portal's own sample, as checked lines. */
export function sampleCriteria(): CriterionValues[] {
  const rows = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/scoring/sample-criteria.json'), 'utf8')) as Partial<TypedCriterion>[]
  const empty: TypedCriterion = { number: '', name: '', maximum: '', method: '', rule: '', what: '', of: '', evidence: '', optional: '', side: '', owner: '', source: '' }
  return rows.map(row => criterionFrom({ ...empty, ...row }, null))
}

export const sampleForm = z.object({ year })

/** Makes the sample set of a year, labelled as such. */
export const makeSample = (db: Write, user: User, forYear: number): Promise<string> =>
  begun(db, user, 'sample', { name: `Bộ tiêu chí mẫu chấm điểm cải cách hành chính năm ${forYear}`, index: 'parIndex', year: forYear, basis: null, sample: true }, sampleCriteria())

export const copyForm = z.object({ year })

/** Copies a set for another year; targets of the old year's tasks are left out. */
export async function copySet(db: Write, user: User, set: CriteriaSet, forYear: number): Promise<string> {
  const rows = (await criteriaOf(db, set.id)).map(({ id: _id, setId: _setId, parentId: _parentId, position: _position, ...row }) =>
    ({ ...row, source: row.source?.kind === 'task' ? null : row.source }))
  const name = set.name.includes(String(set.year)) ? set.name.replaceAll(String(set.year), String(forYear)) : `${set.name}, năm ${forYear}`
  return begun(db, user, 'copy', { name, index: set.index, year: forYear, basis: null, sample: set.sample, copiedFromId: set.id }, rows)
}

export async function changeSet(db: Write, user: User, set: CriteriaSet, input: SetInput, revision: number): Promise<void> {
  if (revision !== set.revision) throw new Invalid({ '': 'Bộ tiêu chí vừa được người khác sửa. Hãy mở lại trang.' })
  await db.update(criteriaSets).set({ ...input, basis: input.basis || null, revision: revision + 1 }).where(eq(criteriaSets.id, set.id))
  await record(db, actor(user, 'write criteria'), 'criteria set changed', 'criteria', set.id, { state: input.state })
}
