// The plan of propaganda as its page and its files show it.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { withQuery } from '../addresses.ts'
import { column } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { mostExported, exported, wordList } from '../lexicon/pages.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'
import { searchable } from '../text.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { distributionFigures, type Counted } from './counting.ts'
import { formNames } from './forms.ts'
import { daysOfQuarter, quarterAfter, quarterOf, type Quarter } from './lines.ts'
import { planTitles } from './plan-columns.ts'
import type { PropagandaPlanViews } from './plan-views.ts'
import { lineStates, standingOfLines, type LineState, type Standing } from './standing.ts'
import { propagandaLines, type PropagandaLine } from './tables.ts'
import { propagandaTabs } from './tabs.ts'

export const roman = ['', 'I', 'II', 'III', 'IV']
export const quarterInWords = ({ year, quarter }: Quarter): string => `quý ${roman[quarter]} năm ${year}`

export const lineStateNames: Record<LineState, string> = {
  none: 'Chưa soạn', making: 'Đang soạn', approved: 'Đã duyệt, chưa phát', distributing: 'Đang phát', done: 'Đã phát đủ', late: 'Trễ hạn', dropped: 'Đã bỏ',
}
const kinds: Record<LineState, StatusKind> = { none: 'new', making: 'wait', approved: 'wait', distributing: 'wait', done: 'done', late: 'late', dropped: 'past' }
export const lineStatus = (state: LineState) => ({ kind: kinds[state], label: lineStateNames[state] })

interface PlanFilter { q: string; period: string; unit: string; state: LineState | '' }

function planFilter({ q = '', period = '', unit = '', state = '' }: Record<string, string>): PlanFilter {
  return { q: q.slice(0, 200), period: /^(\d{4}(-[1-4])?|all)$/.test(period) ? period : '', unit: unit.slice(0, 100), state: lineStates.find(one => one === state) ?? '' }
}

/** The year and quarter that the filter is about; without any choice it is the quarter in which today stands. */
function periodOf({ period }: PlanFilter): { year: number | null; quarter: number | null } {
  if (!period) return quarterOf(today())
  const [year, quarter] = period.split('-')
  return { year: period === 'all' ? null : Number(year), quarter: quarter ? Number(quarter) : null }
}

const periodInWords = ({ year, quarter }: ReturnType<typeof periodOf>): string =>
  (year === null ? 'mọi kỳ' : quarter === null ? `năm ${year}` : quarterInWords({ year, quarter }))

interface PlannedLine { line: PropagandaLine; standing: Standing; unit: string; task: { href: string; title: string } | null }

async function plannedLines(db: Read, user: User, filter: PlanFilter): Promise<PlannedLine[]> {
  const { year, quarter } = periodOf(filter)
  const lines = await db.select().from(propagandaLines).where(and(
    year === null ? undefined : eq(propagandaLines.year, year), quarter === null ? undefined : eq(propagandaLines.quarter, quarter),
    filter.unit ? eq(propagandaLines.unitId, filter.unit) : undefined, filter.state === 'dropped' ? undefined : isNull(propagandaLines.droppedAt),
  )).orderBy(asc(propagandaLines.due), asc(propagandaLines.id))
  const [standings, names, given] = await Promise.all([standingOfLines(db, lines), unitNames(db), tasksOf(db, user, lines)])
  const sought = searchable(filter.q)
  return lines.map(line => ({ line, standing: standings.get(line.id)!, unit: names.get(line.unitId) ?? '', task: line.taskId ? given.get(line.taskId) ?? null : null }))
    .filter(({ line, standing }) => (!filter.state || standing.state === filter.state) && searchable(`${line.topic} ${line.audience ?? ''}`).includes(sought))
}

/** The tasks that lines count to, as far as the person sees them. */
export async function tasksOf(db: Read, user: User, lines: readonly PropagandaLine[]): Promise<Map<string, { href: string; title: string }>> {
  const ids = [...new Set(lines.flatMap(({ taskId }) => taskId ?? []))]
  if (!ids.length) return new Map()
  const rows = await db.select({ id: tasks.id, title: tasks.title }).from(tasks).where(and(inArray(tasks.id, ids), visibleTasks(db, user)))
  return new Map(rows.map(({ id, title }) => [id, { href: `/tasks/${id}`, title }]))
}

const sentenceOf = (count: number, filter: PlanFilter, unit: string | undefined): string => [
  `${number(count)} dòng kế hoạch ${periodInWords(periodOf(filter))}`, unit && `của ${unit}`, filter.state && lineStateNames[filter.state].toLocaleLowerCase('vi'),
  filter.q && `có “${filter.q}”`, 'hạn gần trước',
].filter(Boolean).join(', ') + '.'

async function periodOptions(db: Read): Promise<{ value: string; label: string }[]> {
  const current = quarterOf(today())
  const kept = await db.selectDistinct({ year: propagandaLines.year, quarter: propagandaLines.quarter }).from(propagandaLines)
  const quarters = [...new Set([...kept.map(({ year, quarter }) => `${year}-${quarter}`), `${current.year}-${current.quarter}`])].toSorted().reverse()
  const years = [...new Set(quarters.map(one => one.slice(0, 4)))]
  return [
    { value: '', label: `Quý này (${quarterInWords(current)})` },
    ...years.flatMap(year => [
      { value: year, label: `Cả năm ${year}` },
      ...quarters.filter(one => one.startsWith(year)).map(value => ({ value, label: `Quý ${roman[Number(value.slice(5))]} năm ${year}` })),
    ]),
    { value: 'all', label: 'Mọi kỳ' },
  ]
}

export async function planPage(c: Ask): Promise<PropagandaPlanViews['propaganda/plan']> {
  const { store: { read: db }, user } = c.var
  const filter = planFilter(c.req.query())
  const rows = await plannedLines(db, user, filter)
  const units = await unitOptions(db)
  const { limit, offset, sections: _, ...list } = wordList(c, '/propaganda/plan', rows.length, {
    q: filter.q, placeholder: 'Nội dung, đối tượng',
    sentence: sentenceOf(rows.length, filter, units.find(({ value }) => value === filter.unit)?.label.replace(/^[– ]+/, '')),
    choices: [
      { name: 'period', label: 'Kỳ', value: filter.period, options: await periodOptions(db) },
      { name: 'unit', label: 'Đơn vị', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị' }, ...units] },
      {
        name: 'state', label: 'Tình trạng', value: filter.state,
        options: [{ value: '', label: 'Chưa bỏ' }, ...lineStates.map(value => ({ value, label: lineStateNames[value] }))],
      },
    ],
  })
  const { year, quarter } = periodOf(filter)
  const sum = (of: (row: PlannedLine) => number) => rows.reduce((total, row) => total + of(row), 0)
  const late = rows.filter(({ standing }) => standing.state === 'late').length
  const period = year === null ? null : quarter === null ? { from: `${year}-01-01`, to: `${year}-12-31` } : daysOfQuarter({ year, quarter })
  const made = await distributionFigures(db, period?.from ?? null, period?.to ?? null, { unitId: filter.unit || undefined })
  const next = year && quarter ? quarterAfter({ year, quarter }) : null
  const names = await unitNames(db)
  return {
    ...list, tabs: propagandaTabs('/propaganda/plan'), mayPlan: may(user, 'plan propaganda'),
    figures: [
      { label: 'Theo kế hoạch', value: number(sum(({ line }) => line.wanted)), note: 'sản phẩm cần phát' },
      { label: 'Đã soạn', value: number(sum(({ standing }) => standing.made)), note: `${number(sum(({ standing }) => standing.approved))} đã duyệt` },
      { label: 'Đã phát', value: number(sum(({ standing }) => standing.distributed)), note: `${number(sum(({ standing }) => standing.times))} lần phát` },
      { label: 'Trễ hạn', value: number(late), note: late ? 'dòng chưa phát đủ' : null },
    ],
    rows: rows.slice(offset, offset + limit).map(({ line, standing, unit, task }) => ({
      href: `/propaganda/plan/${line.id}`, topic: line.topic, forms: line.forms.map(form => formNames[form]).join(', '),
      period: `Quý ${roman[line.quarter]}/${line.year}`, unit,
      status: lineStatus(standing.state), wanted: line.wanted, made: standing.made, approved: standing.approved, distributed: standing.distributed,
      due: date(line.due), task,
    })),
    counts: made.times ? [
      { title: 'Theo kênh', rows: countRows(made.byChannel, name => name) }, { title: 'Theo hình thức', rows: countRows(made.byForm, form => formNames[form]) },
      ...filter.unit ? [] : [{ title: 'Theo đơn vị', rows: countRows(made.byUnit, id => names.get(id) ?? 'Đơn vị cũ') }],
    ] : [],
    docx: withQuery('/propaganda/plan/export/docx', { ...filter }),
    copy: next && rows.length && may(user, 'plan propaganda')
      ? { year: String(year), quarter: String(quarter), unit: filter.unit, label: `Chép sang ${quarterInWords(next)}` } : null,
  }
}

const countRows = <K>(counts: Map<K, Counted>, nameOf: (key: K) => string) =>
  [...counts].toSorted(([, a], [, b]) => b.times - a.times).map(([key, { pieces, times, reach, unknown }]) => ({
    label: nameOf(key), pieces, times, reach: reach ? `${number(reach)}${unknown ? ` (${number(unknown)} lần chưa rõ)` : ''}` : 'chưa rõ',
  }))

/** The plan as a workbook whose columns are the fields of the form, and what came of each line. */
export async function planExported(c: Ask) {
  const { store: { read: db }, user } = c.var
  const filter = planFilter(c.req.query())
  const lines = (await plannedLines(db, user, filter)).slice(0, mostExported)
  const columns = [
    column(planTitles.year, 8, 'number'), column(planTitles.quarter, 8, 'number'), column(planTitles.unitId, 30), column(planTitles.topic, 60),
    column(planTitles.forms, 36), column(planTitles.audience, 30), column(planTitles.budget, 20), column(planTitles.wanted, 12, 'number'),
    column(planTitles.due, 14, 'date'), column(planTitles.taskId, 50),
    column('Đã soạn', 10, 'number'), column('Đã duyệt', 10, 'number'), column('Đã phát', 10, 'number'), column('Lần phát', 10, 'number'),
    column('Số người tiếp cận', 14, 'number'), column('Tình trạng', 20), column(planTitles.id, 38),
  ]
  const rows = lines.map(({ line, standing, unit, task }) => [
    line.year, line.quarter, unit, line.topic, line.forms.map(form => formNames[form]).join(', '), line.audience, line.budget, line.wanted, line.due, task?.title ?? null,
    standing.made, standing.approved, standing.distributed, standing.times, standing.reach, lineStateNames[standing.state], line.id,
  ])
  const names = await unitNames(db)
  return exported(c, 'Kế hoạch tuyên truyền', columns, rows, sentenceOf(lines.length, filter, names.get(filter.unit)))
}

/** What the official document of the plan is made of. */
export async function planContents(db: Read, user: User, query: Record<string, string>): Promise<{ period: string; lines: PlannedLine[] }> {
  const filter = planFilter(query)
  return { period: periodInWords(periodOf(filter)), lines: await plannedLines(db, user, filter) }
}
