// The plan's workbook, read back: each row beside the line it means, then all that differs written in one transaction.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { Invalid, mistakesOf, NotAllowed } from '../errors.ts'
import type { Read, Write } from '../store/store.ts'
import { checkedLine, findLine, lineForm, sameLine, saveLine, valuesOf, type LineValues } from './lines.ts'
import type { FileLine } from './plan-reading.ts'
import { propagandaLines, type PropagandaLine } from './tables.ts'

export interface JudgedLine extends FileLine {
  state: 'new' | 'changed' | 'same' | 'refused'
  before: PropagandaLine | null
  after: LineValues | null
  /** Fields in which they differ. */
  changes: (keyof LineValues)[]
  /** Sentences by field. */
  errors: Record<string, string>
}

/** What each row would do; nothing is written. */
export async function judgeLines(db: Read, user: User, rows: readonly FileLine[]): Promise<JudgedLine[]> {
  const lines = new Map((await db.select().from(propagandaLines)).map(one => [one.id, one]))
  const judged: JudgedLine[] = []
  for (const one of rows) {
    const before = one.id ? lines.get(one.id) ?? null : null
    if (before && untouched(before, one)) { judged.push({ ...one, state: 'same', before, after: before, changes: [], errors: {} }); continue }
    const { after, errors } = await tried(db, user, before, one)
    const twice = judged.some(other => (before ? other.before?.id === before.id : after && other.after && sameLine(other.after, after)))
    if (twice) errors[''] ??= 'Một dòng khác của tệp đã ghi nội dung này.'
    const changes = before && after ? (Object.keys(after) as (keyof LineValues)[]).filter(key => JSON.stringify(before[key]) !== JSON.stringify(after[key])) : []
    const state = Object.keys(errors).length ? 'refused' : !before ? 'new' : changes.length ? 'changed' : 'same'
    judged.push({ ...one, state, before, after, changes, errors })
  }
  return judged
}

/** Nothing to write, whoever's line it is: the file of the whole plan holds those of other units too. */
const untouched = (before: PropagandaLine, { values, problems }: FileLine): boolean =>
  !Object.keys(problems).length && Object.entries({ ...values, ...valuesOf(before) }).every(([key, value]) => (values[key] ?? '') === value)

interface Tried { after: LineValues | null; errors: Record<string, string> }
async function tried(db: Read, user: User, before: PropagandaLine | null, { values, problems }: FileLine): Promise<Tried> {
  const parsed = lineForm.safeParse(values)
  if (!parsed.success) return { after: null, errors: { ...mistakesOf(parsed.error), ...problems } }
  try { return { after: await checkedLine(db, user, before, parsed.data), errors: { ...problems } } } catch (error) {
    if (error instanceof Invalid) return { after: null, errors: { ...error.errors, ...problems } }
    if (error instanceof NotAllowed) return { after: null, errors: { ...problems, unitId: error.why } }
    throw error
  }
}

/** The line as it stood when its row was looked at; '' for none. */
const seenAs = (before: PropagandaLine | null): string => (before ? JSON.stringify(valuesOf(before)) : '')

/** The rows to be written, as the preview sends them on. */
export const toWrite = (judged: readonly JudgedLine[]): string =>
  JSON.stringify(judged.filter(({ state }) => state === 'new' || state === 'changed').map(({ row, id, values, before }) => ({ row, id, values, seen: seenAs(before) })))

const sentRows = z.array(z.object({ row: z.int(), id: z.string().max(100).nullable(), values: z.record(z.string(), z.string()), seen: z.string() })).max(500)
export const sentForm = z.object({
  rows: z.string().transform((text, context) => {
    try { return JSON.parse(text) as unknown } catch { context.addIssue('Hãy gửi lại tệp.'); return z.NEVER }
  }).pipe(sentRows),
})
export type SentRows = z.output<typeof sentRows>

/** Writes the rows, or none of them. Throws Invalid with the row in its sentence, also where a line was changed since it was looked at. */
export async function applyLines(db: Write, user: User, rows: SentRows): Promise<{ added: number; changed: number }> {
  for (const { row, id, values, seen } of rows) {
    const before = id ? await findLine(db, id) : null
    if (seenAs(before) !== seen) throw new Invalid({ '': `Dòng ${row}: người khác vừa sửa dòng này. Chưa ghi gì; hãy xem lại khác biệt rồi ghi.` })
    const parsed = lineForm.safeParse(values)
    if (!parsed.success) throw inRow(row, mistakesOf(parsed.error))
    try { await saveLine(db, user, before, parsed.data) } catch (error) { throw error instanceof Invalid ? inRow(row, error.errors) : error }
  }
  return { added: rows.filter(({ id }) => !id).length, changed: rows.filter(({ id }) => id).length }
}

const inRow = (row: number, errors: Record<string, string>) => new Invalid({ '': `Dòng ${row}: ${Object.values(errors).join(' ')} Chưa ghi gì.` })
