// The pages of a meeting's papers: how far each is, what it says, and the next step of this reader.
import { and, desc, eq } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { addDays, today } from '../clock.ts'
import { waitingWorks } from '../conclusions/cells.ts'
import { conclusionsOf } from '../conclusions/conclusions.ts'
import { officialDocument, sheetOf } from '../documents/official.ts'
import { sentenceOf } from '../events/sentences.ts'
import { events } from '../events/tables.ts'
import { fileKinds, nameToHandOut, type FileLine, type FileKindName } from '../evidence/kinds.ts'
import { fileRules } from '../evidence/pages.ts'
import { NotFound } from '../errors.ts'
import { headOf } from '../meetings/head.ts'
import { findMeeting, mayWriteMeeting } from '../meetings/meetings.ts'
import type { Meeting } from '../meetings/tables.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { commentsOf, isCommented, notCommenting } from './commenting.ts'
import { isFrozen } from './frozen.ts'
import { mayKeepFile, signedFileOf } from './keeping.ts'
import { addressOf, kindNames, nameOf, numberOf, refOf, stateNames, type PaperRef } from './naming.ts'
import { isChairs, mayRead, paperOf, papersOf, shownPaper, takesPart, type Shown } from './papers.ts'
import { partsOf } from './parts.ts'
import { isSigner, lackingIn, notSigning } from './signing.ts'
import { signerInWords } from './signers.ts'
import type { Paper, PaperComment, PaperState } from './tables.ts'
import type { CommentShown, PaperLine, PaperViews } from './views.ts'

const statusKinds: Record<PaperState, StatusKind> = { draft: 'new', commenting: 'ask', signed: 'done' }
const statusOf = (paper: Paper): { kind: StatusKind; label: string } => ({ kind: statusKinds[paper.state], label: stateNames[paper.state] })
const titleOf = ({ kind, sequence }: PaperRef): string => (kind === 'supplement' && sequence > 1 ? `${kindNames[kind]} lần ${sequence}` : kindNames[kind])

function wordsOf({ paper, signers }: Shown): string {
  if (paper.state === 'signed') return `số ${numberOf(paper)} ngày ${date(paper.signedOn)}, ${signers.at(-1)?.name ?? ''} ký`
  return paper.state === 'commenting' ? `nhận góp ý đến hết ngày ${date(paper.commentsUntil)}` : ''
}

/** The meeting and the paper that an address names, if the reader may see what it says. Throws NotFound. */
export async function askedPaper(c: Ask): Promise<{ meeting: Meeting; shown: Shown; ref: PaperRef }> {
  const { store: { read: db }, user, config } = c.var
  const meeting = await findMeeting(db, user, c.req.param('id')!)
  const ref = refOf(c.req.param('paper')!)
  if (!ref) throw new NotFound()
  const shown = await shownPaper(db, meeting, await paperOf(db, meeting, ref, config.office), config.office)
  if (!mayRead(user, meeting, shown, await takesPart(db, user, meeting))) throw new NotFound('Văn bản này đang soạn, hoặc bạn không được xem.')
  return { meeting, shown, ref }
}

/** A file name without the signs that systems refuse: 'bien-ban-05-BB-SLĐTBXH'. */
export const fileNameOf = ({ paper }: Shown, meeting: Meeting): string =>
  `${kindNames[paper.kind]} ${(numberOf(paper) ?? `nháp ${meeting.on}`).replaceAll('/', '-')}`

export const docxOf = (shown: Shown): Uint8Array<ArrayBuffer> => new Uint8Array(officialDocument(shown.content))

export async function indexPage(c: Ask, meeting: Meeting): Promise<PaperViews['papers/index']> {
  const { store: { read: db }, user, config } = c.var
  const begun = await papersOf(db, meeting.id)
  const refs: PaperRef[] = [...(['invitation', 'minutes', 'notice'] as const).map(kind => ({ kind, sequence: 1 })), ...begun.filter(({ kind }) => kind === 'supplement')]
  const isParticipant = await takesPart(db, user, meeting)
  const rows: PaperLine[] = []
  for (const ref of refs) {
    const shown = await shownPaper(db, meeting, await paperOf(db, meeting, ref, config.office), config.office)
    const href = mayRead(user, meeting, shown, isParticipant) ? addressOf(meeting.id, ref) : null
    rows.push({ name: titleOf(ref), href, status: statusOf(shown.paper), words: wordsOf(shown), next: href ? await nextStep(c, meeting, shown, isParticipant) : '', docx: href && `${href}/docx` })
  }
  return { head: await headOf(db, meeting, 'papers', user), rows, newSupplement: mayWriteMeeting(user, meeting) && !isChairs(user, meeting, { kind: 'supplement' }) && await isFrozen(db, meeting.id) ? `/meetings/${meeting.id}/supplements/new` : null, registerHref: '/papers' }
}

/** What this reader does next with a paper, as a few words; '' for nothing. */
async function nextStep(c: Ask, meeting: Meeting, shown: Shown, isParticipant: boolean): Promise<string> {
  const { store: { read: db }, user } = c.var
  const { paper } = shown
  if (paper.state === 'signed') return mayKeepFile(user, paper) && !paper.signedFileId ? 'Chưa có bản ký: quét và đưa lên' : ''
  const open = paper.id ? (await commentsOf(db, paper.id)).filter(({ answer }) => !answer).length : 0
  const writes = mayWriteMeeting(user, meeting) && !isChairs(user, meeting, paper)
  if (writes && open) return `${number(open)} ý kiến chờ trả lời`
  const lacking = await lackingIn(db, meeting, shown)
  if (isSigner(user, shown) && !notSigning(user, meeting, paper)) return lacking.length ? 'Chưa ký được: xem còn thiếu gì' : 'Xem và ký'
  if (paper.state === 'commenting' && isParticipant && !notCommenting(paper)) return 'Đọc và góp ý'
  return writes ? lacking[0] ?? `Chờ ${shown.signers.at(-1)?.name ?? 'người ký'} ký` : ''
}

export async function showPage(c: Ask, { meeting, shown, ref }: Awaited<ReturnType<typeof askedPaper>>, form: Form = blank): Promise<PaperViews['papers/show']> {
  const { store: { read: db }, user } = c.var
  const { paper } = shown
  const isSigned = paper.state === 'signed'
  const writes = mayWriteMeeting(user, meeting) && !isChairs(user, meeting, ref)
  const lacking = isSigned ? [] : await lackingIn(db, meeting, shown)
  const signs = !isSigned && isSigner(user, shown)
  const refusal = signs ? notSigning(user, meeting, paper) : null
  const supplements = paper.kind === 'minutes' && isSigned ? (await papersOf(db, meeting.id)).filter(one => one.kind === 'supplement' && one.content) : []
  const comments = paper.id ? await commentsOf(db, paper.id) : []
  const participates = !isSigned && isCommented(ref) && may(user, 'comment on minutes') && await takesPart(db, user, meeting)
  return {
    head: await headOf(db, meeting, 'papers', user), name: titleOf(ref), status: statusOf(paper), words: wordsOf(shown), base: addressOf(meeting.id, ref), sheet: sheetOf(shown.content), isSigned,
    correctedBy: supplements.map(one => ({ href: addressOf(meeting.id, one), label: `biên bản bổ sung số ${numberOf(one)} ngày ${date(one.signedOn)}` })),
    supplements: supplements.map(one => ({ sheet: sheetOf(one.content!), label: `Biên bản bổ sung số ${numberOf(one)}` })),
    signing: signs && !refusal && !lacking.length ? {
      fingerprint: shown.fingerprint, button: `Ký ${titleOf(ref).toLocaleLowerCase('vi')}`,
      says: `Ký xong, văn bản nhận số kế tiếp của năm và không sửa được nữa.${paper.kind === 'minutes' ? ' Kết luận, điểm danh và diễn biến của cuộc họp cũng khóa lại.' : paper.kind === 'supplement' ? ' Nhiệm vụ liên quan đổi theo ngay.' : ''}`,
      warning: paper.kind === 'minutes' ? await notGiven(db, meeting.id) : null,
    } : null,
    waiting: refusal ?? (!isSigned && !signs && !lacking.length ? `Chờ ${shown.signers.at(-1)?.name ?? 'người ký'} ký.` : ''), lacking: writes || signs ? lacking : [],
    sending: writes && !isSigned && isCommented(ref) && (ref.kind === 'supplement' || meeting.state === 'held')
      ? { label: paper.state === 'commenting' ? 'Đổi ngày cuối nhận góp ý' : 'Gửi lấy ý kiến', until: paper.commentsUntil ?? addDays(today(), 3) } : null,
    mayWord: writes && !isSigned, mayEnd: writes && paper.state === 'commenting', mayRemove: writes && !isSigned && ref.kind === 'supplement', correctionsHref: writes && !isSigned && ref.kind === 'supplement' ? `${addressOf(meeting.id, ref)}/corrections` : null,
    commenting: participates && paper.state === 'commenting' ? {
      closed: notCommenting(paper), until: paper.commentsUntil ?? '',
      conclusions: [{ value: '', label: 'Cả văn bản' }, ...shown.gathered.conclusions.map(one => ({ value: one.id, label: `Kết luận ${one.number}: ${one.text.length > 70 ? `${one.text.slice(0, 68)}…` : one.text}` }))],
    } : null,
    comments: await commentLines(db, comments, shown), mayAnswer: writes && !isSigned,
    file: await fileLineOf(db, meeting, paper), keeping: mayKeepFile(user, paper) ? { accept: '.pdf,.png,.jpg,.jpeg,.tif,.tiff', megabytes: fileRules(c).megabytes } : null,
    history: await historyOf(db, meeting.id, ref), form,
  }
}

/** Work that nobody has given yet: signed minutes give no more. */
async function notGiven(db: Read, meetingId: string): Promise<string | null> {
  const all = await conclusionsOf(db, meetingId)
  const works = all.reduce((sum, one) => sum + waitingWorks(one).length, 0)
  const open = all.filter(({ noTask, works: own, links }) => !noTask && !own.length && !links.length).length
  const left = [works ? `${number(works)} việc chưa giao` : '', open ? `${number(open)} kết luận chưa giao việc, chưa ghi là không phát sinh nhiệm vụ` : ''].filter(Boolean)
  return left.length ? `Còn ${left.join(' và ')}. Xử lý ở trang “Kết luận” trước: ký rồi thì không giao thêm từ biên bản này được nữa.` : null
}

async function commentLines(db: Read, comments: readonly PaperComment[], { gathered }: Shown): Promise<CommentShown[]> {
  const names = await namesOfPeople(db, [...new Set(comments.flatMap(({ byId, answeredById }) => [byId, answeredById ?? []].flat()))])
  const numbers = new Map(gathered.conclusions.map(one => [one.id, one.number]))
  return comments.map(({ id, byId, at, conclusionId, text, answer, answerNote, answeredById, answeredAt }) => ({
    id, by: names.get(byId) ?? '', at, text, of: conclusionId ? `kết luận ${numbers.get(conclusionId) ?? 'đã bỏ'}` : 'cả văn bản',
    answer: answer && answeredAt ? { label: answer === 'taken' ? 'Tiếp thu' : 'Không tiếp thu', note: answerNote, by: names.get(answeredById ?? '') ?? '', at: answeredAt } : null,
  }))
}

async function fileLineOf(db: Read, meeting: Meeting, paper: Paper): Promise<FileLine | null> {
  const file = await signedFileOf(db, paper)
  return file && {
    href: `${addressOf(meeting.id, paper)}/file`, name: nameToHandOut(paper.signedFileName ?? 'ban-ky', file.type), type: fileKinds[file.type as FileKindName]?.name ?? file.type,
    bytes: file.bytes, unchecked: file.scan === 'unchecked',
  }
}

async function historyOf(db: Read, meetingId: string, ref: PaperRef): Promise<{ by: string; words: string; at: Date }[]> {
  const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, meetingId))).orderBy(desc(events.number))
  const own = rows.filter(({ details }) => details.paper === nameOf(ref))
  const names = await namesOfPeople(db, [...new Set(own.map(({ actorId }) => actorId))])
  return own.map(event => ({ by: names.get(event.actorId) ?? 'Cổng', words: sentenceOf(event), at: event.at }))
}

export async function editPage(c: Ask, { meeting, shown, ref }: Awaited<ReturnType<typeof askedPaper>>, form: Form = blank): Promise<PaperViews['papers/edit']> {
  const { paper, made, choices, chosen } = shown
  return {
    head: await headOf(c.var.store.read, meeting, 'papers', c.var.user), name: titleOf(ref), base: addressOf(meeting.id, ref), revision: form.values.revision === undefined ? paper.revision : Number(form.values.revision),
    fields: partsOf[ref.kind].map(({ key, label, hint, rows }) => ({
      name: key, label, rows, type: rows > 1 ? 'textarea' as const : 'text' as const, hint, value: form.values[key] ?? paper.wording[key] ?? made[key] ?? '', error: form.errors[key],
      worded: paper.wording[key] !== undefined,
    })),
    choices: choices.map(one => ({ value: one.value, label: signerInWords(one) })), chosen: form.values.signature ?? chosen, form,
  }
}
