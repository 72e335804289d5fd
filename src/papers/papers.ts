// The papers of one meeting: which there are, who sees and words them, and what each would say now.
import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import type { Official } from '../documents/official.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { guestsOf, mayWriteMeeting } from '../meetings/meetings.ts'
import type { Meeting } from '../meetings/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { compose, type Composed } from './composing.ts'
import type { Office } from './gathering.ts'
import { nameOf, numberOf, symbolOf, type PaperRef } from './naming.ts'
import { partsOf } from './parts.ts'
import { papers, type Paper, type Signer } from './tables.ts'

export function papersOf(db: Read, meetingId: string): Promise<Paper[]> {
  return db.select().from(papers).where(eq(papers.meetingId, meetingId)).orderBy(asc(papers.kind), asc(papers.sequence))
}

/** The row of a paper; null while nobody has begun it. */
export async function rowOf(db: Read, meetingId: string, { kind, sequence }: PaperRef): Promise<Paper | null> {
  const [row] = await db.select().from(papers).where(and(eq(papers.meetingId, meetingId), eq(papers.kind, kind), eq(papers.sequence, sequence)))
  return row ?? null
}

/** A paper that nobody has begun yet: it has no id, and is its meeting's secretary's to write. */
const notBegun = (meeting: Meeting, { kind, sequence }: PaperRef, office: Office): Paper => ({
  id: '', meetingId: meeting.id, kind, sequence, state: 'draft', wording: {}, commentsUntil: null, reason: null, corrections: [], symbol: symbolOf(kind, office.sign), year: null, number: null,
  signedOn: null, signedAt: null, signers: [], content: null, signedFileId: null, signedFileName: null, revision: 0, madeById: meeting.secretaryId, madeAt: meeting.madeAt,
})

/** The paper that an address names, begun or not. Throws NotFound for a supplement that nobody has drafted. */
export async function paperOf(db: Read, meeting: Meeting, ref: PaperRef, office: Office): Promise<Paper> {
  const row = await rowOf(db, meeting.id, ref)
  if (!row && ref.kind === 'supplement') throw new NotFound('Không có biên bản bổ sung này.')
  return row ?? notBegun(meeting, ref, office)
}

/** The paper as a row that can be changed. */
export async function begunPaper(db: Write, meeting: Meeting, ref: PaperRef, office: Office, madeById: string): Promise<Paper> {
  const paper = await paperOf(db, meeting, ref, office)
  if (paper.id) return paper
  const row = { ...paper, id: newId(), revision: 1, madeById, madeAt: now() }
  await db.insert(papers).values(row)
  return row
}

/** Changes a row that nobody has changed since it was read. Throws Invalid otherwise. */
export async function changePaper(db: Write, paper: Paper, values: Partial<Paper>): Promise<void> {
  const changed = await db.update(papers).set({ ...values, revision: paper.revision + 1 })
    .where(and(eq(papers.id, paper.id), eq(papers.revision, paper.revision), eq(papers.state, paper.state))).returning({ id: papers.id })
  if (!changed.length) throw new Invalid({ '': 'Văn bản vừa được người khác sửa. Hãy tải lại trang rồi làm lại.' })
}

export interface Shown extends Composed { paper: Paper; /** Of what would be signed: whoever signs sends back what they saw. */ fingerprint: string }

/** What the paper says: as signed, or as it would be signed now. */
export async function shownPaper(db: Read, meeting: Meeting, paper: Paper, office: Office): Promise<Shown> {
  const minutes = paper.kind === 'supplement' ? await rowOf(db, meeting.id, { kind: 'minutes', sequence: 1 }) : null
  const composed = await compose(db, meeting, paper, office, minutes)
  const { content, signers } = paper.content ? { content: paper.content, signers: paper.signers } : composed
  return { ...composed, paper, content, signers, fingerprint: fingerprintOf(content, signers) }
}

const fingerprintOf = (content: Official, signers: readonly Signer[]): string => createHash('sha256').update(JSON.stringify([content, signers])).digest('hex')

/** Those who were invited, those who came in their stead, the chair and the secretary. */
export async function takesPart(db: Read, user: User, meeting: Meeting): Promise<boolean> {
  if (user.id === meeting.chairId || user.id === meeting.secretaryId) return true
  return (await guestsOf(db, meeting.id)).some(({ personId, deputyId }) => personId === user.id || deputyId === user.id)
}

/** Whether the person sees what the paper says: signed, everybody who sees the meeting; before, those who write, sign and comment. */
export function mayRead(user: User, meeting: Meeting, { paper, signers }: Pick<Shown, 'paper' | 'signers'>, isParticipant: boolean): boolean {
  if (paper.state === 'signed' || mayWriteMeeting(user, meeting)) return true
  if (signers.some(({ personId }) => personId === user.id) || user.id === meeting.chairId) return true
  return paper.state === 'commenting' && isParticipant && may(user, 'comment on minutes')
}

/** Minutes and what corrects them are signed by the chair, whoever the chair is: so the chair does not write them. */
export const isChairs = (user: User, meeting: Meeting, { kind }: Pick<PaperRef, 'kind'>): boolean => user.id === meeting.chairId && (kind === 'minutes' || kind === 'supplement')

export function refuseChair(user: User, meeting: Meeting, ref: Pick<PaperRef, 'kind'>): void {
  if (isChairs(user, meeting, ref)) throw new NotAllowed('Bạn chủ trì cuộc họp và ký biên bản nên không tự soạn. Thư ký cuộc họp soạn; bạn góp ý rồi ký.')
}

export const writerOf = (user: User, meeting: Meeting): Actor => actor(user, 'write meetings', { personId: meeting.secretaryId })

export function refuseSigned(paper: Paper): void {
  if (paper.state === 'signed') throw new NotAllowed(`Văn bản đã ký${paper.number ? `, số ${numberOf(paper)}` : ''}, không sửa được nữa.${paper.kind === 'minutes' ? ' Cần sửa thì lập biên bản bổ sung.' : ''}`)
}

/** Keeps the wording of a paper: only what differs from the words that are made, so that the rest goes on following the meeting. */
export async function wordPaper(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office, typed: Record<string, string>, revision: number): Promise<Paper> {
  const found = await paperOf(db, meeting, ref, office)
  refuseSigned(found)
  refuseChair(user, meeting, ref)
  if (found.revision !== revision) throw new Invalid({ '': 'Văn bản vừa được người khác sửa. Điều bạn ghi còn ở đây; mở lại trang ở thẻ khác để so trước khi lưu.' })
  const { made, choices } = await shownPaper(db, meeting, found, office)
  const parts = partsOf[ref.kind].map(({ key }) => key)
  const wording = Object.fromEntries(parts.flatMap(key => (typed[key] === undefined || tidy(typed[key]) === tidy(made[key] ?? '') ? [] : [[key, tidy(typed[key])]])))
  if (typed.signature && choices.some(({ value }) => value === typed.signature)) wording.signature = typed.signature
  else if (found.wording.signature && typed.signature !== '') wording.signature = found.wording.signature
  const changed = [...parts, 'signature'].filter(key => wording[key] !== found.wording[key])
  if (!changed.length) return found
  const paper = await begunPaper(db, meeting, ref, office, user.id)
  await changePaper(db, paper, { wording })
  await record(db, writerOf(user, meeting), 'paper worded', 'meeting', meeting.id, { paper: nameOf(ref), parts: changed })
  return { ...paper, wording }
}

const tidy = (words: string): string => words.split('\n').map(line => line.trimEnd()).join('\n').trim()
