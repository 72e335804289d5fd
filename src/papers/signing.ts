// Signing: what a paper lacks, who signs it, and the one moment in which it gets its number and stands for ever.
import { and, eq, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today, written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import type { Meeting } from '../meetings/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { isFrozen } from './frozen.ts'
import type { Office } from './gathering.ts'
import { kindNames, nameOf, type PaperRef } from './naming.ts'
import { nextNumber } from './numbering.ts'
import { begunPaper, changePaper, paperOf, refuseSigned, shownPaper, type Shown } from './papers.ts'
import { applyCorrections, standsAsDrafted } from './supplements.ts'
import { paperComments, type Paper } from './tables.ts'

/** What must be there before the paper can be signed, in sentences. */
export async function lackingIn(db: Read, meeting: Meeting, { paper, content, signers, gathered, made }: Shown): Promise<string[]> {
  const lacking: string[] = []
  const { kind } = paper
  if (meeting.state === 'cancelled') lacking.push('Cuộc họp đã hoãn.')
  if (kind === 'invitation' && meeting.state === 'held') lacking.push('Cuộc họp đã họp, không cần giấy mời nữa.')
  if (kind === 'minutes' && meeting.state !== 'held') lacking.push('Cuộc họp chưa kết thúc. Thư ký kết thúc cuộc họp ở trang “Trong phòng họp”.')
  if (kind === 'minutes' && !(paper.wording.ended ?? made.ended)) lacking.push('Chưa có thời gian kết thúc. Ghi ở “Sửa lời văn”.')
  if (kind === 'notice' && !await isFrozen(db, meeting.id)) lacking.push('Biên bản chưa ký. Thông báo lấy các kết luận đã ký trong biên bản.')
  if (kind === 'notice' && !gathered.conclusions.length) lacking.push('Cuộc họp chưa có kết luận nào.')
  if (kind === 'supplement' && !paper.corrections.length) lacking.push('Chưa có nội dung nào được sửa.')
  if (kind === 'supplement' && !await standsAsDrafted(db, paper)) lacking.push('Kết luận đã đổi bởi một biên bản bổ sung khác. Mở “Sửa nội dung bổ sung”, xem lại rồi lưu.')
  if ((kind === 'minutes' || kind === 'supplement') && !gathered.chair.roles.length) lacking.push(`${gathered.chair.name || 'Người chủ trì'} không giữ vai trò được ký văn bản. Sửa lại chủ trì của cuộc họp.`)
  const open = paper.id ? await db.$count(paperComments, and(eq(paperComments.paperId, paper.id), isNull(paperComments.answer))) : 0
  if (open) lacking.push(`Còn ${open} ý kiến góp ý chưa được trả lời.`)
  if (!signers.length || content.signatures.some(({ name }) => !name)) lacking.push('Chưa có người ký: xem lại chủ trì, thư ký của cuộc họp hoặc chọn chữ ký ở “Sửa lời văn”.')
  return lacking
}

/** Who signs: the last signature, on the right. */
const signerIdOf = ({ signers }: Pick<Shown, 'signers'>): string | undefined => signers.at(-1)?.personId

/** Whether the person is who signs the paper, and has the right to. */
export const isSigner = (user: User, shown: Pick<Shown, 'signers'>): boolean => signerIdOf(shown) === user.id && may(user, 'sign papers', { personId: user.id })

/** Why the signer may not sign this paper all the same; null when they may. Writing and signing are never one person's. */
export function notSigning(user: User, meeting: Meeting, { kind, madeById }: Paper): string | null {
  if (madeById === user.id) return `Bạn là người soạn ${kindNames[kind].toLocaleLowerCase('vi')} này nên không tự ký được.`
  if ((kind === 'minutes' || kind === 'supplement') && meeting.secretaryId === user.id) return 'Bạn là thư ký cuộc họp nên không ký với tư cách chủ tọa được.'
  return null
}

/**
 * Signs: number, date, signers and content are kept in one transaction, and what is signed is what the signer saw.
 * `seen` is null where the signer has seen nothing else. Throws NotAllowed for all but the signer, Invalid when something is
 * lacking or was changed since they looked.
 */
export async function signPaper(db: Write, user: User, meeting: Meeting, ref: PaperRef, office: Office, seen: string | null, rules: AssigningRules): Promise<Paper> {
  const found = await paperOf(db, meeting, ref, office)
  refuseSigned(found)
  const shown = await shownPaper(db, meeting, found, office)
  if (!isSigner(user, shown)) throw new NotAllowed(`${shown.signers.at(-1)?.name ?? 'Người được chọn'} ký văn bản này.`)
  const own = notSigning(user, meeting, found)
  if (own) throw new NotAllowed(own)
  const lacking = await lackingIn(db, meeting, shown)
  if (lacking.length) throw new Invalid({ '': `Chưa ký được: ${lacking.join(' ')}` })
  if (seen !== null && seen !== shown.fingerprint) throw new Invalid({ '': 'Nội dung vừa thay đổi sau khi bạn mở trang, nên chưa ký. Bản dưới đây là bản mới: hãy xem lại rồi ký.' })
  const paper = await begunPaper(db, meeting, ref, office, meeting.secretaryId)
  const [day, year] = [today(), Number(today().slice(0, 4))]
  const number = await nextNumber(db, paper.symbol, year)
  const content = { ...shown.content, number: { ...shown.content.number, value: number }, date: day }
  const signed = { state: 'signed' as const, year, number, signedOn: day, signedAt: now(), signers: shown.signers, content }
  await changePaper(db, paper, signed)
  const by = actor(user, 'sign papers', { personId: user.id })
  await record(db, by, 'paper signed', 'meeting', meeting.id, { paper: nameOf(ref), kind: ref.kind, number: `${String(number).padStart(2, '0')}/${paper.symbol}`, on: written(day) })
  if (ref.kind === 'supplement') await applyCorrections(db, user, paper, rules)
  return { ...paper, ...signed }
}
