// What waits for a person: work that only somebody with their roles can do, the most pressing first.
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { people } from '../accounts/tables.ts'
import { lastRehearsal } from '../admin/rehearsal.ts'
import { dayOf, now, realNow, today, written } from '../clock.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import type { Config } from '../config.ts'
import type { Desk } from '../desk/counts.ts'
import { dayInWords, kindsInWords } from '../desk/decisions.ts'
import { owedInWords } from '../desk/owing.ts'
import type { ClockRules } from '../enquiries/clock.ts'
import { enquiriesInWords } from '../enquiries/owing.ts'
import { keptFigures } from '../figures/kept.ts'
import { jobs } from '../jobs/tables.ts'
import { waitingForUnit } from '../learning/handing-over.ts'
import { openSince } from '../learning/queue.ts'
import { failedMails } from '../notifications/mail.ts'
import { awaitingSignature } from '../papers/awaiting.ts'
import type { Office } from '../papers/gathering.ts'
import { addressOf, kindNames } from '../papers/naming.ts'
import { may, reach } from '../policy.ts'
import type { Snapshot } from '../procedures/catalogue.ts'
import { workingCopiesFor } from '../procedures/procedures.ts'
import { dueForReview, maySeeReview } from '../procedures/reviews.ts'
import { procedureImportRows, procedureImports } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { reportsWaiting } from './reports.ts'
import { towardsCitizens } from './towards-citizens.ts'

/** One thing to do: where, what, and what is known of it; `late` when its day has passed. */
export interface Waiting { href: string; icon: string; title: string; detail: string; late: boolean }

/** Days for which an open question and a failed job are shown. */
const [openBack, failedBack] = [7, 7]
/** More of one kind become one line. */
const mostOfAKind = 4

const number = (value: number) => value.toLocaleString('vi-VN')
const back = (days: number) => new Date(now().getTime() - days * 86_400_000)

export async function waitingFor(db: Read, user: User, register: Snapshot, desk: Desk, config: Pick<Config, 'office'> & ClockRules): Promise<Waiting[]> {
  return [
    ...await decisions(db, desk),
    ...await toSign(db, user, config.office),
    ...owed(desk),
    ...toCitizens(desk),
    ...await reportsWaiting(db, user),
    ...await towardsCitizens(db, user, config),
    ...await reviews(db, user),
    ...await drafts(db, user, register),
    ...(may(user, 'import procedures') ? await imports(db) : []),
    ...(may(user, 'write knowledge') ? await unanswered(db, user) : []),
    ...(may(user, 'run the portal') ? await operations(db) : []),
    ...(may(user, 'manage people') ? await accounts(db) : []),
  ]
}

/** What waits for the person to decide, in one line: the desk has the rest. */
async function decisions(db: Read, { groups }: Desk): Promise<Waiting[]> {
  const words = dayInWords(await loadCalendar(db), groups)
  return words ? [{ href: '/desk', icon: 'clipboard-check', title: `${words.waiting}, ${words.longest}`, detail: kindsInWords(groups), late: false }] : []
}

/** Minutes of meetings that the person presided over, and what corrects them. */
async function toSign(db: Read, user: User, office: Office): Promise<Waiting[]> {
  // Each is made out of its whole meeting: looked at again once something has happened.
  const found = await keptFigures(db, `to sign ${user.id}`, () => awaitingSignature(db, user, office, mostOfAKind))
  return found.map(({ meeting, shown: { paper } }) => ({
    href: addressOf(meeting.id, paper), icon: 'writing-sign', title: `${kindNames[paper.kind]} chờ bạn ký`, detail: `${meeting.title}, họp ngày ${written(meeting.on)}`, late: false,
  }))
}

/** What the person and, for its head, the unit owes. */
function owed(desk: Desk): Waiting[] {
  const words = owedInWords(desk.owed)
  return words ? [{ href: '/work', icon: 'checklist', title: words.doing, detail: words.pressing, late: desk.owed.some(({ group }) => group === 'overdue') }] : []
}

/** Questions of citizens that wait for the person. */
function toCitizens({ enquiries }: Desk): Waiting[] {
  const words = enquiriesInWords(enquiries)
  return words ? [{ href: '/work#cong-dan', icon: 'message-2-question', title: words.doing, detail: words.pressing, late: words.late }] : []
}

/** Records that should be looked through again: of the unit, of the deputy's fields, or of the whole register. */
async function reviews(db: Read, user: User): Promise<Waiting[]> {
  const due = (await dueForReview(db)).filter(row => maySeeReview(user, row))
  if (!due.length) return []
  const days = due.map(({ reviewOn }) => reviewOn)
  const late = days.filter(day => day < today()).length
  return [{
    href: '/procedures/reviews', icon: 'calendar-check',
    title: `${number(due.length)} thủ tục đến hạn soát lại`, late: late > 0,
    detail: late ? `${number(late)} thủ tục đã quá hạn, lâu nhất từ ${written(days[0]!)}` : `sớm nhất ${written(days[0]!)}`,
  }]
}

/** Working copies for those who go on with them, or publish them. */
async function drafts(db: Read, user: User, register: Snapshot): Promise<Waiting[]> {
  const own = (await workingCopiesFor(db, user, register))
    .filter(({ unitId, field, savedById }) => may(user, 'edit procedures', { unitId, field, personId: savedById }))
  if (own.length > mostOfAKind) {
    return [{ href: '/procedures?state=draft', icon: 'pencil', late: false, title: `${number(own.length)} bản nháp thủ tục chưa công bố`,
      detail: `mới nhất: ${own[0]!.name || 'chưa đặt tên'}` }]
  }
  return own.map(({ id, name, changes, savedAt, savedBy }) => ({
    href: `/procedures/${id}/edit`, icon: 'pencil', title: name || 'Thủ tục chưa đặt tên', late: false,
    detail: `${changes ? 'bản nháp sửa đổi' : 'bản nháp thủ tục mới'}, lưu ngày ${written(dayOf(savedAt))}${savedBy ? `, ${savedBy}` : ''}`,
  }))
}

/** Files that were read and wait for somebody to look, and those that were broken off. */
async function imports(db: Read): Promise<Waiting[]> {
  const i = procedureImports
  const rows = await db.select({ id: i.id, fileName: i.fileName, stage: i.stage, kind: procedureImportRows.kind, rows: count(procedureImportRows.id) })
    .from(i).leftJoin(procedureImportRows, eq(procedureImportRows.importId, i.id)).where(inArray(i.stage, ['preview', 'importing']))
    .groupBy(i.id, i.fileName, i.stage, i.madeAt, procedureImportRows.kind).orderBy(desc(i.madeAt))
  return [...Map.groupBy(rows, row => row.id)].slice(0, mostOfAKind).map(([id, [first, ...rest]]) => {
    const all = [first!, ...rest]
    const doubtful = all.find(({ kind }) => kind === 'doubtful')?.rows ?? 0
    return {
      href: `/procedures/imports/${id}`, icon: 'file-import', late: false, title: `Tệp ${first!.fileName}`,
      detail: first!.stage === 'importing' ? 'đang nhập dở' : `${number(all.reduce((sum, row) => sum + row.rows, 0))} bản ghi đã đọc, ${doubtful ? `${number(doubtful)} cần xem` : 'chờ nhập'}`,
    }
  })
}

/** Questions handed to the person's unit; and, for those who look after the assistant, what it could not answer. */
async function unanswered(db: Read, user: User): Promise<Waiting[]> {
  const handed = await waitingForUnit(db, user)
  const open = reach(user, 'write knowledge') === 'any' ? await openSince(db, openBack) : 0
  return [
    ...(handed ? [{ href: '/assistant/handovers', icon: 'arrow-forward-up', late: false, title: `${number(handed)} câu hỏi chuyển đến chờ đơn vị trả lời`, detail: 'trợ lý chưa trả lời được' }] : []),
    ...(open ? [{ href: `/assistant/queue?days=${openBack}`, icon: 'message-question', late: false, title: `${number(open)} câu chưa trả lời được trong ${openBack} ngày`, detail: 'bị từ chối, bị báo chưa đúng hoặc đã chuyển đơn vị' }] : []),
  ]
}

async function operations(db: Read): Promise<Waiting[]> {
  const rehearsal = await lastRehearsal(db)
  const mails = await failedMails(db)
  const failed = await db.$count(jobs, and(eq(jobs.state, 'failed'), gte(jobs.madeAt, back(failedBack))))
  return [
    ...(!rehearsal ? [{ href: '/admin/backups', icon: 'database-export', late: false, title: 'Chưa có bản sao lưu nào', detail: 'sao lưu ngay, hoặc chờ đến đêm' }]
      : rehearsal.problems.length ? [{ href: '/admin/backups', icon: 'database-export', late: true, title: 'Bản sao lưu gần nhất không khôi phục được', detail: rehearsal.problems[0]! }] : []),
    ...(mails ? [{ href: '/admin/mail', icon: 'mail', late: true, title: `${number(mails)} thư không gửi được`, detail: 'xem vì sao, rồi cho gửi lại' }] : []),
    ...(failed ? [{ href: '/admin#h-jobs', icon: 'alert-triangle', late: true, title: `${number(failed)} việc nền không xong`, detail: `trong ${failedBack} ngày qua` }] : []),
  ]
}

/** People who cannot come in: locked, or without a password yet. The demo's people need none. */
async function accounts(db: Read): Promise<Waiting[]> {
  const locked = await db.select({ id: people.id, name: people.name }).from(people).where(gt(people.lockedUntil, realNow())).orderBy(asc(people.sort)).limit(mostOfAKind)
  const without = await db.$count(people, and(isNull(people.passwordHash), isNull(people.leftOn), eq(people.demo, false), or(isNotNull(people.email), isNotNull(people.userName))))
  return [
    ...locked.map(({ id, name }) => ({ href: `/people/${id}`, icon: 'lock', late: false, title: name, detail: 'tài khoản đang tạm khóa vì sai mật khẩu nhiều lần' })),
    ...(without ? [{ href: '/people', icon: 'key', late: false, title: `${number(without)} người chưa có mật khẩu`, detail: 'mở trang của từng người để cấp đường dẫn đặt mật khẩu' }] : []),
  ]
}
