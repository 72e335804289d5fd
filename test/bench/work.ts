// Made-up work of an office for the benchmark: the tasks of a plan with all that happened to them, as many years ago as they are.
import { addDays } from '../../src/clock.ts'
import { events } from '../../src/events/tables.ts'
import { citations, documents } from '../../src/evidence/tables.ts'
import { measureSchema } from '../../src/targets/measure.ts'
import { checkItems, reportReviews, reports, requests, taskNotes, taskParts, tasks, type Origin } from '../../src/tasks/tables.ts'
import { searchable, sortKey } from '../../src/text.ts'
import { benchDay, domains, madeId, type MadePlan, type Office, type Row } from './office.ts'

export const workTables = { tasks, taskParts, documents, citations, reports, reportReviews, requests, checkItems, taskNotes, events }
export type Work = { [Name in keyof typeof workTables]: Row<(typeof workTables)[Name]>[] }

const verbs = ['Rà soát', 'Cắt giảm', 'Xây dựng', 'Công bố', 'Cập nhật', 'Kiểm tra', 'Số hóa', 'Tổ chức tập huấn', 'Đánh giá', 'Hoàn thiện', 'Trình ban hành', 'Đối thoại về']
const things = ['thủ tục hành chính lĩnh vực việc làm', 'quy trình nội bộ giải quyết hồ sơ', 'dịch vụ công trực tuyến toàn trình', 'hồ sơ người có công', 'danh mục vị trí việc làm',
  'chỉ số hài lòng của người dân', 'quy chế làm việc của cơ quan', 'cơ sở dữ liệu bảo trợ xã hội', 'phương án tự chủ tài chính', 'hệ thống báo cáo điện tử', 'văn bản quy phạm pháp luật hết hiệu lực', 'bộ phận một cửa']
const ends = ['theo chỉ đạo của UBND tỉnh', 'bảo đảm đúng thời hạn', 'tại các đơn vị trực thuộc', 'giai đoạn 2021–2030', 'và báo cáo kết quả', 'trên địa bàn các xã vùng cao']
const results = ['Đã hoàn thành phần việc của kỳ, số liệu gửi kèm.', 'Đang lấy ý kiến các đơn vị; dự kiến trình lãnh đạo trong tuần tới.', 'Đã trình dự thảo lần hai, tiếp thu ý kiến góp ý.']

const percentMin = measureSchema.parse({ kind: 'percent_min', number: 80, unit: '%' })
const dayBefore = (day: string, most: string) => (day < most ? day : most)
const instant = (day: string, hour = 9): Date => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`)
const between = (from: string, to: string, share: number): string =>
  addDays(from, Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000 * share)))

/**
 * The tasks of one plan and all that belongs to them. Most of the past is done, much of it in time; of the present year a
 * fifth is late, by one day up to nine months. Ten events a task on average.
 */
export function madeWork(office: Office, { plan, domains: parts, year }: MadePlan, count: number, number: () => number): Work {
  const work = Object.fromEntries(Object.keys(workTables).map(name => [name, []])) as unknown as Work
  const one = <T>(list: readonly T[]): T => list[Math.floor(number() * list.length)]!
  for (let at = 0; at < count; at++) addTask(work, at)
  const moved = work.events.map(event => event.at.getTime())
  const order = moved.map((_, at) => at).sort((a, b) => moved[a]! - moved[b]!)
  work.events = order.map(at => work.events[at]!)
  return work

  function addTask(to: Work, position: number): void {
    const place = Math.floor(number() * domains.length)
    // Some units have far more to do than others.
    const unitId = office.working[Math.floor(number() ** 2 * office.working.length)]!
    const [head, ...staff] = office.staff.get(unitId)! as [string, ...string[]]
    const personId = number() < 0.8 ? one(staff) : null
    const assignerId = number() < 0.4 ? office.director : one(office.deputies)
    const assignedOn = between(`${year}-01-05`, `${year}-10-08`, number())
    const continuous = number() < 0.04
    const firstDue = continuous ? null : between(addDays(assignedOn, 15), `${year}-12-31`, number())
    const extended = firstDue !== null && number() < 0.12
    const due = extended ? addDays(firstDue, 30) : firstDue
    const passed = due !== null && due < benchDay
    const luck = number()
    const late = number() < 0.15
    const finished = due !== null && (year < 2026 ? luck < 0.985 : passed ? luck < 0.8 : luck < 0.25)
    const done = finished && !(year === 2026 && number() < 0.04)
    const claimed = finished && !done
    const dropped = !finished && luck > 0.995
    const paused = !finished && !dropped && number() < 0.03
    const waiting = !finished && !dropped && !paused && (addDays(assignedOn, 25) > benchDay) && number() < 0.5
    const ended = finished ? dayBefore(late ? addDays(due, 1 + Math.floor(number() * 60)) : between(assignedOn, due, 0.5 + number() * 0.5), benchDay) : null
    const until = ended ?? dayBefore(due === null ? `${year}-12-31` : addDays(due, 30), benchDay)
    const domain = parts[place]!
    const title = `${one(verbs)} ${one(things)} ${one(ends)}`
    const byPlan = number() < 0.8
    const origin: Origin = { kind: byPlan ? 'plan' : 'document', number: byPlan ? plan.number! : `${1 + Math.floor(number() * 900)}/UBND-NC`, date: plan.signedOn!, issuer: plan.issuer!, title: null, clause: `mục ${place + 1}`, quote: title, saidBy: null }
    const id = madeId()
    const acceptedAt = waiting ? null : instant(addDays(assignedOn, 2))
    const tell = (action: string, actorId: string, day: string, details: Record<string, unknown>) => {
      to.events.push({ action, subjectKind: 'task', subjectId: id, actorId, onBehalfOfId: null, details, at: instant(day, 8 + Math.floor(number() * 9)) })
    }
    tell('task given', assignerId, assignedOn, { unit: unitId, due: firstDue, origin: origin.kind, title })
    if (!waiting) tell('task accepted', head, addDays(assignedOn, 2), { unit: unitId, person: personId, role: 'lead' })
    const reported = waiting ? 0 : Math.min(5, 1 + Math.floor(number() * 5))
    let percent = 0
    let lastReportOn: string | null = null
    for (let turn = 1; turn <= reported; turn++) {
      const closing = finished && turn === reported
      const on = closing ? ended! : between(addDays(assignedOn, 3), until, turn / (reported + 1))
      if (on > benchDay) break
      const was = percent
      percent = closing ? 100 : Math.min(95, percent + 5 + Math.floor(number() * 25))
      lastReportOn = on
      const reviewed = done || claimed && !closing || number() < 0.7 || on < addDays(benchDay, -60)
      const reportId = madeId()
      const author = personId ?? head
      to.reports.push({ id: reportId, taskId: id, number: turn, unitId, authorId: author, on, at: instant(on), light: one(['green', 'green', 'amber', 'red']), percent, result: one(results), claimsDone: closing, finishedOn: closing ? ended : null, waits: !reviewed })
      tell(closing ? 'task claimed done' : 'task reported', author, on, { report: reportId, number: turn, unit: unitId, role: 'lead', percent, was, light: 'green' })
      if (!reviewed) continue
      const decision = closing ? 'confirmed' as const : 'acknowledged' as const
      to.reportReviews.push({ id: madeId(), reportId, taskId: id, decision, byId: assignerId, at: instant(on, 16) })
      tell(`report ${decision}`, assignerId, on, { report: reportId, number: turn, unit: unitId, author, claims: closing })
    }
    if (extended || (!finished && number() < 0.06 && due !== null && !waiting)) {
      const askedOn = between(assignedOn, dayBefore(firstDue!, benchDay), 0.8)
      const requestId = madeId()
      const decided = extended ? { decision: 'granted' as const, decidedById: assignerId, decidedAt: instant(askedOn, 15), grantedDue: due } : {}
      to.requests.push({ id: requestId, taskId: id, kind: 'extension', unitId, byId: head, at: instant(askedOn), reason: 'Chờ số liệu của các đơn vị phối hợp.', askedDue: addDays(firstDue!, 30), ...decided })
      tell('task request made', head, askedOn, { request: requestId, kind: 'extension', unit: unitId, from: firstDue, asked: addDays(firstDue!, 30) })
      if (extended) tell('task request decided', assignerId, askedOn, { request: requestId, kind: 'extension', decision: 'granted', from: firstDue, to: due })
    }
    const helpers = number() < 0.4 ? [one(office.working), one(office.working)].filter(other => other !== unitId) : []
    to.taskParts.push({ id: madeId(), taskId: id, unitId, role: 'lead', personId, receipt: waiting ? 'waiting' : 'accepted', receivedAt: acceptedAt })
    for (const other of new Set(helpers)) to.taskParts.push({ id: madeId(), taskId: id, unitId: other, role: 'coordinator', duty: 'Cung cấp số liệu', receipt: 'accepted', receivedAt: instant(addDays(assignedOn, 3)), doneOn: ended })
    if (done && number() < 0.7) {
      const documentId = madeId()
      to.documents.push({ id: documentId, number: `${position}/BC-${year}`, date: ended, subject: `Báo cáo kết quả: ${title}`, search: searchable(title), sort: sortKey(title), unitId, madeById: head, madeAt: instant(ended!) })
      to.citations.push({ id: madeId(), documentId, subjectKind: 'task', subjectId: id, byId: head, at: instant(ended!) })
    }
    for (let item = 0; item < 2; item++) to.checkItems.push({ id: madeId(), taskId: id, position: item, text: one(things), doneById: done ? head : null, doneOn: ended })
    // Small talk, up to ten events a task on average.
    for (let talk = Math.floor(number() * 6.4); talk > 0; talk--) {
      const on = dayBefore(between(assignedOn, until, number()), benchDay)
      to.taskNotes.push({ id: madeId(), taskId: id, kind: 'comment', text: one(results), byId: personId ?? head, at: instant(on, 10) })
      tell('task note added', personId ?? head, on, { kind: 'comment' })
    }
    to.tasks.push({
      id, planId: byPlan ? plan.id : null, domainId: byPlan ? domain.id : null, domain: domains[place]!, number: byPlan ? `${place + 1}.${position + 1}` : null, position, title, product: 'Báo cáo, văn bản', originKind: origin.kind, originKey: `${origin.kind} ${searchable(origin.number!)}`, origin,
      state: dropped ? 'dropped' : done ? 'done' : claimed ? 'claimed' : paused ? 'paused' : waiting ? 'assigned' : lastReportOn ? 'doing' : 'accepted', weight: 1 + Math.floor(number() * 3), unitId, personId, assignerId,
      deadline: due === null ? { kind: 'continuous', value: null, original: 'thường xuyên' } : { kind: 'date', value: firstDue!, original: firstDue! }, firstDue, due, extensions: extended ? 1 : 0, finishedOn: ended, assignedOn,
      receiptDue: instant(addDays(assignedOn, 2), 17), acceptedAt, pausedOn: paused ? until : null, cadence: number() < 0.6 ? 'monthly' : 'none', nextReportOn: finished || dropped || paused || waiting || number() < 0.4 ? null : addDays(benchDay, Math.floor(number() * 60) - 30),
      targetKind: number() < 0.3 ? 'percent_min' : null, measure: number() < 0.3 ? percentMin : null, percent: finished ? 100 : percent, light: lastReportOn ? one(['green', 'amber', 'red']) : null, lastReportOn,
      search: searchable(`${title} ${domains[place]} ${origin.number}`), madeAt: instant(assignedOn),
    })
  }
}
