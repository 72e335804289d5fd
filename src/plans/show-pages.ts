// The page of one plan: where it stands, its annex, what it rests on, how it was changed, and the next step of this reader.
import { and, countDistinct, eq, gte, inArray, isNull, lt, ne } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords } from '../calendar/deadlines.ts'
import { today } from '../clock.ts'
import { sentenceOf } from '../events/sentences.ts'
import { may } from '../policy.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { overdueOn } from '../tasks/standings.ts'
import { tasks } from '../tasks/tables.ts'
import { standingOf } from '../tasks/words.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number, percent as percentOf } from '../web/helpers.ts'
import { pagerOf, type Pager } from '../web/paging.ts'
import { laidOut, linesOf, linesWithin, officeUnits, wordsOfLine, type AnnexLine, type OfficeUnits } from './annex-lines.ts'
import { periodOf, statusOf } from './list-pages.ts'
import { measureInWords } from './plan-tasks.ts'
import { amendmentsOf, basesOf, domainsOf, kindNames, plansUnder, visiblePlans } from './plans.ts'
import { rollUpOf, rollUpPlans, type RollUp } from './roll-up.ts'
import { lackingIn, notApproving, stepsOf, stillOpen } from './states.ts'
import { planImports, plans, type Plan } from './tables.ts'
import type { AnnexShown, LineRow, PlanStep, PlanViews } from './views.ts'

const linesAtOnce = 150
const share = (percent: number | null): string => percentOf(percent === null ? null : percent / 100)
const weightText = (weight: number): string => (weight === 1 ? '' : `trọng số ${weight.toLocaleString('vi-VN')}`)

export async function showPage(c: Ask, plan: Plan, { form = blank, basisForm = blank }: { form?: Form; basisForm?: Form } = {}): Promise<PlanViews['plans/show']> {
  const { store: { read: db }, user } = c.var
  const office = await officeUnits(db)
  const domains = await domainsOf(db, [plan.id])
  const under = await plansUnder(db, user, plan.id)
  const rolled = await rollUpOf(db, [plan.id, ...under.map(({ id }) => id)], [...domains, ...await domainsOf(db, under.map(({ id }) => id))])
  const own = rolled.get(plan.id)!
  const whole = rollUpPlans(own, under.map(({ id }) => rolled.get(id)!))
  const { rows, count, pager } = await annexOf(c, plan, office, domains, own)
  const amendments = await amendmentsOf(db, plan.id)
  const events = await stepsOf(db, plan.id)
  const names = await namesOfPeople(db, [...new Set([...amendments.map(one => one.madeById), ...events.map(({ actorId }) => actorId)])])
  const [above] = plan.parentId ? await db.select().from(plans).where(and(eq(plans.id, plan.parentId), visiblePlans(user))) : []
  const late = await db.$count(tasks, and(eq(tasks.planId, plan.id), overdueOn(today())))
  const open = await stillOpen(db, plan.id)
  const writes = may(user, 'write plans', { unitId: plan.unitId })
  const isDraft = plan.state === 'draft'
  const seen = new Set((await db.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.planId, plan.id), inArray(tasks.id, amendments.flatMap(({ changes }) => changes.map(({ taskId }) => taskId)).slice(0, 500).concat('')), visibleTasks(db, user)))).map(({ id }) => id))
  const drafts = isDraft && writes ? await db.select({ id: planImports.id, fileName: planImports.fileName }).from(planImports).where(and(eq(planImports.planId, plan.id), eq(planImports.state, 'draft'))) : []
  return {
    id: plan.id, title: plan.title, status: statusOf(plan.state), note: plan.note, above: above ? { href: `/plans/${above.id}`, title: above.title } : null,
    lede: [kindNames[plan.kind], plan.number ? `số ${plan.number}` : 'chưa có số', plan.signedOn ? `ký ngày ${date(plan.signedOn)}` : '', periodOf(plan), `giữ kế hoạch: ${office.name(plan.unitId)}`].filter(Boolean).join(' · '),
    figures: isDraft || plan.state === 'submitted' ? [{ label: 'Dòng phụ lục', value: number(count), note: own.tasks > count ? `thành ${number(own.tasks)} nhiệm vụ của từng đơn vị` : `trong ${number(domains.length)} lĩnh vực` }] : [
      { label: 'Tiến độ theo trọng số', value: share(whole.percent), note: under.length ? `gộp ${number(under.length)} kế hoạch bên dưới` : 'theo báo cáo gần nhất' },
      { label: 'Đã xong', value: `${number(whole.done)}/${number(whole.tasks)}`, note: 'nhiệm vụ' },
      { label: 'Quá hạn', value: number(late), note: `trong ${number(open)} việc đang mở, kể cả từng kỳ` },
    ],
    domains: domains.map(({ id, number: no, title, weight }) => { const part = own.domains.get(id); return { number: no, title, percent: part?.percent ?? null, tasks: part?.tasks ?? 0, done: part?.done ?? 0, weight: weightText(weight) } }),
    rows, count, pager, bases: await basesOf(db, plan.id), basisForm, form,
    under: under.map(one => ({ href: `/plans/${one.id}`, title: one.title, status: statusOf(one.state), percent: rolled.get(one.id)!.percent })),
    amendments: amendments.toReversed().map(({ number: no, decidedOn, decision, summary, changes, madeById }) => ({
      number: no, decidedOn, decision, summary, by: names.get(madeById) ?? 'cổng', changes: changes.map(change => ({ ...change, href: seen.has(change.taskId) ? `/tasks/${change.taskId}` : null })),
    })),
    history: events.slice(0, 30).map(event => ({ at: event.at, by: names.get(event.actorId) ?? 'Cổng', words: sentenceOf(event) })),
    ...await stepsFor(c, plan, open), lacking: isDraft && writes ? await lackingIn(db, plan.id) : [], isGiven: !isDraft && plan.state !== 'submitted',
    may: { edit: isDraft && writes, amend: writes && (plan.state === 'approved' || plan.state === 'running'), copy: may(user, 'write plans'), remove: isDraft && writes && own.tasks === 0, import: writes && plan.state !== 'closed' },
    imports: drafts.map(({ id, fileName }) => ({ href: `/plans/${plan.id}/imports/${id}`, fileName })),
  }
}

/** The rows of one page of the annex; a plan of many thousand tasks is shown by the order of its rows. */
async function annexOf(c: Ask, plan: Plan, office: OfficeUnits, domains: Awaited<ReturnType<typeof domainsOf>>, own: RollUp): Promise<{ rows: AnnexShown[]; count: number; pager: Pager | null }> {
  const { store: { read: db }, user } = c.var
  const [counted] = await db.select({ lines: countDistinct(tasks.position) }).from(tasks).where(and(eq(tasks.planId, plan.id), isNull(tasks.seriesId), ne(tasks.state, 'dropped')))
  const count = counted?.lines ?? 0
  const many = own.tasks > 2000
  const asked = Number(c.req.query('page') ?? 1)
  const address = (page: number) => `/plans/${plan.id}?page=${page}#phu-luc`
  let lines: AnnexLine[]
  let pager: Pager | null = null
  if (many) {
    pager = pagerOf(asked, linesAtOnce, count, address)
    const first = (pager.page - 1) * linesAtOnce
    lines = await linesWithin(db, plan.id, and(gte(tasks.position, first), lt(tasks.position, first + linesAtOnce)))
  } else {
    const all = laidOut(await linesOf(db, plan.id), domains).flatMap(row => ('line' in row ? [row.line] : []))
    if (all.length > linesAtOnce) pager = pagerOf(asked, linesAtOnce, all.length, address)
    lines = pager ? all.slice(pager.from - 1, pager.to) : all
  }
  const ids = lines.flatMap(line => line.tasks.map(({ id }) => id))
  const visible = new Set((await db.select({ id: tasks.id }).from(tasks).where(and(inArray(tasks.id, ids.concat('')), visibleTasks(db, user)))).map(({ id }) => id))
  const calendar = await loadCalendar(db)
  const writes = may(user, 'write plans', { unitId: plan.unitId })
  const editable = writes && ['draft', 'approved', 'running'].includes(plan.state)
  const shown = laidOut(lines, domains).map((row): AnnexShown => {
    if ('group' in row) { const part = own.domains.get(domains.find(domain => domain === row.group)?.id ?? ''); return { kind: 'group', ...row.group, percent: part?.percent ?? null, tasks: part?.tasks ?? 0, weight: weightText(part?.weight ?? 1) } }
    if ('heading' in row) return { kind: 'heading', title: row.heading }
    return { kind: 'line', line: lineRow(row.line) }
  })
  return { rows: shown, count, pager }

  function lineRow(line: AnnexLine): LineRow {
    const words = wordsOfLine(line, office)
    const [first] = line.tasks as [AnnexLine['tasks'][number]]
    const standing = standingOf(calendar, first, today())
    const done = line.tasks.filter(({ state }) => state === 'done').length
    const due = line.deadline.kind === 'recurring' ? null : first.due
    return {
      number: line.number, title: line.title, product: line.product, href: line.tasks.length === 1 && first.state !== 'draft' && visible.has(first.id) ? `/tasks/${first.id}` : null,
      target: line.measure?.kind === 'binary' ? '' : measureInWords(line.measure), lead: words.lead, coordinators: words.coordinators, deadline: inWords(line.deadline), due, distance: line.tasks.length === 1 ? standing.distance : '',
      status: line.tasks.length === 1 ? standing.status : done === line.tasks.length ? { kind: 'done', label: 'Đã xong' } : { kind: first.state === 'draft' ? 'new' : 'wait', label: `${number(done)}/${number(line.tasks.length)} đơn vị xong` },
      percent: first.state === 'draft' || first.state === 'series' ? null : Math.round(line.tasks.reduce((sum, one) => sum + (one.state === 'done' ? 100 : one.percent), 0) / line.tasks.length),
      budget: line.budgetText, note: line.note,
      edit: editable ? `/plans/${plan.id}/tasks/${first.id}/${plan.state === 'draft' ? 'edit' : 'amendment'}` : null,
    }
  }
}

/** What this reader can do next with the plan, and whom it waits for otherwise. */
async function stepsFor(c: Ask, plan: Plan, open: number): Promise<{ steps: PlanStep[]; waiting: string | null }> {
  const { user, store } = c.var
  const thing = { unitId: plan.unitId }
  const [writes, approves] = [may(user, 'write plans', thing), may(user, 'approve plans', thing)]
  const step = (action: string, label: string, fields: PlanStep['fields'] = [], primary = true, hint: string | null = null): PlanStep => ({ action: `/plans/${plan.id}/${action}`, label, primary, fields, hint })
  if (plan.state === 'draft') return { steps: writes ? [step('submission', 'Trình phê duyệt')] : [], waiting: writes ? null : 'Kế hoạch đang được soạn.' }
  if (plan.state === 'submitted') {
    const own = approves ? await notApproving(store.read, user, plan) : null
    const steps = [
      ...(approves && !own ? [step('approval', 'Phê duyệt và giao việc', ['number', 'signedOn'], true, 'Các đơn vị được giao việc ngay khi phê duyệt; sau đó kế hoạch chỉ đổi bằng điều chỉnh.')] : []),
      ...(approves ? [step('return', 'Trả lại', ['needed reason'], false)] : []), ...(writes && !approves ? [step('withdrawal', 'Rút về để sửa', [], false)] : []),
    ]
    return { steps, waiting: own ?? (approves ? null : 'Đang chờ Giám đốc phê duyệt.') }
  }
  if (plan.state === 'approved') return { steps: writes ? [step('start', 'Bắt đầu thực hiện')] : [], waiting: `Bắt đầu thực hiện từ ${date(plan.since)}.` }
  if (plan.state === 'running') return { steps: approves ? [step('closing', 'Kết thúc kế hoạch', [open ? 'needed reason' : 'reason'], false, open ? `Còn ${number(open)} nhiệm vụ chưa xong.` : 'Mọi nhiệm vụ đã xong.')] : [], waiting: null }
  return { steps: [], waiting: 'Kế hoạch đã kết thúc; chỉ xem lại.' }
}
