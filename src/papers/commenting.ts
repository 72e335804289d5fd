// Minutes out for comment: until a day, those who were there say what is wrong, of one conclusion or of the whole; each is answered once.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today, written } from '../clock.ts'
import { conclusions } from '../conclusions/tables.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Meeting } from '../meetings/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import type { Office } from './gathering.ts'
import { nameOf, type PaperRef } from './naming.ts'
import { begunPaper, changePaper, paperOf, refuseChair, refuseSigned, takesPart, writerOf } from './papers.ts'
import { paperComments, type Paper, type PaperComment } from './tables.ts'

export const untilForm = z.looseObject({ until: z.string('Hãy chọn ngày cuối nhận góp ý.').refine(isDay, 'Hãy chọn ngày cuối nhận góp ý.') })
export const commentForm = z.looseObject({
  conclusionId: z.string().optional().transform(value => value || null),
  text: z.string('Hãy ghi ý kiến.').trim().min(3, 'Hãy ghi ý kiến.').max(4000, 'Không quá 4.000 ký tự.'),
})
export const answerForm = z.looseObject({
  answer: z.enum(['taken', 'declined'], 'Chọn tiếp thu hoặc không tiếp thu.'),
  note: z.string().trim().max(2000, 'Không quá 2.000 ký tự.').optional().transform(value => value || null),
}).refine(({ answer, note }) => answer === 'taken' || note, { path: ['note'], message: 'Không tiếp thu thì ghi lý do.' })

export function commentsOf(db: Read, paperId: string): Promise<PaperComment[]> {
  return db.select().from(paperComments).where(eq(paperComments.paperId, paperId)).orderBy(asc(paperComments.at), asc(paperComments.id))
}

/** Only what two sign is laid before those who were there. */
export const isCommented = ({ kind }: PaperRef): boolean => kind === 'minutes' || kind === 'supplement'

/** Sends the minutes out for comment until a day, or moves that day. */
export async function sendForComment(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office, { until }: z.output<typeof untilForm>): Promise<void> {
  if (!isCommented(ref)) throw new NotFound()
  if (ref.kind === 'minutes' && meeting.state !== 'held') throw new Invalid({ until: 'Cuộc họp chưa kết thúc nên chưa lấy ý kiến được.' })
  refuseChair(user, meeting, ref)
  const paper = await begunPaper(db, meeting, ref, office, user.id)
  refuseSigned(paper)
  if (until < today()) throw new Invalid({ until: 'Ngày này đã qua. Hãy chọn từ hôm nay trở đi.' })
  await changePaper(db, paper, { state: 'commenting', commentsUntil: until })
  await record(db, writerOf(user, meeting), 'minutes sent for comment', 'meeting', meeting.id, { paper: nameOf(ref), until })
}

/** Takes the minutes back; comments that came stay with them. */
export async function endComments(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office): Promise<void> {
  const paper = await paperOf(db, meeting, ref, office)
  refuseSigned(paper)
  if (paper.state !== 'commenting') throw new Invalid({ '': 'Văn bản này không đang lấy ý kiến.' })
  await changePaper(db, paper, { state: 'draft', commentsUntil: null })
  await record(db, writerOf(user, meeting), 'comments ended', 'meeting', meeting.id, { paper: nameOf(ref) })
}

/** Why no comment is taken now; null when one is. */
export function notCommenting({ state, commentsUntil }: Paper): string | null {
  if (state === 'signed') return 'Văn bản đã ký nên không nhận góp ý nữa.'
  if (state !== 'commenting') return 'Văn bản chưa được gửi lấy ý kiến.'
  return commentsUntil && commentsUntil < today() ? `Đã hết hạn góp ý ngày ${written(commentsUntil)}. Hãy trao đổi trực tiếp với thư ký cuộc họp.` : null
}

export async function commentOn(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office, { conclusionId, text }: z.output<typeof commentForm>): Promise<void> {
  if (!may(user, 'comment on minutes') || !await takesPart(db, user, meeting)) throw new NotAllowed('Người dự họp, chủ trì và thư ký góp ý cho biên bản này.')
  const paper = await paperOf(db, meeting, ref, office)
  const closed = notCommenting(paper)
  if (closed) throw new Invalid({ text: closed })
  const [conclusion] = conclusionId ? await db.select({ number: conclusions.number }).from(conclusions).where(and(eq(conclusions.id, conclusionId), eq(conclusions.meetingId, meeting.id))) : []
  if (conclusionId && !conclusion) throw new Invalid({ conclusionId: 'Kết luận này không còn. Hãy tải lại trang.' })
  await db.insert(paperComments).values({ id: newId(), paperId: paper.id, conclusionId, text, byId: user.id, at: now() })
  await record(db, actor(user, 'comment on minutes'), 'minutes commented', 'meeting', meeting.id, { paper: nameOf(ref), conclusion: conclusion?.number ?? null })
}

/** Says once what became of a comment. */
export async function answerComment(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office, id: string, { answer, note }: z.output<typeof answerForm>): Promise<void> {
  const paper = await paperOf(db, meeting, ref, office)
  const [comment] = await db.select().from(paperComments).where(and(eq(paperComments.id, id), eq(paperComments.paperId, paper.id)))
  if (!comment) throw new NotFound('Không có ý kiến này.')
  refuseSigned(paper)
  const answered = await db.update(paperComments).set({ answer, answerNote: note, answeredById: user.id, answeredAt: now() })
    .where(and(eq(paperComments.id, id), isNull(paperComments.answer))).returning({ id: paperComments.id })
  if (!answered.length) throw new Invalid({ '': 'Ý kiến này đã được trả lời. Mỗi ý kiến trả lời một lần.' })
  await record(db, writerOf(user, meeting), 'comment answered', 'meeting', meeting.id, { paper: nameOf(ref), answer, author: comment.byId })
}
