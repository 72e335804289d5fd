// What the templates of the calendar are given.
import type { Form } from '../web/forms.ts'
import type { Proposal } from './proposals.ts'
import type { DayState } from './working-calendar.ts'

export interface MonthCell {
  day: string
  number: number
  state: DayState
  isToday: boolean
  /** Why it is not worked, or worked: the row's name; null for the week's pattern. */
  name: string | null
}

export interface Month {
  title: string
  /** Weeks from Monday; null outside the month. */
  weeks: (MonthCell | null)[][]
}

export interface DayRow {
  id: string
  range: string
  weekdays: string
  word: string
  name: string
  decision: string
  source: string | null
}

export interface WeekRow {
  id: string
  since: string
  days: string
  hours: string
  decision: string
  inForce: boolean
  mayRemove: boolean
}

export interface ProposalRow extends Proposal { range: string; weekdays: string; ticked: boolean }

interface Option { value: string; label: string }

export interface CalendarViews {
  'calendar/show': {
    year: number
    previous: number
    next: number
    sentence: string
    months: Month[]
    days: DayRow[]
    weeks: WeekRow[]
    proposals: ProposalRow[]
    /** The year whose days off nobody has entered. */
    missing: number | null
    /** What a change that was just made may move. */
    affected: { label: string; href: string; count: number }[]
    affectedFrom: string | null
    mayChange: boolean
    calculation: { form: Form; result: { day: string; at: string | null; words: string } | null }
    dayForm: Form
    weekForm: Form
    proposalForm: Form
    choices: { kinds: Option[]; shifts: Option[]; units: Option[] }
  }
  'calendar/_month': Month
  'calendar/_calculator': Pick<CalendarViews['calendar/show'], 'calculation' | 'choices' | 'year'>
  'calendar/_days': Pick<CalendarViews['calendar/show'], 'days' | 'mayChange' | 'year' | 'dayForm' | 'choices'>
  'calendar/_proposals': Pick<CalendarViews['calendar/show'], 'proposals' | 'proposalForm' | 'year'>
  'calendar/_weeks': Pick<CalendarViews['calendar/show'], 'weeks' | 'mayChange' | 'weekForm' | 'choices'>
}
