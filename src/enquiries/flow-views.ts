// What the templates of an enquiry's way are given: where it stands, its clock, what may be done next, what it belongs to, what happened.
import type { EventRow } from '../events/audit.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { ClockShown } from './clock.ts'
import type { MeetingEnquiries } from './meeting-section.ts'
import type { EnquiryCounts } from './figures.ts'

interface Option { value: string; label: string }

export interface FlowShown {
  id: string
  revision: number
  status: { kind: StatusKind; label: string }
  clock: ClockShown | null
  /** How the deadline came about, in one line. */
  due: string
  /** What came of it: 'Trả lời đúng hạn lúc …'; null while it is owed. */
  outcome: string | null
  unit: string | null
  person: string | null
  /** The stations of its way, and at which it is. */
  stations: { label: string; at: 'done' | 'now' | 'ahead' }[]
  /** Why the clock stands still. */
  paused: string | null
  pauses: { reason: string; from: Date; to: Date | null; by: string }[]
  into: { href: string; number: string } | null
  /** That others get the same answer, or that this one does. */
  follows: string | null
  linked: { id: string; href: string; number: string; question: string; kind: string; status: { kind: StatusKind; label: string }; unlinks: boolean }[]
  /** What the person may do now. */
  may: { give: boolean; name: boolean; begin: boolean; pause: boolean; resume: boolean; link: boolean; merge: boolean; separate: boolean; close: boolean; closeWithout: boolean; reopen: boolean }
  /** The form that comes next for the person, shown unfolded: to which unit, or which person of it. */
  next: 'unit' | 'person' | null
  units: Option[]
  proposed: { unitId: string; why: string } | null
  people: Option[]
  /** The form that could not be written, by the name in its field 'step', with what was typed. */
  failed: { name: string; form: Form } | null
  history: EventRow[]
}

export interface LateRow { href: string; number: string; question: string; person: string; due: Date; clock: ClockShown; channel: string }
export interface LateUnit { name: string; late: number; veryLate: number; rows: LateRow[]; more: number; href: string }

/** `href`: the list of those that it counts; null for none. */
export interface FiguresCell { label: string; value: string; href: string | null; late: boolean }
export interface FiguresRow extends EnquiryCounts { name: string; cells: FiguresCell[] }
export interface FiguresTable { title: string; rows: FiguresRow[]; more: number }

export interface FlowViews {
  'enquiries/_flow': FlowShown
  'enquiries/_steps': FlowShown
  /** A step that needs nothing but a press. */
  'enquiries/_step': Pick<FlowShown, 'id' | 'revision'> & { path: string; label: string; icon: string; primary: boolean }
  'enquiries/_past': FlowShown
  'enquiries/figures': {
    from: string
    to: string
    xlsx: string
    lede: string
    figures: (FiguresCell & { rule: string })[]
    tables: FiguresTable[]
  }
  'enquiries/_meeting': MeetingEnquiries
  'enquiries/late': { sentence: string; units: LateUnit[] }
}
