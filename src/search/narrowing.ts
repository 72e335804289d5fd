// Words in the filter of a list as a condition on its rows: by the search's index, by the rows' own words where the index has not heard of them.
import { and, eq, gt, inArray, like, or, type Column, type SQL } from 'drizzle-orm'
import { events } from '../events/tables.ts'
import { numbersMatching, numbersWith } from '../store/full-text.ts'
import type { Read } from '../store/store.ts'
import { searchable } from '../text.ts'
import { searchEntries, searchMarks } from './tables.ts'
import { analysis, queryOf, scopeOf, wantedOf } from './words.ts'

/** More than this has not been put into the index yet: it is not looked into at all. */
const mostBehind = 1000

/**
 * The condition that a row has every word, with the tones that were typed where any row has them so; undefined without words.
 * `id` is the column with a row's id, `search` the one with its words, folded.
 * The list itself must not show more than the person may see: whose a thing is is not asked here.
 */
export async function havingWords(db: Read, kind: string, typed: string, { id, search }: { id: Column; search: Column }): Promise<SQL | undefined> {
  const plainly = and(...searchable(typed).split(' ').filter(Boolean).map(word => like(search, `%${word}%`)))
  const query = queryOf(typed)
  const [mark] = await db.select().from(searchMarks).where(eq(searchMarks.id, 'index'))
  if (!query.words.length || mark?.analysis !== analysis) return plainly
  const behind = await db.selectDistinct({ id: events.subjectId }).from(events).where(and(gt(events.number, mark.event), eq(events.subjectKind, kind))).limit(mostBehind + 1)
  if (behind.length > mostBehind) return plainly
  const wanted = (exact: boolean) => [...scopeOf(kind, []), ...wantedOf(query, { title: false, exact })]
  const exact = query.words.some(({ marked }) => marked) && (await numbersWith(db, wanted(true), 1)).length > 0
  const found = inArray(id, db.select({ id: searchEntries.subjectId }).from(searchEntries).where(inArray(searchEntries.number, numbersMatching(db, wanted(exact)))))
  return behind.length ? or(found, and(inArray(id, behind.map(one => one.id)), plainly)) : found
}
