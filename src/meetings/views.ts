// What the pages of meetings are given.
import type { AgendaShown, MeetingPaper } from './agenda-shown.ts'
import type { Pager } from '../web/paging.ts'
import type { MeetingHead } from './head.ts'
import type { MeetingFilter } from './listing.ts'
import type { PreparingViews } from './preparing-views.ts'
import type { ShownSection } from './package.ts'
import type { RoomViews } from './room-views.ts'

interface Option { value: string; label: string }

export interface MeetingRow {
  href: string
  title: string
  on: string
  startsAt: string
  place: string
  status: MeetingHead['status']
  chair: string
  /** Why it was called off. */
  note: string
}

interface PackageShown {
  head: MeetingHead
  agenda: AgendaShown
  sections: ShownSection[]
  /** What the page begins with. */
  headlines: string[]
  /** What the figures are of. */
  told: string
}

export interface MeetingViews extends PreparingViews, RoomViews {
  'meetings/index': {
    filter: MeetingFilter
    filtered: boolean
    sentence: string
    series: Option[]
    yearChoices: Option[]
    states: Option[]
    coming: MeetingRow[]
    /** Those that have passed on this page, by year. */
    years: { year: string; rows: MeetingRow[] }[]
    pager: Pager
    mayWrite: boolean
    mayPropose: boolean
    xlsx: string
  }
  'meetings/_rows': { rows: MeetingRow[]; caption: string }
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
