// The page of one task put together: how it stands, what this reader may do next, and all that was said and done.
import { asc, desc, eq } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords } from '../calendar/deadlines.ts'
import { now, today, written } from '../clock.ts'
import { sourcesOf } from '../conclusions/sources.ts'
import { evidenceOf } from '../evidence/citing.ts'
import { may } from '../policy.ts'
import { distributedForTask } from '../propaganda/counting.ts'
import { figureFields } from '../targets/figures.ts'
import { amountInWords, figureInWords, targetInWords } from '../targets/computing.ts'
import { allUnits, nowOf, standsOn } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { capital } from '../text.ts'
import type { Current } from './acting.ts'
import { mayChange } from './changing.ts'
import { mayKeepList } from './checklist.ts'
import { mayDrop, mayNote, notesOn } from './deciding.ts'
import { historyOf } from './history.ts'
import { peopleFor } from './receiving.ts'
import { draftOf, evidenceOn, outcomeOf } from './reporting.ts'
import { actingPart, findTask, mayDecide, mayReport, partsOf } from './seeing.ts'
import { checkItems, reportReviews, reports, requests, taskOutsiders, tasks, type Report, type ReportReview, type Request, type Task, type TaskPart } from './tables.ts'
import { deadlineInWords, riskOf } from './telling.ts'
import type { Failed, Head, PartRow, ReportFormData, ReportRow, RequestRow } from './views.ts'
import { cadenceNames, decisionNames, lightNames, lightStatus, noteNames, originInWords, requestNames, standingOf, stateNames } from './words.ts'


export async function showTask(c: Ask, id: string, failed: Failed | null = null) {
  const { store, user } = c.var
  const db = store.read
  const task = await findTask(db, user, id)
  const parts = (await partsOf(db, id)).toSorted((a, b) => (a.role === b.role ? (a.id < b.id ? -1 : 1) : a.role === 'lead' ? -1 : 1))
  const standing: Current = { task, parts }
  const units = await allUnits(db)
  const unitName = (unitId: string | null) => units.find(one => one.id === unitId)?.name ?? 'Chưa giao'
  const kept = await db.select().from(reports).where(eq(reports.taskId, id)).orderBy(desc(reports.number))
  const reviews = await db.select().from(reportReviews).where(eq(reportReviews.taskId, id))
  const asked = await db.select().from(requests).where(eq(requests.taskId, id)).orderBy(desc(requests.at))
  const items = await db.select().from(checkItems).where(eq(checkItems.taskId, id)).orderBy(asc(checkItems.position))
  const notes = await notesOn(db, id)
  const names = await namesOfPeople(db, [...new Set([task.assignerId, task.personId, ...parts.map(({ personId }) => personId), ...kept.map(({ authorId }) => authorId), ...reviews.map(({ byId }) => byId),
    ...asked.flatMap(({ byId, decidedById }) => [byId, decidedById]), ...notes.map(({ byId }) => byId)].filter(one => one !== null))])
  const nameOf = (personId: string | null) => (personId === null ? '' : names.get(personId) ?? 'Người không còn trong danh bạ')
  const evidence = await evidenceOn(db, id)
  const reportRows = kept.map(report => reportRow(c, standing, report, reviews.find(({ reportId }) => reportId === report.id) ?? null, { unitName, nameOf, evidence }))
  const requestRows = asked.map(request => requestRow(c, standing, request, { unitName, nameOf }))
  const partRows = await Promise.all(parts.map(part => partRow(c, standing, part, nameOf)))
  const part = actingPart(user, parts)
  const open = !['draft', 'series', 'done', 'dropped'].includes(task.state)
  const works = open && part !== null && mayReport(user, task, parts)
  // First things first: whoever has to accept the task is not asked for a report on it yet.
  const reporting = works && task.state !== 'paused' && (!partRows.some(row => row.id === part.id && row.accept) || failed?.name === 'report')
  const decides = mayDecide(user, task)
  const outcome = await outcomeOf(db, task)
  const distributed = await distributedForTask(db, id)
  const mayEdit = mayChange(user, task) && (open || task.state === 'draft' || task.state === 'series')
  const standingUnits = units.filter(unit => standsOn(unit, today())).map(({ id: value, name }) => ({ value, label: name }))
  return page(c, task.title, 'tasks/show', {
    head: await headOf(c, standing, { unitName, nameOf, reportRows, requestRows, partRows, reporting, mayEdit, kept, evidence }),
    product: task.product, quote: task.origin.quote, sources: await sourcesOf(db, user, task),
    target: task.measure ? { words: `${capital(targetInWords(task.measure))}`, figure: outcome.figure || 'chưa có số liệu', judged: outcome.words, source: task.measure.source } : null,
    ...await seriesOf(c, task),
    facts: [
      { label: 'Lĩnh vực', value: task.domain ?? '' }, { label: 'Giao bởi', value: `${nameOf(task.assignerId)}${task.assignedOn ? `, ${written(task.assignedOn)}` : ''}` },
      { label: 'Nhịp báo cáo', value: task.cadence === 'none' ? '' : cadenceNames[task.cadence] }, { label: 'Trọng số', value: task.weight === 1 ? '' : amountInWords(task.weight) },
      { label: 'Kinh phí', value: task.budgetText ?? '' }, { label: 'Tuyên truyền', value: distributed ? distributedInWords(distributed) : '' }, { label: 'Ghi chú', value: task.note ?? '' },
    ].filter(({ value }) => value),
    parts: partRows, outsiders: (await db.select().from(taskOutsiders).where(eq(taskOutsiders.taskId, id)).orderBy(asc(taskOutsiders.id))).map(({ name }) => name),
    items: items.map(({ id: itemId, text, doneOn }) => ({ id: itemId, text, done: doneOn && written(doneOn) })), mayKeepList: (works || items.length > 0 || task.state === 'series') && mayKeepList(user, standing) && (open || task.state === 'series'), mayTick: open && mayKeepList(user, standing),
    requests: requestRows, asks: works ? asksOf(task, part) : [], askPart: part?.id ?? '', units: [{ value: '', label: 'Chưa chọn' }, ...standingUnits.filter(({ value }) => value !== task.unitId)],
    reports: reportRows, report: reporting ? await reportForm(c, standing, part, reportRows, failed, unitName, distributed) : null, cited: await evidenceOf(db, user, task, parts),
    notes: notes.map(({ id: noteId, kind, byId, at, text }) => ({ id: noteId, kind: capital(noteNames[kind]), by: nameOf(byId), at, text, strong: kind !== 'comment' })),
    noteKinds: task.state !== 'draft' && mayNote(user, standing) ? (decides ? ['comment', 'direction', 'reminder'] as const : ['comment'] as const).map(value => ({ value, label: capital(noteNames[value]) })) : [],
    closing: {
      pause: decides && open && task.state !== 'paused' && task.state !== 'claimed', resume: decides && task.state === 'paused', drop: mayDrop(user, task) && (open || task.state === 'series'),
      reopen: mayDrop(user, task) && (task.state === 'done' || task.state === 'dropped'), move: mayDrop(user, task) && open,
    },
    history: await historyOf(db, id), failed, form: failed?.form ?? blank,
  })
}

interface Words { unitName: (id: string | null) => string; nameOf: (id: string | null) => string }

async function headOf(c: Ask, { task, parts }: Current, more: Words & { reportRows: ReportRow[]; requestRows: RequestRow[]; partRows: PartRow[]; reporting: boolean; mayEdit: boolean; kept: Report[]; evidence: number }): Promise<Head> {
  const calendar = await loadCalendar(c.var.store.read)
  const { status, distance, current, first } = standingOf(calendar, task, today())
  const counted = (day: string) => `T${new Date(`${day}T00:00:00Z`).getUTCDay() + 1}`.replace('T1', 'CN')
  const figures: Head['figures'] = [{ label: 'Hạn', value: task.due ? written(task.due) : inWords(task.deadline), note: task.due ? `${counted(task.due)}${distance ? ` · ${distance}` : ''}` : null, late: current?.kind === 'overdue' || current?.kind === 'doneLate' }]
  if (first && task.firstDue !== task.due) figures.push({ label: 'Theo hạn đầu', value: written(task.firstDue!), note: `${first.status.label.toLowerCase()}${first.distance ? `, ${first.distance}` : ''}${task.extensions ? ` · gia hạn ${task.extensions} lần` : ''}`, late: first.kind === 'overdue' || first.kind === 'doneLate' })
  if (task.measure && task.measure.kind !== 'deadline') figures.push({ label: 'Kết quả', value: figureInWords(task.measure, task.value) || 'chưa có số liệu', note: `chỉ tiêu ${targetInWords(task.measure)}`, late: false })
  if (!['draft', 'series', 'dropped'].includes(task.state)) figures.push({ label: 'Tiến độ', value: `${task.percent} %`, note: task.light ? lightNames[task.light].toLowerCase() : 'chưa báo cáo', late: false })
  figures.push({ label: 'Chủ trì', value: more.unitName(task.unitId), note: task.personId ? more.nameOf(task.personId) : null, late: false })
  return {
    id: task.id, title: task.title, status, state: stateNames[task.state], origin: originInWords(task.origin), figures, deadline: deadlineInWords(calendar, task),
    warning: riskOf(task, more.kept), next: nextOf(c, task, parts, more), mayChange: more.mayEdit, mayReport: more.reporting,
  }
}

/** The one next thing for this reader, the most pressing first. */
function nextOf(c: Ask, task: Task, parts: readonly TaskPart[], { reportRows, requestRows, partRows, reporting }: { reportRows: ReportRow[]; requestRows: RequestRow[]; partRows: PartRow[]; reporting: boolean }): Head['next'] {
  const waiting = partRows.find(({ accept }) => accept)
  if (waiting) return { sentence: `${waiting.unit} chưa nhận việc này${task.receiptDue && waiting.leads ? `; thời gian tiếp nhận ${task.receiptDue < now() ? 'đã hết' : 'đến'} ${written(dayIn(task.receiptDue))}` : ''}.`, href: '#phan-cong', label: 'Nhận việc' }
  const claim = reportRows.find(({ may: can }) => can.confirm)
  if (claim) return { sentence: `${claim.unit} báo hoàn thành ngày ${claim.claims!}: xác nhận, hoặc trả lại và nêu lý do.`, href: `#bao-cao-${claim.number}`, label: 'Xem và quyết định' }
  const request = requestRows.find(one => one.mayDecide)
  if (request) return { sentence: `${request.by} ${request.title.toLowerCase()}, đang chờ quyết định.`, href: '#de-nghi', label: 'Xem và quyết định' }
  if (reporting) {
    const last = reportRows.find(({ leads }) => leads)
    if (last?.review?.status.kind === 'ask') return { sentence: `Báo cáo lần ${last.number} bị trả lại: “${last.review.reason ?? ''}”. Hãy sửa và gửi lại.`, href: '#viet', label: 'Viết báo cáo' }
    const mine = actingPart(c.var.user, parts)
    if (mine?.role === 'lead' && task.nextReportOn) return { sentence: `Báo cáo kỳ tới trước ngày ${written(task.nextReportOn)}.`, href: '#viet', label: 'Viết báo cáo' }
    if (mine?.role === 'coordinator' && !mine.doneOn) return { sentence: 'Đơn vị có phần phối hợp chưa xong.', href: '#phan-cong', label: 'Xem phần việc' }
  }
  const unread = reportRows.find(({ may: can }) => can.acknowledge)
  return unread ? { sentence: `Báo cáo lần ${unread.number} chờ ghi nhận.`, href: `#bao-cao-${unread.number}`, label: 'Xem báo cáo' } : null
}

const dayIn = (moment: Date) => new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

async function partRow(c: Ask, { task }: Current, part: TaskPart, nameOf: Words['nameOf']): Promise<PartRow> {
  const { store, user } = c.var
  const [unit] = (await allUnits(store.read)).filter(({ id }) => id === part.unitId)
  const successors = unit && !standsOn(unit, today()) ? await nowOf(store.read, unit.id) : []
  const open = !['draft', 'series', 'done', 'dropped'].includes(task.state)
  const heads = open && may(user, 'receive tasks', { unitId: part.unitId })
  const left = part.doneOn !== null
  const works = open && part.role === 'coordinator' && !left && (part.personId === user.id || heads) && may(user, 'report on tasks')
  const people = heads ? (await peopleFor(store.read, part.unitId)).map(({ personId, name, title }) => ({ value: personId, label: title ? `${name}, ${title}` : name })) : []
  return {
    id: part.id, unit: unit?.name ?? '', unitNow: successors.length ? successors.map(({ name }) => name).join(', ') : null, leads: part.role === 'lead', duty: part.duty,
    person: part.personId && nameOf(part.personId),
    status: left ? { kind: 'done', label: 'Xong phần việc' } : part.receipt === 'accepted' ? { kind: 'wait', label: 'Đã nhận' } : part.receipt === 'asked' ? { kind: 'ask', label: 'Đang hỏi lại' } : { kind: 'new', label: 'Chưa nhận' },
    done: left ? `Xong ${written(part.doneOn!)}${part.doneNote ? `: ${part.doneNote}` : ''}` : null,
    accept: heads && part.receipt !== 'accepted' && task.state !== 'paused', name: heads && part.receipt === 'accepted' && !left, finish: works, people: [{ value: '', label: 'Chưa phân công' }, ...people], personId: part.personId ?? '',
  }
}

function reportRow(c: Ask, { task, parts }: Current, report: Report, review: ReportReview | null, { unitName, nameOf, evidence }: Words & { evidence: number }): ReportRow {
  const leads = report.unitId === task.unitId || !parts.some(({ unitId, role }) => unitId === report.unitId && role === 'coordinator')
  const claims = report.claimsDone && report.unitId === task.unitId
  const decides = review === null && mayDecide(c.var.user, task) && report.authorId !== c.var.user.id && !['done', 'dropped'].includes(task.state)
  const waits = claims && task.state === 'claimed'
  const reviewed = { acknowledged: { kind: 'done', label: 'Đã ghi nhận' }, returned: { kind: 'ask', label: 'Trả lại' }, confirmed: { kind: 'done', label: 'Đã xác nhận hoàn thành' } } as const
  return {
    id: report.id, number: report.number, by: nameOf(report.authorId), unit: unitName(report.unitId), leads, at: report.at, light: { kind: lightStatus[report.light], label: lightNames[report.light] }, percent: report.percent,
    figure: task.measure && report.value ? figureInWords(task.measure, report.value) : '', result: report.result, difficulties: report.difficulties, next: report.next,
    claims: report.claimsDone ? written(report.finishedOn!) : null, missingParts: report.missingParts,
    review: review && { status: reviewed[review.decision], by: nameOf(review.byId), at: review.at, reason: review.reason },
    may: { acknowledge: decides && !waits, return: decides, confirm: decides && waits },
    caution: waits && decides && !evidence ? (task.measure?.kind === 'binary' ? 'Chưa có minh chứng nên chưa xác nhận được: hãy trả lại, đề nghị dẫn văn bản.' : 'Chưa có minh chứng nào được dẫn.') : null,
  }
}

function requestRow(c: Ask, { task, parts }: Current, request: Request, { unitName, nameOf }: Words): RequestRow {
  const { user } = c.var
  const open = request.decision === null
  const statuses = { granted: { kind: 'done', label: 'Đồng ý' }, refused: { kind: 'ask', label: 'Không đồng ý' }, answered: { kind: 'done', label: 'Đã trả lời' }, withdrawn: { kind: 'past', label: 'Đã rút' } } as const
  const asked = request.kind === 'extension' ? `đến ${written(request.askedDue!)}` : request.toUnitId ? `sang ${unitName(request.toUnitId)}` : null
  const decided = request.decidedAt ? `${nameOf(request.decidedById)} ${decisionNames[request.decision!]} ngày ${written(dayIn(request.decidedAt))}${request.grantedDue ? `, hạn mới ${written(request.grantedDue)}` : ''}` : null
  return {
    id: request.id, kind: request.kind, title: `Đề nghị ${requestNames[request.kind]}`, by: `${nameOf(request.byId)} (${unitName(request.unitId)})`, at: request.at, reason: request.reason, asked,
    status: request.decision ? statuses[request.decision] : { kind: 'wait', label: 'Chờ quyết định' }, decided, note: request.decisionNote,
    mayDecide: open && mayDecide(user, task) && request.byId !== user.id && !['done', 'dropped'].includes(task.state),
    mayWithdraw: open && mayReport(user, task, parts) && (request.byId === user.id || user.roles.some(({ role, unitIds }) => role === 'unitHead' && unitIds.includes(request.unitId))),
    grantedDue: request.askedDue ?? '', toUnitId: request.toUnitId ?? '',
  }
}

/** What the unit may ask for now. */
function asksOf(task: Task, part: TaskPart) {
  const kinds = part.role === 'coordinator' ? ['clarification'] as const
    : task.state === 'paused' ? ['resumption', 'clarification'] as const
      : task.state === 'claimed' ? ['clarification'] as const
        : [...(task.due ? ['extension'] as const : []), 'clarification', 'handover', 'pause'] as const
  return kinds.map(value => ({ value, label: capital(requestNames[value]) }))
}

type Distributed = Awaited<ReturnType<typeof distributedForTask>>
const distributedInWords = ({ pieces, wanted }: NonNullable<Distributed>): string => `Đã phát ${pieces}/${wanted} theo kế hoạch tuyên truyền`

async function reportForm(c: Ask, { task, parts }: Current, part: TaskPart, rows: ReportRow[], failed: Failed | null, unitName: Words['unitName'], distributed: Distributed): Promise<ReportFormData> {
  const draft = await draftOf(c.var.store.read, c.var.user, task.id)
  const leads = part.role === 'lead'
  const mine = failed?.name === 'report' ? failed.form : null
  const { numerator = null, denominator = null, value = null, steps = [], notArising = false } = (leads && task.value) || {}
  const figure = (number: number | null) => (number === null ? '' : String(number).replace('.', ','))
  const start: Record<string, string> = {
    light: task.light ?? 'green', percent: String(leads ? task.percent : rows.find(({ unit }) => unit === unitName(part.unitId))?.percent ?? 0), numerator: figure(numerator), denominator: figure(denominator), value: figure(value),
    ...(notArising ? { notArising: 'on' } : {}), ...Object.fromEntries(steps.map(step => [`step.${step}`, 'on'])), finishedOn: today(),
  }
  const counts = leads && task.measure?.kind === 'count' && distributed !== null
  const taken: Record<string, string> = counts && c.req.query('take') === 'propaganda' ? { value: String(distributed.pieces) } : {}
  return {
    offer: leads && distributed ? { sentence: distributedInWords(distributed), href: counts ? `/tasks/${task.id}?take=propaganda#viet` : null } : null,
    part: part.id, leads, values: mine?.values ?? { ...(draft ? { ...draft.values } : start), ...taken }, errors: mine?.errors ?? {}, failed: mine !== null, savedAt: draft?.savedAt ?? null, last: rows.find(row => row.leads === leads) ?? null,
    numbers: leads && task.measure ? figureFields(task.measure) : [], kind: leads ? task.targetKind : null, steps: leads ? task.measure?.steps.map(({ name }) => name) ?? [] : [],
    target: leads && task.measure ? targetInWords(task.measure) : null, missing: leads ? parts.filter(({ role, doneOn }) => role === 'coordinator' && !doneOn).map(({ unitId }) => unitName(unitId)) : [],
    nextOn: leads ? task.nextReportOn && written(task.nextReportOn) : null,
  }
}

/** Of a series its periods, of a period its series. */
async function seriesOf(c: Ask, task: Task) {
  const db = c.var.store.read
  const [series] = task.seriesId ? await db.select({ id: tasks.id, title: tasks.title }).from(tasks).where(eq(tasks.id, task.seriesId)) : []
  if (task.state !== 'series') return { series: series ?? null, periods: [] }
  const calendar = await loadCalendar(db)
  const born = await db.select().from(tasks).where(eq(tasks.seriesId, task.id)).orderBy(desc(tasks.due)).limit(60)
  return { series: null, periods: born.map(one => ({ id: one.id, title: one.title, status: standingOf(calendar, one, today()).status, due: one.due && written(one.due) })) }
}
