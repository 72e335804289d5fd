// What the templates of the leader's desk and of one's own work are given.
import type { StatusKind } from '../web/layout.ts'
import type { OwedEnquiries } from '../enquiries/work-rows.ts'
import type { OwedPiece } from '../propaganda/owing.ts'
import type { Choice, Decision } from './decisions.ts'
import type { MeetingDecisions } from './meeting-section.ts'

export interface DeskHead { title: string; sentence: string }

/** A choice that could not be written as it was sent, with what was typed. */
export interface FailedChoice { value: string; values: Record<string, string>; errors: Record<string, string> }

export interface DecisionRow {
  decision: Decision
  failed: FailedChoice | null
  /** The box by which it is acknowledged with others; null where there is none. */
  ticked: boolean | null
  /** The address to come back to. */
  back: string
}

export interface DeskGroup {
  name: string
  title: string
  count: string
  rows: DecisionRow[]
  more: { href: string; label: string } | null
  /** Whether its rows may be acknowledged together. */
  ticks: boolean
}

/** A task, or a unit's part in one, that somebody owes. */
export interface OwedRow {
  id: string
  title: string
  status: { kind: StatusKind; label: string }
  /** 'T6 13/11/2026'; null without a day. */
  day: string | null
  /** What the day is: 'hạn', 'báo cáo kỳ'. */
  dayName: string
  distance: string
  tone: 'late' | 'near' | null
  origin: string
  /** 'báo cáo gần nhất 10/11/2026: 40 %, có rủi ro'. */
  last: string
  /** Why the last report came back. */
  returned: string | null
  /** Who works on it, for whoever answers for the unit. */
  note: string | null
  /** Where the next step is taken; with `part` it is taken by the button itself: the unit accepts. */
  next: { label: string; href: string; part: string | null }
}

export interface OwedGroup { name: string; title: string; count: string; rows: OwedRow[]; more: { href: string; label: string } | null }

export interface DeskViews {
  'desk/show': {
    head: DeskHead
    /** Questions of citizens that are late under the person; null where none is. */
    citizens: { href: string; late: string; veryLate: string } | null
    groups: DeskGroup[]
    /** The kind that alone is shown. */
    only: boolean
    printed: string
    /** What could not be written, by the ids of the fields; '' for the whole. */
    errors: Record<string, string>
  }
  'desk/_head': { head: DeskHead }
  'desk/_row': DecisionRow
  'desk/_again': DecisionRow
  'desk/_choice': { row: DecisionRow; choice: Choice }
  'desk/_after': DecidedData & { head: DeskHead; count: string }
  'desk/_decided': DecidedData
  'desk/work': {
    sentence: string
    groups: OwedGroup[]
    /** Questions of citizens that wait for an answer. */
    citizens: OwedEnquiries | null
    pieces: (OwedPiece & { next: string })[]
    /** What waits for others: claims, questions, pauses. */
    waiting: OwedGroup | null
    review: { title: string; rows: { id: string; href: string; title: string; what: string; facts: string[]; wait: string; tone: 'late' | 'near' | null; icon: string }[]; more: string | null } | null
    empty: { icon: string; title: string; sentence: string; action: { href: string; label: string } | null } | null
    only: boolean
  }
  'desk/_meeting': MeetingDecisions
  'desk/_owed': { group: OwedGroup; level: 'h2' | 'h3' }
}

/** A row after it was decided, or after somebody else was first. */
export interface DecidedData { id: string; title: string; href: string; sentence: string; first: boolean }
