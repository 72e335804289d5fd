// The list of documents: what its address narrows it to, the rows with where each is cited, and claims that have no evidence.
import { and, asc, count, desc, eq, exists, gte, inArray, isNull, like, lte, not, notExists, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { withQuery } from '../addresses.ts'
import { isDay, written } from '../clock.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetingDocuments, meetings } from '../meetings/tables.ts'
import { visiblePlans } from '../plans/plans.ts'
import { plans } from '../plans/tables.ts'
import { may, reach } from '../policy.ts'
import { distributions, pieces } from '../propaganda/tables.ts'
import { scoringRounds, scoringSheets } from '../scoring/tables.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { reports, tasks, type Task } from '../tasks/tables.ts'
import { line, searchable } from '../text.ts'
import { units } from '../units/tables.ts'
import { visibleDocuments } from './seeing.ts'
import { citations, documents, storedFiles, type Document, type StoredFile } from './tables.ts'

export const conditions = ['noFile', 'notCited', 'unchecked'] as const
export const conditionNames: Record<(typeof conditions)[number], string> = { noFile: 'Chưa có tệp', notCited: 'Chưa được dẫn ở đâu', unchecked: 'Tệp chưa quét vi-rút' }
export const sorts = ['entered', 'date', 'subject'] as const
export const sortNames: Record<(typeof sorts)[number], string> = { entered: 'mới nhập trước', date: 'ngày văn bản', subject: 'trích yếu' }

/** What stands in the address; '' is no condition. Days are 'YYYY-MM-DD', both included, and speak of the document's date. */
export interface DocumentFilter { q: string; unit: string; condition: (typeof conditions)[number] | ''; from: string; to: string; sort: (typeof sorts)[number] }

/** The filter as an address says it; what makes no sense is no condition. */
export function documentFilter(query: Record<string, string | undefined>): DocumentFilter {
  const dayOr = (value = '') => (isDay(value) ? value : '')
  return {
    q: line(query.q ?? '').slice(0, 200), unit: query.unit ?? '', condition: conditions.find(one => one === query.condition) ?? '',
    from: dayOr(query.from), to: dayOr(query.to), sort: sorts.find(one => one === query.sort) ?? 'entered',
  }
}

/** The address of the list so filtered; what is not chosen is left out. */
export function documentsAddress({ sort, ...filter }: DocumentFilter, more: Record<string, string> = {}, path = '/documents'): string {
  return withQuery(path, { ...filter, sort: sort === 'entered' ? '' : sort, ...more })
}

/** 'Văn bản có chữ “rà soát”, do Văn phòng nhập, chưa có tệp.' */
export function filterInWords({ q, condition, from, to, sort }: DocumentFilter, unitName: string | null): string {
  return [
    ...(q ? [`có “${q}”`] : []), ...(unitName ? [`do ${unitName} nhập`] : []), ...(condition ? [conditionNames[condition].toLowerCase()] : []),
    ...(from || to ? [`ngày văn bản${from ? ` từ ${written(from)}` : ''}${to ? ` đến ${written(to)}` : ''}`] : []), `sắp theo ${sortNames[sort]}`,
  ].join(', ')
}

function condition(db: Read, user: User, { q, unit, condition: state, from, to }: DocumentFilter): SQL | undefined {
  const valid = db.select({ id: citations.id }).from(citations).where(and(eq(citations.documentId, documents.id), isNull(citations.removedAt)))
  const ofMeeting = db.select({ id: meetingDocuments.id }).from(meetingDocuments).where(eq(meetingDocuments.documentId, documents.id))
  const unchecked = db.select({ id: storedFiles.id }).from(storedFiles).where(and(eq(storedFiles.id, documents.fileId), eq(storedFiles.scan, 'unchecked')))
  return and(
    visibleDocuments(db, user), ...searchable(q).split(' ').filter(Boolean).map(word => like(documents.search, `%${word}%`)),
    unit ? eq(documents.unitId, unit) : undefined, from ? gte(documents.date, from) : undefined, to ? lte(documents.date, to) : undefined,
    state === 'noFile' ? isNull(documents.fileId) : state === 'notCited' ? and(not(exists(valid)), not(exists(ofMeeting))) : state === 'unchecked' ? exists(unchecked) : undefined,
  )
}

export const countDocuments = (db: Read, user: User, filter: DocumentFilter): Promise<number> => db.$count(documents, condition(db, user, filter))

export interface DocumentRow {
  document: Document
  file: StoredFile | null
  unit: string | null
  by: string
  cited: Cited
}

export async function listDocuments(db: Read, user: User, filter: DocumentFilter, limit: number, offset = 0): Promise<DocumentRow[]> {
  const order = { entered: [desc(documents.id)], date: [desc(documents.date), desc(documents.id)], subject: [asc(documents.sort), asc(documents.id)] }[filter.sort]
  const rows = await db.select({ document: documents, file: storedFiles, unit: units.name }).from(documents)
    .leftJoin(storedFiles, eq(storedFiles.id, documents.fileId)).leftJoin(units, eq(units.id, documents.unitId))
    .where(condition(db, user, filter)).orderBy(...order).limit(limit).offset(offset)
  const names = await namesOfPeople(db, [...new Set(rows.map(({ document }) => document.madeById))])
  const cited = await citedWhere(db, user, rows.map(({ document }) => document.id))
  return rows.map(row => ({ ...row, by: names.get(row.document.madeById) ?? 'Người không còn trong danh bạ', cited: cited.get(row.document.id)! }))
}

/** Where a document is cited: the places the person may see, and how many others there are. */
export interface Cited { places: { label: string; href: string }[]; hidden: number }

export async function citedWhere(db: Read, user: User, ids: string[]): Promise<Map<string, Cited>> {
  const found = new Map<string, Cited>(ids.map(id => [id, { places: [], hidden: 0 }]))
  const valid = and(inArray(citations.documentId, ids.length ? ids : ['']), isNull(citations.removedAt))
  const all = await db.select({ id: citations.documentId, n: count() }).from(citations).where(valid).groupBy(citations.documentId)
  const document = citations.documentId
  const ofTasks = await db.select({ document, id: tasks.id, title: tasks.title }).from(citations).innerJoin(tasks, eq(tasks.id, citations.subjectId))
    .where(and(valid, eq(citations.subjectKind, 'task'), visibleTasks(db, user))).orderBy(asc(citations.at))
  const ofReports = await db.select({ document, id: tasks.id, title: tasks.title, number: reports.number }).from(citations)
    .innerJoin(reports, eq(reports.id, citations.subjectId)).innerJoin(tasks, eq(tasks.id, reports.taskId))
    .where(and(valid, eq(citations.subjectKind, 'report'), visibleTasks(db, user))).orderBy(asc(citations.at))
  const ofPlans = await db.select({ document, id: plans.id, title: plans.title }).from(citations).innerJoin(plans, eq(plans.id, citations.subjectId))
    .where(and(valid, eq(citations.subjectKind, 'plan'), visiblePlans(user))).orderBy(asc(citations.at))
  const ofMeetings = await db.selectDistinct({ document: meetingDocuments.documentId, id: meetings.id, title: meetings.title, on: meetings.on }).from(meetingDocuments)
    .innerJoin(meetings, eq(meetings.id, meetingDocuments.meetingId)).where(and(inArray(meetingDocuments.documentId, ids.length ? ids : ['']), visibleMeetings(user))).orderBy(asc(meetings.on))
  const ofPieces = may(user, 'see propaganda') ? await db.select({ document, id: pieces.id, title: pieces.title }).from(citations)
    .innerJoin(distributions, eq(distributions.id, citations.subjectId)).innerJoin(pieces, eq(pieces.id, distributions.pieceId))
    .where(and(valid, eq(citations.subjectKind, 'distribution'))).orderBy(asc(citations.at)) : []
  const ofScores = await scoresCiting(db, user, valid)
  for (const row of ofTasks) found.get(row.document)!.places.push({ label: row.title, href: `/tasks/${row.id}` })
  for (const row of ofReports) found.get(row.document)!.places.push({ label: `${row.title} (báo cáo lần ${row.number})`, href: `/tasks/${row.id}` })
  for (const row of ofPlans) found.get(row.document)!.places.push({ label: row.title, href: `/plans/${row.id}` })
  for (const row of ofPieces) found.get(row.document)!.places.push({ label: `${row.title} (phát tuyên truyền)`, href: `/propaganda/${row.id}#phat` })
  for (const row of ofScores) found.get(row.document)!.places.push({ label: row.label, href: row.href })
  // Citations in places that are hidden are counted before meetings come to them, of which none is told.
  for (const { id, n } of all) { const cited = found.get(id)!; cited.hidden = n - cited.places.length }
  for (const row of ofMeetings) found.get(row.document)!.places.push({ label: row.title, href: `/meetings/${row.id}` })
  return found
}

/** Scores that documents prove, for who sees all sheets. */
async function scoresCiting(db: Read, user: User, valid: SQL | undefined): Promise<{ document: string; label: string; href: string }[]> {
  if (reach(user, 'see scores') !== 'any') return []
  const rows = await db.select({ document: citations.documentId, subject: citations.subjectId }).from(citations)
    .where(and(valid, eq(citations.subjectKind, 'score'))).orderBy(asc(citations.at))
  const places = rows.map(({ document, subject }) => { const [sheetId = '', criterionId = ''] = subject.split(' '); return { document, sheetId, criterionId } })
  if (!places.length) return []
  const rounds = await db.select({ id: scoringSheets.id, roundId: scoringRounds.id, name: scoringRounds.name }).from(scoringSheets)
    .innerJoin(scoringRounds, eq(scoringRounds.id, scoringSheets.roundId)).where(inArray(scoringSheets.id, places.map(({ sheetId }) => sheetId)))
  const byId = new Map(rounds.map(round => [round.id, round]))
  return places.flatMap(({ document, sheetId, criterionId }) => {
    const round = byId.get(sheetId)
    return round ? [{ document, label: `${round.name} (chấm điểm)`, href: `/scoring/${round.roundId}/sheets/${sheetId}/${criterionId}` }] : []
  })
}

/** Documents to choose from while one types: those the person may see, the latest first. */
export function documentsLike(db: Read, user: User, q: string, limit: number): Promise<Document[]> {
  const filter = documentFilter({ q })
  return db.select().from(documents).where(condition(db, user, filter)).orderBy(desc(documents.id)).limit(limit)
}

/** Said to be done, with no valid evidence of the task or of a report on it. */
export interface MissingFilter { unit: string; state: 'claimed' | 'done' | '' }

export const missingFilter = ({ unit = '', state }: Record<string, string | undefined>): MissingFilter =>
  ({ unit, state: state === 'claimed' || state === 'done' ? state : '' })

function withoutEvidence(db: Read, user: User, { unit, state }: MissingFilter): SQL | undefined {
  const ofTask = db.select({ id: citations.id }).from(citations)
    .where(and(eq(citations.subjectKind, 'task'), eq(citations.subjectId, tasks.id), isNull(citations.removedAt)))
  const ofReports = db.select({ id: citations.id }).from(reports).innerJoin(citations, and(eq(citations.subjectKind, 'report'), eq(citations.subjectId, reports.id)))
    .where(and(eq(reports.taskId, tasks.id), isNull(citations.removedAt)))
  return and(inArray(tasks.state, state ? [state] : ['claimed', 'done']), unit ? eq(tasks.unitId, unit) : undefined, visibleTasks(db, user), notExists(ofTask), notExists(ofReports))
}

export const countMissing = (db: Read, user: User, filter: MissingFilter): Promise<number> => db.$count(tasks, withoutEvidence(db, user, filter))

/** Claims that wait first, then the latest done. */
export function listMissing(db: Read, user: User, filter: MissingFilter, limit: number, offset = 0): Promise<{ task: Task; unit: string | null }[]> {
  return db.select({ task: tasks, unit: units.name }).from(tasks).leftJoin(units, eq(units.id, tasks.unitId))
    .where(withoutEvidence(db, user, filter)).orderBy(asc(tasks.state), desc(tasks.finishedOn), desc(tasks.id)).limit(limit).offset(offset)
}

/** How many claims of each unit have no evidence, the most first. */
export function missingByUnit(db: Read, user: User): Promise<{ id: string | null; name: string | null; n: number }[]> {
  return db.select({ id: tasks.unitId, name: units.name, n: count() }).from(tasks).leftJoin(units, eq(units.id, tasks.unitId))
    .where(withoutEvidence(db, user, { unit: '', state: '' })).groupBy(tasks.unitId, units.name).orderBy(desc(count()))
}
