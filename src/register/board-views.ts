// What the templates of the board and of the calendar of deadlines are given.
import type { DayState } from '../calendar/working-calendar.ts'
import type { StatusKind } from '../web/layout.ts'
import type { StageKey } from './board.ts'
import type { RegisterHead } from './views.ts'

/** A step that can be taken from the card itself: the button sends `name=value` to `action`. */
export interface CardStep {
  action: string
  name: string
  value: string
  label: string
  /** What will happen, to be read before it is sent; null where nothing is lost by a slip. */
  ask: string | null
  /** Stage that the task is in afterwards. */
  to: StageKey
}

export interface Card {
  href: string
  title: string
  /** Null where the column says it already. */
  status: { kind: StatusKind; label: string } | null
  /** 'T4 25/11/2026'; null without a deadline. */
  due: string | null
  distance: string
  tone: 'late' | 'near' | null
  facts: string[]
  step: CardStep | null
  /** The next step where it needs more than a button: on the task's page. */
  next: { href: string; label: string; /** Stage, or any other unit. */ to: StageKey | 'unit' } | null
}

/** `back` is the address of the board: a step comes back to it. */
export interface BoardCard extends Card {
  back: string
  /** Ids of the columns on which the card can be dropped: its step, or its next page, is what the drop asks for. */
  drops: string[]
}

export interface BoardColumn {
  id: string
  title: string
  count: number
  /** The list of exactly these tasks; null where no filter says them. */
  href: string | null
  cards: BoardCard[]
  /** How many are not shown; 0 when all are. */
  more: number
}

export interface DayCell {
  day: string
  number: number
  state: DayState
  isToday: boolean
  /** The holiday's or the make-up day's name. */
  name: string | null
  /** Nothing to say of it: left out where the calendar is a list. */
  free: boolean
  count: number
  late: number
  /** The list of the day's tasks; null where there are none. */
  href: string | null
  tasks: { href: string; title: string; status: { kind: StatusKind; label: string } }[]
  more: number
}

export interface BoardViews {
  'register/_board': {
    groups: { href: string; label: string; current: boolean }[]
    byUnit: boolean
    columns: BoardColumn[]
    /** Columns that were left out, as a sentence; null when there are none. */
    left: string | null
  }
  'register/_card': BoardCard
  'register/_mark': { kind: StatusKind }
  'register/board': { head: RegisterHead; board: BoardViews['register/_board'] }
  'register/month': { head: RegisterHead; month: BoardViews['register/_month'] }
  'register/_month': {
    title: string
    sentence: string
    previous: { href: string; label: string }
    next: { href: string; label: string }
    /** This month; null when it is shown. */
    present: string | null
    /** Tasks of the filter without a deadline. */
    undated: { href: string; count: number } | null
    weeks: (DayCell | null)[][]
    /** The marks that stand before the tasks' names. */
    legend: { kind: StatusKind; label: string }[]
  }
}
