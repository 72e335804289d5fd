// One's own work put together: what is owed, by urgency, with the next step of each; what waits for one's decision; why there is nothing.
import { inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { punctualityOf } from '../calendar/punctuality.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { today, written } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { owedEnquiryRows } from '../enquiries/work-rows.ts'
import { may, roleNames } from '../policy.ts'
import type { OwedPiece } from '../propaganda/owing.ts'
import type { Read } from '../store/store.ts'
import { tasks, type Task } from '../tasks/tables.ts'
import { lightNames, originInShort, standingOf } from '../tasks/words.ts'
import { capital } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { number, weekday } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { deskOf } from './counts.ts'
import { countInWords, dayInWords, kindsInWords, sharesOf, type Group } from './decisions.ts'
import { mostOwed, owedGroups, owedInWords, type Owed, type OwedGroupName } from './owing.ts'
import { rowId } from './pages.ts'
import { namesFor, shortened, type Names } from './task-words.ts'
import type { DeskViews, OwedGroup, OwedRow } from './views.ts'

const titles: Record<OwedGroupName, string> = {
  overdue: 'Quá hạn', today: 'Hôm nay', returned: 'Bị trả lại', receipt: 'Chờ tiếp nhận', week: 'Tuần này', later: 'Sau đó', waiting: 'Đang chờ người khác',
}
const pieceSteps: Record<OwedPiece['kind'], string> = { approve: 'Duyệt', returned: 'Sửa bài', stale: 'Xem lại' }
/** Rows of a group on the whole page, and of one looked at alone; decisions shown beside. */
const [mostInGroup, mostAlone, mostReviews] = [8, 200, 6]

/** The page; `?group=` shows one group alone, in full. */
export async function showWork(c: Ask) {
  const { store, user, sessions } = c.var
  const { read } = store
  const { owed, groups: decisions, enquiries, pieces: owedPieces } = await deskOf(store, user, sessions.event)
  const only = new URL(c.req.url).searchParams.get('group') as OwedGroupName | null
  if (only && !owedGroups.includes(only)) throw new NotFound('Không có nhóm việc này.')
  const shown = owedGroups.filter(name => !only || name === only)
    .map(name => ({ name, all: owed.filter(({ group }) => group === name) })).filter(({ all }) => all.length)
    .map(one => ({ ...one, some: one.all.slice(0, only ? mostAlone : mostInGroup) }))
  const rows = await rowsOf(read, shown.flatMap(({ some }) => some))
  const groups = shown.map(({ name, all, some }): OwedGroup => ({
    name, title: titles[name], count: `${all.length >= mostOwed ? 'trên ' : ''}${number(all.length)}`, rows: some.map(({ part }) => rows.get(part.id)!),
    more: all.length <= some.length || only ? null : { href: `/work?group=${name}`, label: `Xem thêm ${number(all.length - some.length)}` },
  }))
  const review = only ? null : await reviewOf(read, user, decisions)
  const words = owedInWords(owed)
  const citizens = only ? null : await owedEnquiryRows(read, enquiries, c.var.config)
  const pieces = only ? [] : owedPieces
  return page(c, 'Việc của tôi', 'desk/work', {
    sentence: [words ? `${words.doing}: ${words.pressing}.` : owed.length ? 'Không còn việc nào phải làm ngay.' : '', review ? `${review.title}.` : '', citizens ? `${capital(citizens.title)}.` : '',
      pieces.length ? `${number(pieces.length)} bài tuyên truyền chờ bạn.` : ''].filter(Boolean).join(' '),
    groups: groups.filter(({ name }) => name !== 'waiting'), waiting: groups.find(({ name }) => name === 'waiting') ?? null, review, citizens, only: only !== null,
    pieces: pieces.map(one => ({ ...one, next: pieceSteps[one.kind] })),
    empty: groups.length || review || citizens || pieces.length ? null : emptyFor(user),
  })
}

async function reviewOf(db: Read, user: User, groups: readonly Group[]): Promise<DeskViews['desk/work']['review']> {
  const words = dayInWords(await loadCalendar(db), groups)
  if (!words) return null
  const shares = sharesOf(groups.map(({ count }) => count), mostReviews)
  const rows = await Promise.all(groups.map(async ({ kind, waiting }, at) => (await kind.decisions(db, user, waiting.slice(0, shares[at]).map(({ id }) => id)))
    .map(({ id, title, what, facts, wait, tone }) => ({ id: rowId(kind.name, id), href: `/desk#${rowId(kind.name, id)}`, title, what, facts: facts.slice(0, 1), wait, tone, icon: kind.icon }))))
  return { title: `${words.waiting}, ${words.longest}`, rows: rows.flat(), more: `Mở Sổ tay: ${countInWords(groups)} việc (${kindsInWords(groups)})` }
}

async function rowsOf(db: Read, owed: readonly Owed[]): Promise<Map<string, OwedRow>> {
  const ids = [...new Set(owed.map(({ task }) => task.id))]
  const full = new Map((ids.length ? await db.select().from(tasks).where(inArray(tasks.id, ids)) : []).map(task => [task.id, task]))
  const names = await namesFor(db, owed.map(({ part }) => part.unitId), owed.flatMap(({ part, returned }) => [part.personId, returned?.byId ?? null]))
  const calendar = await loadCalendar(db)
  return new Map(owed.map(one => [one.part.id, rowOf(calendar, one, full.get(one.task.id)!, names)]))
}

function rowOf(calendar: WorkingCalendar, owed: Owed, task: Task, names: Names): OwedRow {
  const { day, owes, part, returned, group } = owed
  const { status } = standingOf(calendar, task, today())
  const against = day ? punctualityOf(calendar, { due: day, doneOn: null, today: today() }) : null
  const waits = group === 'waiting'
  const tone = waits || !against ? null : against.kind === 'overdue' ? 'late' : against.status.kind === 'near' ? 'near' : null
  return {
    id: part.id, title: task.title, day: day && weekday(day), dayName: owes === 'report' ? 'báo cáo kỳ' : 'hạn', distance: waits ? '' : against?.distance ?? '',
    tone, status: returned && !waits ? { kind: 'ask', label: 'Bị trả lại' } : part.receipt === 'asked' ? { kind: 'ask', label: 'Đang hỏi lại' }
      : part.receipt === 'waiting' && tone !== 'late' ? { kind: 'new', label: 'Chờ tiếp nhận' } : owes === 'report' && tone ? { kind: tone, label: tone === 'late' ? 'Trễ báo cáo' : 'Sắp đến kỳ' } : status,
    origin: shortened(originInShort(task.origin), 90),
    last: part.role === 'coordinator' ? 'phần phối hợp' : task.lastReportOn ? `báo cáo gần nhất ${written(task.lastReportOn)}: ${task.percent} %${task.light ? `, ${lightNames[task.light].toLowerCase()}` : ''}` : 'chưa báo cáo',
    returned: returned && !waits ? `${names.person(returned.byId)} trả lại: ${shortened(returned.reason ?? '', 200)}` : null,
    note: owed.heads ? `${names.unit(part.unitId)}${part.personId ? `, ${names.person(part.personId)}` : ', chưa phân công'}` : null,
    next: nextOf(owed),
  }
}

function nextOf({ task, part, heads, returned, group }: Owed): OwedRow['next'] {
  const at = (label: string, hash: string) => ({ label, href: `/tasks/${task.id}#${hash}`, part: null })
  if (group === 'waiting') return at('Xem', task.state === 'claimed' ? 'bao-cao' : 'de-nghi')
  if (heads && part.receipt === 'waiting') return { label: 'Nhận việc', href: `/tasks/${task.id}/receipt`, part: part.id }
  if (returned) return at('Sửa báo cáo', 'viet')
  if (heads && !part.personId) return at('Phân công', 'phan-cong')
  return part.role === 'coordinator' ? at('Xem phần việc', 'phan-cong') : at('Báo cáo', 'viet')
}

/** Why there is nothing, and what will come here: for each role its own words. */
function emptyFor(user: User): DeskViews['desk/work']['empty'] {
  const roles = user.roles.map(({ role }) => roleNames[role]).join(', ')
  if (may(user, 'receive tasks')) return { icon: 'circle-check', title: 'Đơn vị không còn việc nào chờ bạn', sentence: 'Nhiệm vụ giao cho đơn vị hiện ở đây để bạn nhận và phân công; việc giao cho chính bạn cũng vậy, gấp nhất xếp trước.', action: null }
  if (may(user, 'report on tasks')) return { icon: 'circle-check', title: 'Bạn không còn việc nào phải làm', sentence: 'Khi thủ trưởng đơn vị phân công cho bạn, ví dụ “Báo cáo rà soát thủ tục quý IV”, việc hiện ở đây cùng hạn và nút báo cáo.', action: null }
  if (may(user, 'decide on tasks')) return { icon: 'circle-check', title: 'Không có việc nào chờ bạn', sentence: `${roles} không phải báo cáo nhiệm vụ; đề nghị, báo cáo của đơn vị chờ bạn quyết định thì hiện ở đây và trong Sổ tay lãnh đạo.`, action: { href: '/desk', label: 'Mở Sổ tay lãnh đạo' } }
  return { icon: 'info-circle', title: 'Vai trò của bạn không được giao nhiệm vụ', sentence: `${roles || 'Tài khoản chưa có vai trò'}: chỉ ${may(user, 'see tasks') ? 'xem nhiệm vụ' : 'trông coi cổng'}, không nhận và không báo cáo. Cần được giao việc thì nhờ quản trị thêm vai trò.`, action: null }
}
