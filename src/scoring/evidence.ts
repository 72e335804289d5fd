// Evidence of scores: documents of the register, cited for a criterion on a sheet; taken back, the citation keeps its row.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { numberInWords } from '../evidence/documents.ts'
import { findDocument } from '../evidence/seeing.ts'
import { citations, documents } from '../evidence/tables.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Place } from './giving.ts'
import { declarerOf, isOpen, mayScore } from './seeing.ts'
import type { ScoringRound } from './tables.ts'

/** How a citation names the place. */
const subjectOf = (sheetId: string, criterionId: string) => `${sheetId} ${criterionId}`

export interface Proof { id: string; href: string; label: string; subject: string }

/** Valid evidence of one criterion, the oldest first. */
export const evidenceOn = async (db: Read, sheetId: string, criterionId: string): Promise<Proof[]> =>
  (await evidenceOfSheet(db, sheetId, [criterionId])).get(criterionId) ?? []

/** Valid evidence by criterion. */
export async function evidenceOfSheet(db: Read, sheetId: string, criterionIds: readonly string[]): Promise<Map<string, Proof[]>> {
  if (!criterionIds.length) return new Map()
  const rows = await db.select({ citation: citations, document: documents }).from(citations).innerJoin(documents, eq(documents.id, citations.documentId))
    .where(and(eq(citations.subjectKind, 'score'), inArray(citations.subjectId, criterionIds.map(id => subjectOf(sheetId, id))), isNull(citations.removedAt)))
    .orderBy(asc(citations.at), asc(citations.id))
  const grouped = Map.groupBy(rows, ({ citation }) => citation.subjectId.slice(sheetId.length + 1))
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ citation, document }) => ({
    id: citation.id, href: `/documents/${document.id}`, label: numberInWords(document) ?? document.subject, subject: document.subject,
  }))]))
}

/** Whether evidence may be added or taken back now: while units declare, and while they explain. */
export const takesEvidence = (round: ScoringRound): boolean => isOpen(round) || (round.stage === 'explanation' && today() <= round.explainBy)

async function keeper(db: Write, user: User, { round, sheet, criterion }: Place) {
  const unitId = declarerOf(sheet, criterion)
  if (!mayScore(user, unitId)) throw new NotAllowed('Đơn vị được chấm, hoặc đơn vị phụ trách tiêu chí, dẫn tài liệu kiểm chứng.')
  if (!takesEvidence(round)) throw new Invalid({ documentId: 'Phiếu đã khóa: chỉ thêm tài liệu khi tự chấm hoặc khi giải trình.' })
  return { by: actor(user, 'score units', { unitId }), unitName: unitId ? (await unitNames(db)).get(unitId) : undefined }
}

export async function citeFor(db: Write, user: User, place: Place, documentId: string): Promise<void> {
  const { by, unitName } = await keeper(db, user, place)
  if (!documentId) throw new Invalid({ documentId: 'Chọn một văn bản trong sổ minh chứng.' })
  const document = await findDocument(db, user, documentId)
  const subjectId = subjectOf(place.sheet.id, place.criterion.id)
  const same = and(eq(citations.documentId, documentId), eq(citations.subjectKind, 'score'), eq(citations.subjectId, subjectId), isNull(citations.removedAt))
  if (await db.$count(citations, same)) throw new Invalid({ documentId: 'Văn bản này đã được dẫn ở đây rồi. Hãy chọn văn bản khác.' })
  await db.insert(citations).values({ id: newId(), documentId, subjectKind: 'score', subjectId, byId: user.id, at: now(), removedById: null, removedAt: null })
  await record(db, by, 'score evidence cited', 'scoring', place.round.id, { number: place.criterion.number, document: documentId, words: numberInWords(document), unitName })
}

export async function takeBackFor(db: Write, user: User, place: Place, citationId: string): Promise<void> {
  const { by, unitName } = await keeper(db, user, place)
  const valid = and(eq(citations.id, citationId), eq(citations.subjectKind, 'score'), eq(citations.subjectId, subjectOf(place.sheet.id, place.criterion.id)), isNull(citations.removedAt))
  const gone = await db.update(citations).set({ removedById: user.id, removedAt: now() }).where(valid).returning({ documentId: citations.documentId })
  if (!gone.length) throw new NotFound('Tài liệu này không còn được dẫn ở đây.')
  await record(db, by, 'score evidence taken back', 'scoring', place.round.id, { number: place.criterion.number, document: gone[0]!.documentId, unitName })
}
