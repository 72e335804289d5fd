// What waits outside the office's own work: citizens' questions that are late or with nobody, propaganda to approve or out of date.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import type { ClockRules } from '../enquiries/clock.ts'
import { lateUnder } from '../enquiries/owing.ts'
import { enquiries } from '../enquiries/tables.ts'
import { keptFigures } from '../figures/kept.ts'
import { may, reach } from '../policy.ts'
import { mayApprovePiece } from '../propaganda/approving.ts'
import { versionsOfPiece } from '../propaganda/pieces.ts'
import { stalePieces } from '../propaganda/stale.ts'
import { pieces } from '../propaganda/tables.ts'
import type { Read } from '../store/store.ts'
import type { Waiting } from './waiting.ts'

const number = (value: number) => value.toLocaleString('vi-VN')
const inWords = (parts: readonly (string | false)[]) => parts.filter(part => part !== false).join(', ')

export async function towardsCitizens(db: Read, user: User, rules: ClockRules): Promise<Waiting[]> {
  return [
    ...await questions(db, user, rules),
    ...await toApprove(db, user),
    ...await outOfDate(db, user),
  ]
}

/** What is late under the person and, for those who answer for all, what nobody has. */
async function questions(db: Read, user: User, rules: ClockRules): Promise<Waiting[]> {
  const late = await lateUnder(db, user, await loadCalendar(db), rules)
  const nobodys = and(eq(enquiries.state, 'received'), isNull(enquiries.unitId))
  const without = reach(user, 'check answers') === 'any' ? await db.$count(enquiries, nobodys) : 0
  const given = without > 0 && `${number(without)} câu chưa giao đơn vị`
  if (late) return [{ href: late.href, icon: 'headset', title: late.late, late: true, detail: inWords([late.veryLate, given]) }]
  if (!given) return []
  return [{ href: '/enquiries?state=received', icon: 'headset', title: 'Câu hỏi của công dân mới tiếp nhận', detail: given, late: false }]
}

/** Pieces that a second person is to approve, and this one may. */
async function toApprove(db: Read, user: User): Promise<Waiting[]> {
  if (!may(user, 'approve propaganda')) return []
  const titles = await keptFigures(db, `pieces to approve ${user.id}`, async () => {
    const theirs: string[] = []
    for (const piece of await db.select().from(pieces).where(eq(pieces.state, 'waiting')).orderBy(pieces.madeAt)) {
      if (mayApprovePiece(user, piece, await versionsOfPiece(db, piece.id))) theirs.push(piece.title)
    }
    return theirs
  })
  if (!titles.length) return []
  return [{
    href: '/propaganda?state=waiting', icon: 'speakerphone', title: `${number(titles.length)} bài tuyên truyền chờ duyệt`, detail: titles[0]!,
    late: false,
  }]
}

/** Pieces whose source has changed, for those who write or approve them. */
async function outOfDate(db: Read, user: User): Promise<Waiting[]> {
  const theirs = (unitId: string) => may(user, 'write propaganda', { unitId }) || may(user, 'approve propaganda', { unitId })
  if (!may(user, 'write propaganda') && !may(user, 'approve propaganda')) return []
  const stale = await keptFigures(db, 'stale pieces', async () => {
    const ids = [...(await stalePieces(db)).keys()]
    if (!ids.length) return []
    return db.select({ title: pieces.title, unitId: pieces.unitId }).from(pieces).where(inArray(pieces.id, ids)).orderBy(pieces.madeAt)
  })
  const own = stale.filter(({ unitId }) => theirs(unitId))
  if (!own.length) return []
  return [{
    href: '/propaganda?stale=yes', icon: 'speakerphone', title: `${number(own.length)} bài tuyên truyền cần thu hồi hoặc sửa`,
    detail: own[0]!.title, late: true,
  }]
}
