// What a task is filtered by: of each condition the plain fact kept of the task, and under which values it stands today.
import { addDays } from '../clock.ts'
import { ages, countedStates, workingStates } from '../tasks/standings.ts'
import { openStates, type Task, type TaskPart, type TaskState } from '../tasks/tables.ts'
import { none, type FacetKey, type UnitRole } from './filter.ts'

/** What is known of a task for filtering. */
export type Known = Pick<Task, 'id' | 'state' | 'due' | 'finishedOn' | 'assignedOn' | 'planId' | 'domain' | 'unitId' | 'personId' | 'assignerId' | 'originKind' | 'targetKind' | 'light'
  | 'nextReportOn' | 'lastReportOn' | 'receiptDue' | 'percent' | 'position' | 'search'> & { parts: Pick<TaskPart, 'unitId' | 'role' | 'personId'>[]; cited: boolean }

/** A fact that does not change by itself as days go by: 'working 2026-10-01', not 'overdue'. */
export type Base = string | string[]

const isOneOf = (states: readonly TaskState[], state: TaskState) => states.includes(state)

/** How a task stands, but for the day: src/tasks/standings.ts says the same as conditions, and a test holds them together. */
function standingBase({ state, due, finishedOn }: Known): string {
  if (isOneOf(workingStates, state)) return `working ${due ?? ''}`
  if (state === 'claimed' || state === 'paused') return state
  if (state !== 'done') return none
  return due === null || (finishedOn ?? '') <= due ? 'doneInTime' : 'doneLate'
}

export function basesOf(task: Known): Record<FacetKey, Base> {
  const { state, due, assignedOn, parts } = task
  const standing = standingBase(task)
  const people = [...new Set([task.personId, ...parts.map(({ personId }) => personId)].filter(id => id !== null))]
  const coordinators = parts.filter(({ role }) => role === 'coordinator').map(({ unitId }) => `c${unitId}`)
  const silentSince = task.nextReportOn ? `n${task.nextReportOn}` : `l${task.lastReportOn ?? assignedOn ?? ''}`
  return {
    standing, age: standing, state, due: due ?? none, year: `${(due ?? assignedOn)?.slice(0, 4) ?? none}${isOneOf(openStates, state) ? ' open' : ''}`,
    plan: task.planId ?? none, domain: task.domain ?? none, unit: [task.unitId ? `l${task.unitId}` : none, ...coordinators], person: people.length ? people : none, assigner: task.assignerId,
    origin: task.originKind, target: task.targetKind ?? none, light: task.light ?? none,
    evidence: (state === 'claimed' || state === 'done') && !task.cited ? 'missing' : none,
    silent: state === 'accepted' || state === 'doing' ? silentSince : none,
    receipt: state === 'assigned' ? task.receiptDue?.toISOString() ?? 'waiting' : none,
  }
}

/** The moment and the spans that 'overdue', 'this week', 'silent' mean. Days are 'YYYY-MM-DD'. */
export interface At {
  today: string
  /** ISO moment, to the minute. */
  now: string
  /** Last day that is near. */
  nearTo: string
  silentDays: number
}

/** First and last day of the spans that deadlines are looked for by. */
export function spanOf(span: string, today: string): { from: string; to: string } | null {
  if (span === 'today') return { from: today, to: today }
  if (span === 'week') {
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
    return { from: monday, to: addDays(monday, 6) }
  }
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))]
  const first = span === 'month' ? month : span === 'quarter' ? month - (month - 1) % 3 : null
  if (first === null) return null
  const next = first + (span === 'month' ? 1 : 3)
  const day = (of: number) => (of > 12 ? `${Number(year) + 1}-01-01` : `${year}-${String(of).padStart(2, '0')}-01`)
  return { from: day(first), to: addDays(day(next), -1) }
}

/** Values of a condition under which a base counts, the exact one and wider ones. */
export function valuesOf(key: FacetKey, base: string, at: At, role: UnitRole): string[] {
  const day = base.slice(1)
  switch (key) {
    case 'standing': {
      if (!base.startsWith('working')) return base.startsWith('done') ? [base, 'done'] : base === none ? [] : [base]
      const due = base.slice(8)
      return due && due < at.today ? ['overdue'] : due && due <= at.nearTo ? ['inTime', 'near'] : ['inTime']
    }
    case 'age': {
      const due = base.startsWith('working') ? base.slice(8) : ''
      return due && due < at.today ? ages.filter(({ from, to }) => due <= addDays(at.today, -from) && (to === null || due >= addDays(at.today, -to))).map(({ name }) => name) : []
    }
    case 'state': return [base, ...(isOneOf(openStates, base as TaskState) ? ['open'] : []), ...(isOneOf(countedStates, base as TaskState) ? ['counted'] : []), 'all']
    case 'due': return base === none ? ['none'] : ['today', 'week', 'month', 'quarter'].filter(span => { const { from, to } = spanOf(span, at.today)!; return from <= base && base <= to })
    case 'year': {
      const [year, open] = base.split(' ')
      const present = at.today.slice(0, 4)
      // What earlier years left open is work of the present one too.
      return [year!, ...(open && year !== none && year! < present ? [present] : [])]
    }
    case 'unit': return base === none ? [none] : role === 'any' || base.startsWith(role === 'lead' ? 'l' : 'c') ? [day] : []
    case 'silent': return base === none ? [] : base.startsWith('n') ? (day < at.today ? ['1'] : []) : day && day < addDays(at.today, -at.silentDays) ? ['1'] : []
    case 'receipt': return base === none ? [] : base !== 'waiting' && base < at.now ? ['waiting', 'late'] : ['waiting']
    case 'evidence': return base === none ? [] : [base]
    case 'plan': case 'domain': case 'person': case 'assigner': case 'origin': case 'target': case 'light': return [base]
  }
}
