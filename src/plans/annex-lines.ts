// The annex of a plan made of its tasks: one line for what stands as one row, with the words that an export writes.
import { and, asc, eq, gte, isNull, lt, max, ne, type SQL } from 'drizzle-orm'
import { today } from '../clock.ts'
import type { Deadline } from '../calendar/deadlines.ts'
import { Pace } from '../jobs/pace.ts'
import type { Read } from '../store/store.ts'
import { taskOutsiders, taskParts, tasks, type TaskState } from '../tasks/tables.ts'
import type { Measure } from '../targets/measure.ts'
import { allUnits, standsOn } from '../units/units.ts'
import type { Unit } from '../units/tables.ts'

/** One row of the annex. A task that each unit has for itself is one row with several in the lead. */
export interface AnnexLine {
  domainId: string | null
  number: string
  position: number
  heading: string | null
  title: string
  product: string | null
  /** Ids of units; empty only in a draft. */
  leads: string[]
  coordinators: string[]
  outsiders: string[]
  deadline: Deadline
  measure: Measure | null
  /** Of the row; its tasks share it. */
  weight: number
  budgetText: string | null
  budget: number | null
  note: string | null
  tasks: { id: string; unitId: string | null; state: TaskState; percent: number; due: string | null; firstDue: string | null; finishedOn: string | null; revision: number }[]
}

// So many at once that nobody has to wait for them.
const positionsAtOnce = 400

/** Lines of a plan in their order: without the turns of what recurs, which are no rows of the annex, and without what was dropped. */
export async function linesOf(db: Read, planId: string): Promise<AnnexLine[]> {
  const [end] = await db.select({ position: max(tasks.position) }).from(tasks).where(eq(tasks.planId, planId))
  const pace = new Pace(positionsAtOnce)
  const lines: AnnexLine[] = []
  for (let first = 0; first <= (end?.position ?? -1); first += positionsAtOnce) {
    lines.push(...await linesWithin(db, planId, and(gte(tasks.position, first), lt(tasks.position, first + positionsAtOnce))))
    await pace.breathe()
  }
  return lines
}

/** The same for a part of the plan: what stands in one position must not be parted. */
export async function linesWithin(db: Read, planId: string, only: SQL | undefined): Promise<AnnexLine[]> {
  const t = tasks
  const within = and(eq(t.planId, planId), isNull(t.seriesId), ne(t.state, 'dropped'), only)
  const rows = await db.select({
    id: t.id, domainId: t.domainId, number: t.number, position: t.position, heading: t.heading, title: t.title, product: t.product, state: t.state, unitId: t.unitId,
    deadline: t.deadline, measure: t.measure, weight: t.weight, budgetText: t.budgetText, budget: t.budget, note: t.note, percent: t.percent, due: t.due, firstDue: t.firstDue, finishedOn: t.finishedOn, revision: t.revision,
  }).from(t).where(within).orderBy(asc(t.position), asc(t.id))
  const parts = await db.select({ taskId: taskParts.taskId, unitId: taskParts.unitId }).from(taskParts).innerJoin(t, eq(t.id, taskParts.taskId))
    .where(and(within, eq(taskParts.role, 'coordinator'))).orderBy(asc(taskParts.id))
  const outside = await db.select({ taskId: taskOutsiders.taskId, name: taskOutsiders.name }).from(taskOutsiders).innerJoin(t, eq(t.id, taskOutsiders.taskId))
    .where(within).orderBy(asc(taskOutsiders.id))
  const partsOf = Map.groupBy(parts, ({ taskId }) => taskId)
  const outsideOf = Map.groupBy(outside, ({ taskId }) => taskId)
  const lines: AnnexLine[] = []
  for (const { id, unitId, state, percent, due, firstDue, finishedOn, revision, number, ...row } of rows) {
    const task = { id, unitId, state, percent, due, firstDue, finishedOn, revision }
    const last = lines.at(-1)
    if (last && last.position === row.position && last.title === row.title && last.number === (number ?? '') && unitId && !last.leads.includes(unitId)) {
      last.leads.push(unitId)
      last.tasks.push(task)
      last.weight = Math.round((last.weight + row.weight) * 1e6) / 1e6
      // A unit does not co-ordinate with itself: who is left out of one task stands in the others.
      for (const part of partsOf.get(id) ?? []) if (!last.coordinators.includes(part.unitId)) last.coordinators.push(part.unitId)
      continue
    }
    lines.push({
      ...row, number: number ?? '', leads: unitId ? [unitId] : [], tasks: [task],
      coordinators: (partsOf.get(id) ?? []).map(part => part.unitId), outsiders: (outsideOf.get(id) ?? []).map(({ name }) => name),
    })
  }
  return lines
}

/** Units by name, as annexes name them. */
export class OfficeUnits {
  readonly standing: Unit[]
  private readonly everyone: string[]
  private readonly names: Map<string, string>
  /** @param day on which the units stand: a meeting speaks of those of its day. */
  constructor(all: readonly Unit[], day = today()) {
    this.standing = all.filter(unit => standsOn(unit, day))
    this.everyone = this.standing.filter(({ kind }) => kind !== 'leadership').map(({ id }) => id)
    this.names = new Map(all.map(({ id, name }) => [id, name]))
  }
  name(id: string): string { return this.names.get(id) ?? 'Đơn vị không còn trong danh bạ' }
  /** Every unit but the leaders and the one given. */
  others(lead: string): string[] { return this.everyone.filter(id => id !== lead) }
  /** 'Các phòng, đơn vị' where it is all of them, otherwise names with semicolons between. */
  words(ids: readonly string[], without = ''): string {
    const all = this.others(without)
    const has = new Set(ids)
    if (all.length > 2 && all.every(id => has.has(id))) {
      const more = ids.filter(id => !all.includes(id))
      return [...more.map(id => this.name(id)), 'Các phòng, đơn vị'].join('; ')
    }
    return ids.map(id => this.name(id)).join('; ')
  }
}
export const officeUnits = async (db: Read, day?: string): Promise<OfficeUnits> => new OfficeUnits(await allUnits(db), day)

export interface LineWords { number: string; title: string; product: string; lead: string; coordinators: string; deadline: string; budget: string; note: string }

/** The cells of a line as an export writes them. */
export const wordsOfLine = (line: AnnexLine, office: OfficeUnits): LineWords => ({
  number: line.number, title: line.title, product: line.product ?? '', lead: office.words(line.leads),
  coordinators: [office.words(line.coordinators, line.leads.length === 1 ? line.leads[0] : ''), ...line.outsiders].filter(Boolean).join('; '),
  deadline: line.deadline.original, budget: line.budgetText ?? '', note: line.note ?? '',
})

/** "3. Chế độ báo cáo" → its number and its words. */
export function headingParts(heading: string): [number: string, title: string] {
  const match = /^([\p{L}\d]{1,4}(?:\.\d{1,3})*)\. (.+)$/su.exec(heading)
  return match ? [match[1]!, match[2]!] : ['', heading]
}

/** The lines with the groups and sub-headings that stand between them, in the order of the annex. */
export function laidOut<T extends Pick<AnnexLine, 'domainId' | 'heading'>>(lines: readonly T[], domains: readonly { id: string; number: string; title: string }[]): ({ group: { number: string; title: string } } | { heading: string } | { line: T })[] {
  const out: ReturnType<typeof laidOut<T>> = []
  const byDomain = Map.groupBy(lines, ({ domainId }) => domainId)
  for (const domain of [...domains, null]) {
    const own = byDomain.get(domain?.id ?? null) ?? []
    if (!own.length) continue
    if (domain) out.push({ group: domain })
    let heading: string | null = null
    for (const line of own) {
      if (line.heading !== heading && line.heading) out.push({ heading: line.heading })
      heading = line.heading
      out.push({ line })
    }
  }
  return out
}
