// What has changed within some days: procedures with a new version in force or abolished, FAQ with a new wording or put away.
import { and, asc, desc, eq, gt, gte, inArray, isNotNull } from 'drizzle-orm'
import { addDays, dayOf, startOf, today } from '../clock.ts'
import { events } from '../events/tables.ts'
import { faqs, faqVersions } from '../faqs/tables.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import type { Component } from '../procedures/content.ts'
import { procedureVersions, type VersionKind } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { line } from '../text.ts'

/** Something that is quoted elsewhere and is no longer what it was. */
export interface Change {
  /** Whose history says what was made of places that quote it. */
  subject: { kind: 'procedure' | 'faq'; id: string }
  /** What a place is looked at against: with the next one it is asked about again. */
  version: string
  number: number
  name: string
  code: string | null
  sort: string
  on: string
  /** Abolished, or put away: nothing that quotes it is right any more. */
  ended: boolean
  ownerUnitId: string | null
  /** Of a procedure, the kind of the version in force; null of a FAQ. */
  kind: VersionKind | null
  /** The number of a version that is cited, and of the one in force on a day; undefined where it is not known. */
  numberOf: (versionId: string) => number | undefined
  numberOn: (day: string) => number | undefined
  /** Whether a FAQ still says some words. */
  says: (quote: string) => boolean
  /** Where the list of its legal bases changed: the versions before and after. */
  bases: { before: string; after: string } | null
  /** The document that it is about, where not the procedure itself is quoted but one of its legal bases. */
  document: { number: string; lapsed: boolean } | null
  /** The parts that differ between a version and what is in force; null: whatever may have. */
  since: (number: number | undefined) => Component[] | null
}

/** Everything that changed, by the id of the procedure or FAQ. */
export interface Changes { procedures: Map<string, Change>; faqs: Map<string, Change> }

export const inChunks = async <T>(ids: readonly string[], ask: (some: string[]) => Promise<T[]>): Promise<T[]> => {
  const found: T[] = []
  for (let start = 0; start < ids.length; start += 500) found.push(...await ask(ids.slice(start, start + 500)))
  return found
}

interface Line { id: string; number: number; kind: VersionKind; changed: Component[]; effectiveFrom: string }

/** The version that stood before a day, and that in force, where legal bases changed between them. */
function basesOf(lines: readonly Line[], since: string): Change['bases'] {
  const [before, after] = [lines.findLast(({ effectiveFrom }) => effectiveFrom < since) ?? lines[0], lines.at(-1)]
  if (!before || !after || after.kind === 'abolished') return null
  return lines.some(({ number, changed }) => number > before.number && changed.includes('legalBases')) ? { before: before.id, after: after.id } : null
}

const ofProcedure = (row: Row, lines: readonly Line[], since: string): Change => ({
  bases: basesOf(lines, since), document: null,
  subject: { kind: 'procedure', id: row.id }, version: row.versionId, number: row.number, name: row.name, code: row.code, sort: row.sort,
  on: row.effectiveFrom, ended: row.state === 'abolished', ownerUnitId: row.ownerUnitId, kind: lines.at(-1)?.kind ?? null,
  numberOf: versionId => lines.find(({ id }) => id === versionId)?.number,
  numberOn: day => lines.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.number, says: () => false,
  since: number => (row.state === 'abolished' || number === undefined ? null
    : [...new Set(lines.filter(line => line.number > number).flatMap(line => line.changed))]),
})

/** What people are to look at: procedures amended, replaced or abolished since a day, as they stand today. */
export async function changedProcedures(db: Read, since: string, only: string | null = null): Promise<Map<string, Change>> {
  const { rows } = await catalogue(db)
  const changed = rows.filter(({ id, number, effectiveFrom, state }) =>
    number > 1 && state !== 'upcoming' && effectiveFrom >= since && (only === null || id === only))
  const v = procedureVersions
  const lines = Map.groupBy(await inChunks(changed.map(({ id }) => id), some => db.select({
    id: v.id, procedureId: v.procedureId, number: v.number, kind: v.kind, changed: v.changed, effectiveFrom: v.effectiveFrom,
  }).from(v).where(inArray(v.procedureId, some)).orderBy(asc(v.procedureId), asc(v.number)).execute()), ({ procedureId }) => procedureId)
  return new Map(changed.map(row => [row.id, ofProcedure(row, (lines.get(row.id) ?? []).filter(({ number }) => number <= row.number), since)]))
}

/** A procedure as if its next version came into force: whatever cites it would then have to be looked at. */
export const asIfChanged = (row: Row): Changes => ({
  procedures: new Map([[row.id, {
    ...ofProcedure({ ...row, versionId: 'next', number: row.number + 1, effectiveFrom: addDays(today(), 1) }, [], today()),
    numberOf: () => row.number, numberOn: () => row.number, since: () => null,
  }]]),
  faqs: new Map(),
})

/** FAQ that are answered from in another wording since a day, or no longer are. */
export async function changedFaqs(db: Read, since: string): Promise<Map<string, Change>> {
  const of = ({ id, question, ownerUnitId }: typeof faqs.$inferSelect, number: number, on: string, words: string | null): Change => ({
    subject: { kind: 'faq', id }, version: `${id} ${words === null ? 'ended' : number}`, number, name: question, code: null, sort: question, on,
    ended: words === null, ownerUnitId, kind: null, bases: null,
    document: null, numberOf: () => undefined, numberOn: () => undefined, since: () => null,
    says: quote => words !== null && line(words).includes(line(quote)),
  })
  const anew = await db.select({ faq: faqs, version: faqVersions }).from(faqs)
    .innerJoin(faqVersions, and(eq(faqVersions.faqId, faqs.id), eq(faqVersions.number, faqs.publishedNumber)))
    .where(and(gt(faqVersions.number, 1), isNotNull(faqVersions.approvedAt), gte(faqVersions.approvedAt, startOf(since))))
  const away = await db.select().from(faqs).where(eq(faqs.state, 'archived'))
  const told = new Map((await inChunks(away.map(({ id }) => id), some => db.select({ id: events.subjectId, at: events.at }).from(events)
    .where(and(eq(events.subjectKind, 'faq'), inArray(events.subjectId, some), eq(events.action, 'faq archived')))
    .orderBy(desc(events.number)).execute())).reverse().map(({ id, at }) => [id, dayOf(at)]))
  return new Map([
    ...anew.map(({ faq, version }): [string, Change] =>
      [faq.id, of(faq, version.number, dayOf(version.approvedAt!), `${version.question}\n${version.answer}`)]),
    ...away.flatMap((faq): [string, Change][] => {
      const on = told.get(faq.id)
      return on && on >= since ? [[faq.id, of(faq, 0, on, null)]] : []
    }),
  ])
}
