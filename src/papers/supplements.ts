// Correcting signed minutes: a supplement says which conclusion changes, from what to what and why; signing it changes the conclusions and their tasks.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { conclusionsOf } from '../conclusions/conclusions.ts'
import { correctableValues, correctConclusion, plannedCorrections } from '../conclusions/correcting.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Meeting } from '../meetings/tables.ts'
import type { Read, Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { line } from '../text.ts'
import { isFrozen } from './frozen.ts'
import type { Office } from './gathering.ts'
import { nameOf, symbolOf, type PaperRef } from './naming.ts'
import { changePaper, paperOf, papersOf, refuseChair, refuseSigned, writerOf } from './papers.ts'
import { paperComments, papers, type Correction, type Paper } from './tables.ts'

export const reasonForm = z.looseObject({ reason: z.string('Hãy ghi lý do sửa.').transform(line).pipe(z.string().min(5, 'Hãy ghi lý do sửa, ví dụ: ghi nhầm thời hạn.').max(2000, 'Không quá 2.000 ký tự.')) })

/** A field that may be corrected: its place in the form, and what it says now. */
export interface CorrectableField { name: string; workId: string | null; field: string; label: string; value: string }

export async function fieldsOf(db: Read, conclusionId: string): Promise<CorrectableField[]> {
  return (await correctableValues(db, conclusionId)).map(one => ({ ...one, name: `${one.workId ?? conclusionId}.${one.field}` }))
}

export async function refuseUnsigned(db: Read, meetingId: string): Promise<void> {
  if (!await isFrozen(db, meetingId)) throw new NotAllowed('Biên bản chưa ký thì sửa thẳng ở trang “Kết luận”, không cần biên bản bổ sung.')
}

/** What differs from what the conclusions say. Throws Invalid for what cannot be understood, and where nothing differs. */
async function correctionsFrom(db: Read, meeting: Meeting, typed: Record<string, unknown>): Promise<Correction[]> {
  const found: Correction[] = []
  const errors: Record<string, string> = {}
  for (const { id } of await conclusionsOf(db, meeting.id)) {
    const inputs = (await fieldsOf(db, id)).flatMap(({ name, workId, field }) => (typeof typed[name] === 'string' ? [{ workId, field, to: typed[name] }] : []))
    try { found.push(...await plannedCorrections(db, id, inputs)) } catch (error) {
      if (!(error instanceof Invalid)) throw error
      for (const [name, sentence] of Object.entries(error.errors)) errors[name === 'text' ? `${id}.text` : name] = sentence
    }
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  if (!found.length) throw new Invalid({ '': 'Chưa sửa mục nào. Hãy sửa nội dung, đơn vị, thời hạn hoặc sản phẩm của một kết luận.' })
  return found
}

/** Drafts a supplement to signed minutes, or words the draft anew. Returns which one it is. */
export async function draftSupplement(db: Write, user: User, meeting: Meeting, ref: PaperRef | null, office: Office, reason: string, typed: Record<string, unknown>): Promise<PaperRef> {
  await refuseUnsigned(db, meeting.id)
  refuseChair(user, meeting, { kind: 'supplement' })
  const begun = ref && await paperOf(db, meeting, ref, office)
  if (begun) refuseSigned(begun)
  const corrections = await correctionsFrom(db, meeting, typed)
  const last = Math.max(0, ...(await papersOf(db, meeting.id)).filter(({ kind }) => kind === 'supplement').map(({ sequence }) => sequence))
  const named: PaperRef = ref ?? { kind: 'supplement', sequence: last + 1 }
  if (begun) await changePaper(db, begun, { reason, corrections })
  else await db.insert(papers).values({ id: newId(), meetingId: meeting.id, ...named, state: 'draft', reason, corrections, symbol: symbolOf('supplement', office.sign), madeById: user.id, madeAt: now() })
  await record(db, writerOf(user, meeting), 'supplement drafted', 'meeting', meeting.id, { paper: nameOf(named), corrections: corrections.length })
  return named
}

/** A draft goes with what was said of it. */
export async function dropSupplement(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office): Promise<void> {
  refuseChair(user, meeting, ref)
  const paper = await paperOf(db, meeting, ref, office)
  refuseSigned(paper)
  await db.delete(paperComments).where(eq(paperComments.paperId, paper.id))
  await db.delete(papers).where(and(eq(papers.id, paper.id), eq(papers.revision, paper.revision)))
  await record(db, writerOf(user, meeting), 'supplement dropped', 'meeting', meeting.id, { paper: nameOf(ref) })
}

const byConclusion = ({ corrections }: Pick<Paper, 'corrections'>): [string, Correction[]][] => [...Map.groupBy(corrections, ({ conclusionId }) => conclusionId)]

/** Whether what a supplement changes still says what it said when it was drafted: another one may have been signed since. */
export async function standsAsDrafted(db: Read, paper: Pick<Paper, 'corrections'>): Promise<boolean> {
  for (const [id, corrections] of byConclusion(paper)) {
    const fields = await fieldsOf(db, id)
    if (!corrections.every(one => fields.some(({ workId, field, value }) => workId === one.workId && field === one.field && line(value) === line(one.from)))) return false
  }
  return true
}

/** Does what the supplement says, to the conclusions and their tasks. */
export async function applyCorrections(db: Write, user: User, paper: Pick<Paper, 'corrections' | 'reason'>, rules: AssigningRules): Promise<void> {
  for (const [id, corrections] of byConclusion(paper)) await correctConclusion(db, user, id, corrections, { reason: paper.reason ?? '', rules })
}
