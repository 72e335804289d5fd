// What the pages of a meeting's room are given.
import type { Form } from '../web/forms.ts'
import type { AgendaLine } from './agenda-shown.ts'
import type { MeetingHead } from './head.ts'

/** One who is to be there. `id` is null for chair and secretary, whose attendance nobody takes. */
export interface RollRow {
  id: string | null
  name: string
  about: string
  part: string
  attendance: string
  reason: string
  deputy: string
  /** The unit whose people are offered as deputies. */
  people: string | null
  words: string
  /** What is still to be asked; '' nothing. */
  missing: string
}

export interface Roll {
  id: string
  open: boolean
  counts: string
  untaken: number
  rows: RollRow[]
  choices: { value: string; label: string }[]
  failed: { on: string; form: Form } | null
  lists: { unitId: string; values: string[] }[]
  everybody: { value: string; unit: string }[]
}

export interface RoomItem {
  line: AgendaLine
  notes: string
  outcome: string
  errors: Record<string, string>
  /** What the boxes were filled with, to merge with what others write meanwhile. */
  notesBase: string
  outcomeBase: string
  revision: string
  saved: string
  took: string
}

export interface RoomViews {
  'meetings/room': {
    head: MeetingHead
    id: string
    /** Whether this person may take down what happens, now. */
    open: boolean
    /** Why nobody may. */
    closed: string | null
    stage: 'before' | 'during' | 'after'
    began: string
    ended: string
    otherDay: string | null
    form: Form
    stageErrors: Record<string, string>
    times: Form
    guest: Form
    newItem: Form
    roll: Roll
    questions: string[]
    /** Where an item may be moved to. */
    targets: { value: string; label: string }[]
    items: RoomItem[]
    readable: boolean
    token: string
  }
  'meetings/_room-stage': Pick<RoomViews['meetings/room'], 'id' | 'open' | 'closed' | 'stage' | 'began' | 'ended' | 'otherDay' | 'times'>
  'meetings/_roll': Roll & { guest: Form }
  'meetings/_roll-row': { id: string; row: RollRow; choices: Roll['choices']; failed: Form | null }
  /** `said` is read out. */
  'meetings/_roll-note': { guest: string; words: string; missing: string; error: string; said: string }
  'meetings/_attendance-saved': { guest: string; row: RollRow | null; error: string; counts: string; untaken: number; questions: string[] }
  'meetings/_questions': { questions: string[] }
  'meetings/_room-item': { id: string; open: boolean; item: RoomItem; readable: boolean; targets: RoomViews['meetings/room']['targets'] }
  'meetings/presenting': { id: string; title: string; room: boolean; runs: boolean; keeps: boolean; slides: Slide[] }
}

export interface Slide { line: AgendaLine; of: number; tookSeconds: number; next: string }
