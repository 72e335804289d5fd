// What the pages of conclusions are given.
import type { MeetingHead } from '../meetings/head.ts'
import type { Form } from '../web/forms.ts'
import type { Facet, StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { Removed } from './conclusions.ts'
import type { MeetingConclusions } from './meeting-section.ts'

type Status = { kind: StatusKind; label: string }
type Option = { value: string; label: string }

/** One cell of the grid: its control, and why it is to be looked at. */
export interface CellView {
  id: string
  name: string
  label: string
  value: string
  control: 'text' | 'long' | 'select' | 'units'
  options: Option[]
  /** A mistake, or the reason for a look; null where the cell is clear. */
  why: string | null
  isMistake: boolean
  /** It may be said to be right as it stands. */
  mayConfirm: boolean
  understood: string
  /** Where htmx sends this cell alone; null for one that is kept with the whole form only. */
  post: string | null
  /** Only the words are shown: clear, and nobody asked to edit it. */
  plain: boolean
}

/** Without an address the reader does not see the task itself. */
export interface TaskLine { href: string | null; unit: string; status: Status; due: string; how: 'given' | 'reminded' }

export interface WorkView {
  id: string
  title: CellView
  lead: CellView
  coordinators: CellView
  deadline: CellView
  product: CellView
  tasks: TaskLine[]
  /** A reminder's new deadline that may be granted: with the save, or, once it was reminded, by itself. */
  grant: { name: string; from: string; to: string; later: boolean; granted: boolean } | null
}

export interface ConclusionView {
  id: string
  base: string
  revision: number
  number: CellView
  text: CellView
  kind: CellView
  reminds: CellView | null
  reminderNumber: CellView | null
  /** Of a kind that was given already: what it speaks of, in words. */
  remindsWords: string
  works: WorkView[]
  noTask: boolean
  /** Null while it is still being put right: then its cells tell. */
  status: Status | null
  done: string
  editable: boolean
  /** All cells show their controls. */
  editing: boolean
  edit: string
  mayRemove: boolean
  first: boolean
  last: boolean
}

export interface GridState {
  base: string
  summary: string
  cells: number
  first: string
  /** Pieces of work that can be given now, and that wait for a look. */
  ready: number
  waiting: number
  /** Conclusions of which nobody has said whether a task comes of them. */
  unmarked: number
  editable: boolean
}

export interface ConclusionRow {
  href: string
  number: string
  text: string
  kind: string
  meeting: string
  on: string
  chair: string
  units: string
  status: Status
  done: string
  tasksHref: string | null
  notes: string[]
}

export interface ConclusionViews {
  'conclusions/_meeting': MeetingConclusions
  /** `dated`: the day of the meeting that took it is told. */
  'conclusions/_meeting-row': { row: MeetingConclusions['rows'][number]; dated: boolean }
  'conclusions/grid': {
    head: MeetingHead
    form: Form
    paste: { text: string; megabytes: number }
    conclusions: ConclusionView[]
    state: GridState
    units: string[]
    removed: Removed[]
    editable: boolean
    /** Why nothing can be changed here. */
    why: string | null
  }
  'conclusions/_conclusion': { one: ConclusionView }
  'conclusions/_work': { one: ConclusionView; work: WorkView; place: number }
  'conclusions/_cell': { cell: CellView }
  'conclusions/_product': { work: WorkView }
  'conclusions/_tasks': { tasks: TaskLine[] }
  'conclusions/_task': { task: TaskLine }
  'conclusions/_state': { state: GridState }
  'conclusions/_saved': { one: ConclusionView; state: GridState }
  'conclusions/register': {
    q: string
    facets: Facet[]
    chips: { words: string; href: string }[]
    sentence: string
    rows: ConclusionRow[]
    pager: Pager
    xlsx: string
  }
}
