// What the pages of series, of preparing a meeting and of the backlog are given.
import type { Form } from '../web/forms.ts'
import type { AgendaShown, MeetingPaper } from './agenda-shown.ts'
import type { MeetingHead } from './head.ts'

interface Option { value: string; label: string }

/** One coming date of a series; with the meeting where it is made already, and why the date is not the one of the rule. */
export interface SeriesDate { period: string; on: string; href: string | null; status: MeetingHead['status'] | null; note: string }

/** What became of a proposal. */
export interface Became { title: string; at: Date; status: MeetingHead['status']; words: string; href: string | null }

export interface PreparingViews {
  'meetings/backlog': {
    form: Form
    /** The answer to one row that could not be taken. */
    answer: { id: string; form: Form } | null
    mayWrite: boolean
    mayPropose: boolean
    series: Option[]
    /** Meetings still to come, to take a proposal onto. */
    meetings: Option[]
    waiting: { id: string; title: string; body: string; minutes: number; at: Date; mine: boolean; from: string; origin: string; series: string }[]
    answered: Became[]
  }
  'meetings/series': { rows: { href: string; name: string; rule: string; place: string; next: SeriesDate | null }[]; mayWrite: boolean }
  'meetings/series-show': {
    form: Form
    id: string
    name: string
    ended: string | null
    rule: string
    mayWrite: boolean
    facts: { label: string; value: string }[]
    dates: SeriesDate[]
    /** What the button says that drafts the next meeting; null when there is none to draft. */
    nextLabel: string | null
    agenda: { title: string; presenter: string; minutes: number }[]
    total: number
    minutes: number
    units: string[]
    people: string[]
  }
  'meetings/_place': { form: Form; people: Option[] }
  'meetings/series-edit': {
    form: Form
    title: string
    action: string
    back: string
    revision: number
    people: Option[]
    units: Option[]
    weeks: Option[]
    weekdays: Option[]
    months: Option[]
    /** Rows of the template agenda and of people invited by name. */
    items: number
    guests: number
  }
  'meetings/new': { form: Form; people: Option[] }
  /** Name, day, time, place, people, note of a meeting. */
  'meetings/_fields': { form: Form; people: Option[] }
  'meetings/edit': {
    id: string
    head: MeetingHead
    form: Form
    revision: number
    itemForm: Form
    guestForm: Form
    stepForm: Form
    /** The form for one more item is open: one was just added. */
    adding: boolean
    people: Option[]
    units: Option[]
    /** The units, and all of them at once. */
    invitable: Option[]
    /** Nobody was called yet; the day has passed; it has begun; its series drafts it by itself. */
    draft: boolean
    past: boolean
    begun: boolean
    automatic: boolean
    agenda: AgendaShown
    guests: { id: string; name: string; detail: string; removable: boolean }[]
    /** Proposals of the backlog that it could take. */
    waiting: number
  }
  'meetings/_item-fields': { form: Form; people: Option[]; units: Option[]; prefix: string }
  'meetings/item': {
    meeting: { id: string; title: string; on: string; open: boolean }
    id: string
    title: string
    revision: number
    form: Form
    people: Option[]
    units: Option[]
    papers: MeetingPaper[]
    editable: boolean
    /** Minutes are not signed yet; afterwards it can only be copied. */
    mayMove: boolean
    /** Where it went, when it was moved away. */
    gone: string | null
    targets: Option[]
  }
  'meetings/documents': {
    meeting: { id: string; title: string }
    item: { id: string; title: string } | null
    q: string
    form: Form
    found: { id: string; subject: string; words: string }[]
    more: boolean
  }
  'meetings/_papers-kept': { meetingId: string; itemId: string; papers: MeetingPaper[] }
}
