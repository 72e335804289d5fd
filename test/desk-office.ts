// An office in which something of every kind waits for the leaders on T2 12/10/2026, for the stories of the desk and its pages.
import { and, eq } from 'drizzle-orm'
import { userOf } from '../src/accounts/accounts.ts'
import { people, postings, roleHoldings } from '../src/accounts/tables.ts'
import type { Deadline } from '../src/calendar/deadlines.ts'
import { fixDay } from '../src/clock.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { acceptTask } from '../src/tasks/receiving.ts'
import { reportOn, type ReportInput } from '../src/tasks/reporting.ts'
import { askRequest, type Asking } from '../src/tasks/requests.ts'
import { taskParts } from '../src/tasks/tables.ts'
import type { TestPortal } from './portal.ts'

const rules = { receiptHours: 16 }
const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-09-10', issuer: 'UBND tỉnh', title: null, clause: 'mục 2', quote: null, saidBy: null }
export const on = (value: string): Deadline => ({ kind: 'date', value, original: value })

/** Steps of the office's life, said by whom; each on the day that stands. */
export function officeOf(portal: TestPortal) {
  const { store } = portal
  const person = async (id: string) => userOf(store.read, (await store.read.select().from(people).where(eq(people.id, id)))[0]!)
  const part = async (taskId: string, unitId: string) => (await store.read.select().from(taskParts).where(and(eq(taskParts.taskId, taskId), eq(taskParts.unitId, unitId))))[0]!
  return {
    give: (title: string, unitId: string, due: string, more: Partial<TaskInput> = {}) => store.write(db => giveTask(db, { id: 'lan' }, {
      title, origin, unitId, assignerId: 'lan', deadline: on(due), domain: 'Người có công', ...more }, rules)),
    accept: async (who: string, id: string, unit: string, personId: string | null = null) => {
      const [user, own] = [await person(who), await part(id, unit)]
      return store.write(db => acceptTask(db, user, { id }, own, personId))
    },
    report: async (who: string, id: string, unit: string, more: Partial<ReportInput> = {}) => {
      const [user, own] = [await person(who), await part(id, unit)]
      return store.write(db => reportOn(db, user, { id }, own, { light: 'green', percent: 40, result: 'Đã rà soát 10 thủ tục', ...more }))
    },
    ask: async (who: string, id: string, unit: string, asking: Partial<Asking> & Pick<Asking, 'kind'>) => {
      const [user, own] = [await person(who), await part(id, unit)]
      return store.write(db => askRequest(db, user, { id }, own, { reason: 'Chờ biểu mẫu của Cục', ...asking }))
    },
  }
}

export type FilledDesk = Awaited<ReturnType<typeof fillDesk>>

/** A head of the unit 'jobs', and tasks of every kind of decision. Returns the ids by name. */
export async function fillDesk(portal: TestPortal) {
  const office = officeOf(portal)
  await portal.store.write(async db => {
    await db.insert(people).values({ id: 'dung', name: 'Lò Văn Dũng', search: 'lo van dung', sort: 'dung', email: 'dung@example.vn', userName: 'dung', preferences: {} })
    await db.insert(postings).values({ id: 'posting-dung', personId: 'dung', unitId: 'jobs', since: '2020-01-01' })
    await db.insert(roleHoldings).values({ id: 'role-dung', personId: 'dung', role: 'unitHead', fields: [], since: '2020-01-01' })
  })
  fixDay('2026-09-14')
  const asked = await office.give('Rà soát thủ tục người có công', 'merit', '2026-10-30', { cadence: 'monthly' })
  const claimed = await office.give('Niêm yết công khai thủ tục', 'merit', '2026-10-09')
  const late = await office.give('Báo cáo cải cách hành chính quý III', 'jobs', '2026-09-18')
  const silent = await office.give('Số hóa kết quả giải quyết thủ tục', 'merit', '2026-12-31', { cadence: 'weekly' })
  for (const id of [asked, claimed]) await office.accept('hoa', id, 'merit', 'minh')
  await office.accept('hoa', silent, 'merit')
  await office.accept('dung', late, 'jobs')
  fixDay('2026-10-05')
  const given = await office.give('Hướng dẫn kê khai hồ sơ việc làm', 'jobs', '2026-11-20', { domain: 'Việc làm' })
  const report = (await office.report('minh', asked, 'merit')).id
  await office.report('minh', claimed, 'merit', { claimsDone: true, finishedOn: '2026-10-02', result: 'Đã niêm yết đủ 42 thủ tục' })
  fixDay('2026-10-08')
  const request = await office.ask('hoa', asked, 'merit', { kind: 'extension', askedDue: '2026-11-30' })
  const troubled = (await office.report('minh', asked, 'merit', { percent: 50, light: 'amber', difficulties: 'Thiếu số liệu của hai xã' })).id
  fixDay('2026-10-12')
  return { asked, claimed, late, silent, given, report, troubled, request, office }
}
