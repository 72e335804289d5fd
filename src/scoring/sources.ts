// Criteria that fill themselves: from a task's target or a figure of the portal, with its rule and list, and whether it changed since it was declared.
import { and, asc, eq, isNotNull, notInArray } from 'drizzle-orm'
import { today, written } from '../clock.ts'
import { countedOf, periodFigures, type Listing } from '../periods/figures.ts'
import { periods } from '../periods/tables.ts'
import type { Read } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { scored } from './rules.ts'
import { declarerOf } from './seeing.ts'
import type { Cell } from './counting.ts'
import type { Criterion, Declared, ScoringRound, ScoringSheet } from './tables.ts'

export interface ScoredSource {
  label: string
  /** How the figure is counted. */
  rule: string
  href: string | null
  /** What it comes to, in the words of the criterion's own rule; null where there is nothing yet. */
  words: string | null
  /** What was declared differs from what the source says now. */
  changed: boolean
}
interface Found { label: string; rule: string; href: string | null; declared: Declared | null }

/** The figures of the days that a round counts; kept until the next event. */
const listingsOf = (db: Read, { countsFrom, countsTo }: ScoringRound): Promise<Listing[]> => periodFigures(db, { from: countsFrom, to: countsTo })

/** As the method takes it; null where it does not fit. */
function asDeclared({ method, rule }: Criterion, part: number | null, of: number | null, value: number | null): Declared | null {
  if (method === 'ratio' || (method === 'bands' && rule.measured !== 'figure')) return part !== null && of !== null ? { part, of } : null
  if (method === 'bands') return value === null ? null : { figure: value }
  if (method === 'perItem') return value === null ? null : { items: Math.floor(value) }
  return method === 'yesNo' && value !== null ? { answer: value > 0 ? 'yes' : 'no' } : null
}

async function ofTask(db: Read, criterion: Criterion, taskId: string): Promise<Found | null> {
  const [task] = await db.select({ title: tasks.title, value: tasks.value }).from(tasks).where(eq(tasks.id, taskId))
  if (!task) return null
  const { numerator = null, denominator = null, value = null, notArising = false } = task.value ?? {}
  return {
    label: `Chỉ tiêu: ${task.title}`, rule: 'Số liệu của báo cáo mới nhất về nhiệm vụ này.', href: `/tasks/${taskId}`,
    declared: notArising ? asDeclared(criterion, 0, 0, 0) : asDeclared(criterion, numerator, denominator, value),
  }
}

async function ofFigure(db: Read, round: ScoringRound, criterion: Criterion, unitId: string | null, key: string): Promise<Found | null> {
  const listing = (await listingsOf(db, round)).find(one => one.key === key)
  if (!listing) return null
  const { value, part, of } = countedOf(listing.way, unitId ? listing.items.filter(item => item.unitId === unitId) : listing.items)
  const [period] = await db.select({ id: periods.id }).from(periods)
    .where(and(eq(periods.from, round.countsFrom), eq(periods.to, round.countsTo))).orderBy(asc(periods.id)).limit(1)
  return {
    label: listing.label, rule: `${listing.rule} Tính từ ${written(round.countsFrom)} đến ${written(round.countsTo)}.`,
    href: period ? `/periods/${period.id}/figures/${key}` : null, declared: asDeclared(criterion, part, of, value),
  }
}

const sameDeclared = (a: Declared | null, b: Declared) => (['answer', 'part', 'of', 'figure', 'items'] as const).every(key => a?.[key] === b[key])

/** What the criterion's source says of who declares it; null where it has none. */
export async function sourceOf(db: Read, round: ScoringRound, sheet: ScoringSheet, criterion: Criterion, cell: Cell): Promise<(ScoredSource & { declared: Declared | null }) | null> {
  const { source } = criterion
  if (!source) return null
  const found = source.kind === 'task' ? await ofTask(db, criterion, source.taskId)
    : await ofFigure(db, round, criterion, sheet.unitId ? declarerOf(sheet, criterion) : null, source.key)
  if (!found) return { label: 'Nguồn số liệu không còn', rule: 'Chỉ tiêu hoặc thống kê đã gỡ: tự kê khai số liệu.', href: null, words: null, changed: false, declared: null }
  const { declared, ...shown } = found
  const before = cell.declared?.declared
  return {
    ...shown, declared, words: declared ? scored(criterion, declared).words : null,
    changed: declared !== null && before !== null && before !== undefined && !sameDeclared(before, declared),
  }
}

/** For choosing: figures of the portal, and tasks that have a target. */
export async function sourceOptions(db: Read): Promise<{ value: string; label: string }[]> {
  const figures = (await periodFigures(db, { from: today(), to: today() })).map(({ key, label }) => ({ value: key, label: `Thống kê: ${label}` }))
  const rows = await db.select({ id: tasks.id, title: tasks.title }).from(tasks)
    .where(and(isNotNull(tasks.targetKind), notInArray(tasks.state, ['draft', 'dropped']))).orderBy(asc(tasks.title), asc(tasks.id)).limit(300)
  return [...figures, ...rows.map(({ id, title }) => ({ value: `task ${id}`, label: `Chỉ tiêu: ${title.slice(0, 120)}` }))]
}
