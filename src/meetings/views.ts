// What the pages of meetings are given.
import type { AgendaShown, MeetingPaper } from './agenda-shown.ts'
import type { Form } from '../web/forms.ts'
import type { MeetingHead } from './head.ts'
import type { ShownSection } from './package.ts'
import type { RoomViews } from './room-views.ts'

interface PackageShown {
  head: MeetingHead
  agenda: AgendaShown
  sections: ShownSection[]
  /** What the page begins with. */
  headlines: string[]
  /** What the figures are of. */
  told: string
}

interface Option { value: string; label: string }

/** One coming date of a series; with the meeting where it is made already, and why the date is not the one of the rule. */
export interface SeriesDate { period: string; on: string; href: string | null; status: MeetingHead['status'] | null; note: string }

export interface MeetingViews extends RoomViews {
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
  'meetings/index': { rows: { href: string; title: string; on: string; startsAt: string; place: string; status: MeetingHead['status'] }[] }
  'meetings/_head': MeetingHead
  'meetings/show': PackageShown & {
    /** Nobody is told of it yet. */
    draft: boolean
    other: { href: string; label: string } | null
    slides: string
    xlsx: string
  }
  'meetings/projection': PackageShown
  'meetings/_agenda': AgendaShown
  'meetings/_papers': { papers: MeetingPaper[] }
}
