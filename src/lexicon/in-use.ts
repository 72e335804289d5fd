// What the running index is taught: the office's lexicon and everyday names, and which procedures an event about them touches.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { LexiconText } from '../assistant/lexicon.ts'
import { nameKeyOf } from '../assistant/pack.ts'
import type { Event } from '../events/tables.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedureVersions } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { packApplied } from './applying.ts'
import { everydayNames, lexiconEntries, type LexiconEntry } from './tables.ts'

/** The office's lexicon; null where none was ever put in, and the portal's own holds. */
export async function lexiconInUse(db: Read): Promise<LexiconText | null> {
  const entries = await db.select().from(lexiconEntries).orderBy(asc(lexiconEntries.id))
  return entries.length ? lexiconOf(entries.filter(({ inUse }) => inUse)) : null
}

export const lexiconOf = (entries: readonly Pick<LexiconEntry, 'kind' | 'term' | 'sayings'>[]): LexiconText => ({
  sayings: entries.filter(({ kind }) => kind === 'saying').map(({ term, sayings }) => ({ law: term, said: sayings })),
  short: entries.filter(({ kind }) => kind === 'short').flatMap(({ term, sayings }) => sayings.map(form => ({ form, words: term }))),
})

/** Everyday names in use by procedure, for the contents that are to be indexed. */
export async function namesInUse(db: Read, contents: ReadonlyMap<string, ProcedureContent>): Promise<Map<string, string[]>> {
  const keyOf = new Map([...contents].map(([id, content]) => [id, nameKeyOf(content)]))
  const rows = contents.size ? await db.select({ key: everydayNames.procedureKey, phrase: everydayNames.phrase }).from(everydayNames)
    .where(and(inArray(everydayNames.procedureKey, [...new Set(keyOf.values())]), eq(everydayNames.inUse, true))).orderBy(asc(everydayNames.id)) : []
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return new Map([...keyOf].map(([id, key]) => [id, (byKey.get(key) ?? []).map(({ phrase }) => phrase)]))
}

/** Whether the index must be taught again after an event. */
export const changesLexicon = ({ subjectKind, action }: Event): boolean => subjectKind === 'lexicon' && action.startsWith('lexicon ')

/** Under which keys an event changed names. */
const keysNamed = ({ subjectKind, subjectId, action, details }: Event): string[] =>
  subjectKind !== 'lexicon' ? [] : action === packApplied ? details.keys as string[] : action.startsWith('everyday name ') ? [subjectId] : []

/** The procedures whose everyday names changed by these events. */
export async function proceduresNamed(db: Read, events: readonly Event[]): Promise<string[]> {
  const keys = new Set(events.flatMap(keysNamed))
  if (!keys.size) return []
  const { procedureId: id, code, name } = procedureVersions
  const coded = await db.selectDistinct({ id }).from(procedureVersions).where(inArray(code, [...keys]))
  const nameless = await db.selectDistinct({ id, code, name }).from(procedureVersions).where(isNull(code))
  return [...coded, ...nameless.filter(row => keys.has(nameKeyOf(row)))].map(row => row.id)
}
