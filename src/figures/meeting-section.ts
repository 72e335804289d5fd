// The section of a meeting's package about tasks: what is overdue, near and at risk in which unit, the worst of them, and who has not reported.
import { and, asc, count, gte, inArray, lte, type SQL } from 'drizzle-orm'
import { column } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { addDays, today, written } from '../clock.ts'
import type { Section, Sight } from '../meetings/sections.ts'
import { lastNearDay } from '../register/finding.ts'
import type { Read } from '../store/store.ts'
import { atRiskOn, nearOn, overdueOn, riskyLights } from '../tasks/standings.ts'
import { reports, tasks } from '../tasks/tables.ts'
import { lightNames, standingOf } from '../tasks/words.ts'
import { unitNames } from '../units/units.ts'
import type { StatusKind } from '../web/layout.ts'
import { addedUp, countTasks } from './counting.ts'
import { figureFilterFrom, scopeOf } from './filter.ts'
import { listsFor } from './links.ts'
import { tasksInOrder } from './silence.ts'

/** How many, and the list of them in the register. */
export interface LateCount { label: string; value: number; href: string; late: boolean }
export interface LateUnit { unit: string; counts: LateCount[] }
export interface LateTask { href: string; title: string; unit: string; due: string | null; distance: string; status: { kind: StatusKind; label: string }; note: string }
export interface MeetingTasks {
  since: string
  /** Units that have work, those of them that reported, and the names of the others, as many as can be read. */
  reporting: { of: number; reported: number; missing: string[]; more: number }
  total: { overdue: number; near: number; risky: number }
  units: LateUnit[]
  /** Of all units, also of those that are not among the rows; null where one unit is all. */
  all: LateUnit | null
  /** Units that are not among the rows. */
  more: number
  overdue: LateTask[]
  risky: LateTask[]
}

const [mostUnits, mostTasks, mostMissing, onSlide] = [12, 6, 8, 6]
/** A task given later than so many days ago needs no report yet. */
const graceDays = 7

const countNames = ['Quá hạn', 'Trên 120 ngày', 'Sắp đến hạn', 'Có rủi ro'] as const
async function load(db: Read, { user, since }: Sight): Promise<MeetingTasks> {
  const scope = scopeOf(user, figureFilterFrom({ year: '' }))
  const listOf = listsFor(user, figureFilterFrom({ year: '' }))
  const tallies = Map.groupBy(await countTasks(db, scope, '', today(), ['overdue']), ({ unitId }) => unitId)
  const nearRows = await db.select({ unitId: tasks.unitId, count: count() }).from(tasks).where(and(nearOn(today(), await lastNearDay(db)), scope)).groupBy(tasks.unitId)
  const near = new Map(nearRows.map(row => [row.unitId, row.count]))
  // One look gives both how many there are and the worst of them: few tasks are at risk, but each has to be looked up for its light.
  const atRisk = await db.select({ id: tasks.id, unitId: tasks.unitId, light: tasks.light, due: tasks.due }).from(tasks).where(and(atRiskOn(today()), scope))
  const risky = new Map([...Map.groupBy(atRisk, ({ unitId }) => unitId)].map(([unitId, own]) => [unitId, own.length]))
  const rank = ({ light, due, id }: (typeof atRisk)[number]) => `${light === 'red' ? 0 : 1} ${due ?? '9'} ${id}`
  const names = await unitNames(db)
  const nameOf = (id: string | null) => (id ? names.get(id) ?? 'Đơn vị không còn' : 'Chưa có đơn vị chủ trì')
  const ids = [...new Set([...tallies.keys(), ...near.keys(), ...risky.keys()])]
  const units = ids.map(id => {
    const { overdue, overdueLong: long } = addedUp(tallies.get(id) ?? [])
    return { id, overdue, long, near: near.get(id) ?? 0, risky: risky.get(id) ?? 0 }
  })
    .toSorted((a, b) => b.overdue - a.overdue || b.risky - a.risky || b.near - a.near || (nameOf(a.id) < nameOf(b.id) ? -1 : 1))
  const total = { overdue: 0, long: 0, near: 0, risky: 0 }
  for (const one of units) for (const key of ['overdue', 'long', 'near', 'risky'] as const) total[key] += one[key]
  const countsOf = (of: typeof total, unit: { unit?: string | null }): LateCount[] => [
    { label: countNames[0], value: of.overdue, href: listOf({ ...unit, standing: ['overdue'] }), late: true },
    { label: countNames[1], value: of.long, href: listOf({ ...unit, standing: ['overdue'], age: '121' }), late: true },
    { label: countNames[2], value: of.near, href: listOf({ ...unit, standing: ['near'] }), late: false },
    { label: countNames[3], value: of.risky, href: listOf({ ...unit, standing: ['inTime'], lights: riskyLights }), late: false },
  ]
  const more = Math.max(0, units.length - mostUnits)
  const oldest = await db.select({ id: tasks.id }).from(tasks).where(and(overdueOn(today()), scope)).orderBy(asc(tasks.due), asc(tasks.id)).limit(mostTasks)
  return {
    since, reporting: await reportingOf(db, scope, since, names), total, more,
    units: units.slice(0, mostUnits).map(one => ({ unit: nameOf(one.id), counts: countsOf(one, { unit: one.id }) })),
    all: units.length > 1 ? { unit: more ? `Tất cả, cùng ${more} đơn vị khác` : 'Tất cả', counts: countsOf(total, {}) } : null,
    overdue: await linesOf(db, oldest.map(({ id }) => id), nameOf),
    risky: await linesOf(db, atRisk.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, mostTasks).map(({ id }) => id), nameOf),
  }
}

async function linesOf(db: Read, ids: readonly string[], nameOf: (id: string | null) => string): Promise<LateTask[]> {
  const calendar = await loadCalendar(db)
  return (await tasksInOrder(db, ids)).map(task => {
    const { status, distance } = standingOf(calendar, task, today())
    const { id, title, unitId, due, percent, light, lastReportOn } = task
    const said = lastReportOn ? `${percent} %${light ? `, ${lightNames[light].toLowerCase()}` : ''}, báo cáo ${written(lastReportOn)}` : 'chưa báo cáo'
    return { href: `/tasks/${id}`, title, unit: nameOf(unitId), due, distance, status, note: said }
  })
}

/** Units that lead work given a week ago or earlier, and which of them sent a report since the last meeting. */
async function reportingOf(db: Read, scope: SQL | undefined, since: string, names: ReadonlyMap<string, string>): Promise<MeetingTasks['reporting']> {
  const working = await db.selectDistinct({ id: tasks.unitId }).from(tasks)
    .where(and(inArray(tasks.state, ['accepted', 'doing', 'claimed']), lte(tasks.assignedOn, addDays(today(), -graceDays)), scope))
  const reported = new Set((await db.selectDistinct({ id: reports.unitId }).from(reports).where(gte(reports.on, since))).map(({ id }) => id))
  const owing = new Set(working.map(({ id }) => id))
  const missing = [...names].filter(([id]) => owing.has(id) && !reported.has(id)).map(([, name]) => name)
  return { of: owing.size, reported: owing.size - missing.length, missing: missing.slice(0, mostMissing), more: Math.max(0, missing.length - mostMissing) }
}

export const lateTasks: Section<'figures/_meeting', MeetingTasks> = {
  key: 'tasks', title: 'Nhiệm vụ quá hạn, có rủi ro', template: 'figures/_meeting', load,
  summary: ({ total: { overdue, near, risky } }) => `${overdue} quá hạn, ${near} sắp đến hạn, ${risky} có rủi ro`,
  headline({ since, reporting: { of, reported, missing, more } }) {
    if (!of) return null
    const silent = missing.length ? `; còn thiếu ${missing.join(', ')}${more ? ` và ${more} đơn vị khác` : ''}` : ''
    return `${reported}/${of} đơn vị đang có nhiệm vụ đã báo cáo từ ${written(since)}${silent}.`
  },
  shortened: data => ({
    ...data, units: data.units.slice(0, onSlide), more: data.more + Math.max(0, data.units.length - onSlide),
    overdue: data.overdue.slice(0, 3), risky: data.risky.slice(0, 3),
  }),
  sheets: ({ units, overdue, risky }) => [
    { name: 'Theo đơn vị', columns: [column('Đơn vị chủ trì', 46), ...countNames.map(title => column(title, 14, 'number'))],
      rows: units.map(({ unit, counts }) => [unit, ...counts.map(({ value }) => value)]) },
    { name: 'Nặng nhất',
      columns: [column('Nhiệm vụ', 70), column('Đơn vị chủ trì', 36), column('Hạn', 12, 'date'), column('Tình trạng', 16), column('So với hạn', 24), column('Báo cáo gần nhất', 40)],
      rows: [...overdue, ...risky].map(row => [row.title, row.unit, row.due, row.status.label, row.distance, row.note]) },
  ],
}
