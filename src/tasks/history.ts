// The history of one task: its events, the latest first, as sentences with every changed field.
import { and, desc, eq } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { portal } from '../events/events.ts'
import { sentenceOf } from '../events/sentences.ts'
import { events } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import { fieldNames, type ChangedField } from './changing.ts'

export interface HistoryRow {
  number: number
  at: Date
  actor: string
  onBehalfOf: string | null
  sentence: string
  /** Each changed field with what it was and what it became. */
  changes: { label: string; from: string; to: string }[]
}

/** All that happened to the task, the latest first. */
export async function historyOf(db: Read, taskId: string): Promise<HistoryRow[]> {
  const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'task'), eq(events.subjectId, taskId))).orderBy(desc(events.number))
  const named = rows.flatMap(({ actorId, onBehalfOfId, details }) => [actorId, onBehalfOfId, details.person].filter(id => typeof id === 'string'))
  const names = await namesOfPeople(db, [...new Set(named)])
  const nameOf = (id: string) => (id === portal.id ? 'Cổng (tự động)' : names.get(id) ?? 'Người không còn trong danh bạ')
  return rows.map(event => {
    const { number, at, actorId, onBehalfOfId, details } = event
    const person = typeof details.person === 'string' ? `: ${nameOf(details.person)}` : ''
    return {
      number, at, actor: nameOf(actorId), onBehalfOf: onBehalfOfId && nameOf(onBehalfOfId), sentence: sentenceOf(event) + person,
      changes: ((details.changes ?? []) as ChangedField[]).map(({ field, from, to }) => ({ label: fieldNames[field] ?? field, from: from || '(trống)', to: to || '(trống)' })),
    }
  })
}
