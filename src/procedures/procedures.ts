// One procedure: who may see it and change it, its versions, its keeper and its review.
import { and, asc, count, desc, eq, gte, inArray, lte, max, min } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { people } from '../accounts/tables.ts'
import { isDay, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { may, type Action, type Thing } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { units } from '../units/tables.ts'
import type { ProcedureContent } from './content.ts'
import { catalogue, known, type Snapshot } from './catalogue.ts'
import { procedureDrafts, procedures, procedureVersions, type Procedure, type ProcedureDraft, type ProcedureVersion } from './tables.ts'

/** A version without its content: for lists of versions. */
export type VersionLine = Pick<ProcedureVersion,
  'id' | 'number' | 'kind' | 'effectiveFrom' | 'publishedOn' | 'decision' | 'changed' | 'note' | 'madeAt' | 'field'> & {
  /** Name of who made it; null for the portal itself. */
  madeBy: string | null
}

export interface Known { procedure: Procedure; unitName: string | null; checkedBy: string | null; versions: VersionLine[]; draft: ProcedureDraft | null; thing: Thing; register: Snapshot }

/** The procedure with its versions, oldest first. Throws NotFound when there is none, or it is a draft this person may not see. */
export async function procedureFor(db: Read, user: User, id: string): Promise<Known> {
  const register = await catalogue(db)
  const { procedure, unitName, checkedBy, draft, versions } = await known(register, `procedure ${id}`, () => read(db, id))
  const thing = { unitId: procedure.ownerUnitId, field: versions.at(-1)?.field ?? draft?.content.field ?? null,
    personId: draft?.savedById }
  const maySeeDraft = may(user, 'see drafts', thing)
  if (!versions.length && !maySeeDraft) throw new NotFound('Không có thủ tục này trong danh mục.')
  return { procedure, unitName, checkedBy, versions, draft: maySeeDraft ? draft : null, thing, register }
}

async function read(db: Read, id: string) {
  const [found] = await db.select({ procedure: procedures, unitName: units.name, checkedBy: people.name,
    draft: procedureDrafts }).from(procedures)
    .leftJoin(units, eq(units.id, procedures.ownerUnitId)).leftJoin(people, eq(people.id, procedures.checkedById))
    .leftJoin(procedureDrafts, eq(procedureDrafts.procedureId, procedures.id)).where(eq(procedures.id, id))
  if (!found) throw new NotFound('Không có thủ tục này trong danh mục.')
  return { ...found, versions: await versionsOf(db, id) }
}

/** The same for somebody who wants to do something with it. Throws NotAllowed when they see it but may not. */
export async function procedureToChange(db: Read, user: User, id: string, action: Action): Promise<Known> {
  const known = await procedureFor(db, user, id)
  if (!may(user, action, known.thing)) throw new NotAllowed('Thủ tục này do đơn vị khác giữ, nên bạn chỉ xem được.')
  return known
}

export function versionsOf(db: Read, procedureId: string): Promise<VersionLine[]> {
  const v = procedureVersions
  return db.select({
    id: v.id, number: v.number, kind: v.kind, effectiveFrom: v.effectiveFrom, publishedOn: v.publishedOn, decision: v.decision,
      changed: v.changed,
    note: v.note, madeBy: people.name, madeAt: v.madeAt, field: v.field,
  }).from(v).leftJoin(people, eq(people.id, v.madeById)).where(eq(v.procedureId, procedureId)).orderBy(asc(v.number))
}

/** What a citation says of a version; undefined where it was removed. */
export async function versionLine(db: Read, id: string): Promise<Pick<ProcedureVersion, 'number' | 'name' | 'effectiveFrom' | 'decision'> | undefined> {
  const { number, name, effectiveFrom, decision } = procedureVersions
  return (await db.select({ number, name, effectiveFrom, decision }).from(procedureVersions).where(eq(procedureVersions.id, id)))[0]
}

/** The version that is in force on a day; undefined before the first. An abolition counts: ask its kind. */
export const versionOn = <T extends { effectiveFrom: string }>(versions: T[], day: string): T | undefined =>
  versions.findLast(({ effectiveFrom }) => effectiveFrom <= day)

/** One version with its content. Throws NotFound. */
export async function versionById(db: Read, id: string): Promise<ProcedureVersion> {
  const [version] = await db.select().from(procedureVersions).where(eq(procedureVersions.id, id))
  if (!version) throw new NotFound('Thủ tục không có bản này.')
  return version
}

/** The contents of many versions by version id: for exports and the search index. */
export async function contentsOf(db: Read, versionIds: string[]): Promise<Map<string, ProcedureContent>> {
  const found = new Map<string, ProcedureContent>()
  for (let start = 0; start < versionIds.length; start += 500) {
    const rows = await db.select({ id: procedureVersions.id, content: procedureVersions.content }).from(procedureVersions)
      .where(inArray(procedureVersions.id, versionIds.slice(start, start + 500)))
    for (const { id, content } of rows) found.set(id, content)
  }
  return found
}

/** Versions published between two days, both included, by kind and procedure: the events that statistics count. */
export function publishedBetween(db: Read, from: string, to: string): Promise<Pick<ProcedureVersion, 'procedureId' | 'kind'>[]> {
  return db.select({ procedureId: procedureVersions.procedureId, kind: procedureVersions.kind }).from(procedureVersions)
    .where(and(gte(procedureVersions.publishedOn, from), lte(procedureVersions.publishedOn, to)))
}

export interface PublishedTogether extends Pick<ProcedureVersion, 'kind' | 'publishedOn' | 'effectiveFrom' | 'decision'> {
  count: number
  /** Of one of them; where there is only one, its own. */
  procedureId: string
  name: string
  /** Null where they are of several fields, or of none. */
  field: string | null
}

/** The same versions as changes, the latest first: what one decision did on one day is one. */
export async function changesBetween(db: Read, from: string, to: string): Promise<PublishedTogether[]> {
  const v = procedureVersions
  const same = { kind: v.kind, publishedOn: v.publishedOn, effectiveFrom: v.effectiveFrom, decision: v.decision }
  const rows = await db.select({ ...same, count: count(), procedureId: min(v.procedureId), name: min(v.name), field: min(v.field), lastField: max(v.field) })
    .from(v).where(and(gte(v.publishedOn, from), lte(v.publishedOn, to))).groupBy(...Object.values(same))
    .orderBy(desc(v.publishedOn), desc(count()), asc(v.decision), asc(v.kind))
  return rows.map(({ lastField, ...row }) => ({ ...row, procedureId: row.procedureId!, name: row.name!, field: row.field === lastField ? row.field : null }))
}

export interface DraftOf { id: string; name: string; field: string | null; savedAt: Date; savedById: string; savedBy: string | null; unitId: string | null
  /** Whether it changes a published procedure, rather than beginning one. */
  changes: boolean }

/** Working copies, newest first, that this person may see. */
export async function workingCopiesFor(db: Read, user: User, register: Snapshot): Promise<DraftOf[]> {
  if (!may(user, 'see drafts')) return []
  const all = await known(register, 'drafts', () => workingCopies(db))
  return all.filter(({ unitId, field, savedById }) => may(user, 'see drafts', { unitId, field, personId: savedById }))
}

/** Those of procedures that were never published. */
export const draftsFor = async (db: Read, user: User, register: Snapshot): Promise<DraftOf[]> =>
  (await workingCopiesFor(db, user, register)).filter(({ changes }) => !changes)

async function workingCopies(db: Read): Promise<DraftOf[]> {
  const rows = await db.select({ draft: procedureDrafts, unitId: procedures.ownerUnitId, state: procedures.state,
    savedBy: people.name }).from(procedureDrafts)
    .innerJoin(procedures, eq(procedures.id, procedureDrafts.procedureId)).leftJoin(people,
      eq(people.id, procedureDrafts.savedById))
    .orderBy(desc(procedureDrafts.savedAt))
  return rows.map(({ draft: { procedureId, content, savedAt, savedById }, state, ...rest }) =>
    ({ id: procedureId, name: content.name, field: content.field, savedAt, savedById, changes: state !== 'draft', ...rest }))
}

/** Says that the record was looked through today and is right, and when to look again. */
export async function confirmReview(db: Write, by: Actor, id: string, reviewOn: string): Promise<void> {
  if (!isDay(reviewOn) || reviewOn <= today()) throw new Invalid({ reviewOn: 'Ngày soát lại phải sau hôm nay.' })
  await db.update(procedures).set({ checkedOn: today(), checkedById: by.id, reviewOn }).where(eq(procedures.id, id))
  await record(db, by, 'procedure reviewed', 'procedure', id, { reviewOn })
}

/** Gives the record to another unit to keep. */
export async function changeOwner(db: Write, by: Actor, id: string, unitId: string): Promise<void> {
  const [unit] = await db.select().from(units).where(eq(units.id, unitId))
  if (!unit || unit.until !== null && unit.until <= today()) throw new Invalid({ unitId: 'Chọn một đơn vị đang hoạt động.' })
  const [before] = await db.select({ unitId: procedures.ownerUnitId }).from(procedures).where(eq(procedures.id, id))
  await db.update(procedures).set({ ownerUnitId: unitId }).where(eq(procedures.id, id))
  await record(db, by, 'procedure given to a unit', 'procedure', id, { from: before?.unitId ?? null, to: unitId })
}

/** Names of people by id. */
export async function personNames(db: Read, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (!wanted.length) return new Map()
  return new Map((await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted))).map(({ id,
    name }) => [id, name]))
}

/** Units that stand today, in the order of the office. */
export const unitsToday = async (db: Read): Promise<{ id: string; name: string }[]> =>
  (await db.select().from(units).orderBy(asc(units.position))).filter(({ since, until }) => since <= today()
    && (until === null || until > today())).map(({ id, name }) => ({ id, name }))
