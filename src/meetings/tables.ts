// Giao ban: series of meetings with their rhythm, meetings with agenda and people, and what is written down in the room.
import { choice, day, flag, id, index, instant, json, table, text, unique, whole } from '../store/columns.ts'
import { units } from '../units/tables.ts'

export const rhythms = ['monthly', 'quarterly'] as const
/** When a series meets: on a day of the month (31 is its last), or on the nth weekday (1 = Monday; 5th means the last one). */
export type Rhythm =
  | { every: typeof rhythms[number]; monthOfPeriod: number; day: number }
  | { every: typeof rhythms[number]; monthOfPeriod: number; week: number; weekday: number }

/** One item of a template agenda. */
export interface AgendaTemplate { title: string; presenterId: string | null; unitId: string | null; minutes: number }

export const meetingSeries = table('meeting_series', {
  id: id(),
  name: text('name').notNull(),
  rhythm: json<Rhythm>('rhythm').notNull(),
  /** Where the day is one of rest: the working day after it, or before it. */
  shift: choice('shift', ['after', 'before'] as const).notNull(),
  /** 'HH:mm' in Vietnam, and how long it is meant to take. */
  startsAt: text('starts_at').notNull(),
  minutes: whole('minutes').notNull(),
  place: text('place').notNull(),
  /** Address of the video conference, where there is one. */
  link: text('link'),
  chairId: text('chair_id').notNull(),
  secretaryId: text('secretary_id').notNull(),
  agenda: json<AgendaTemplate[]>('agenda').notNull(),
  /** Units invited, each by its head, and people invited by name. */
  unitIds: json<string[]>('unit_ids').notNull(),
  personIds: json<string[]>('person_ids').notNull(),
  /** Working days before the meeting on which its draft is made; 0: by hand. */
  prepareDays: whole('prepare_days').notNull().default(0),
  endedOn: day('ended_on'),
  search: text('search').notNull(),
  sort: text('sort').notNull(),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
})

/**
 * `draft`: being prepared, only those who prepare it know. `called`: people are invited. `held`: it has taken place (what was
 * concluded is told by its conclusions, how far its minutes are by its papers). `cancelled`: called, and then called off.
 */
export const meetingStates = ['draft', 'called', 'held', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

export const meetings = table('meetings', {
  id: id(),
  seriesId: text('series_id').references(() => meetingSeries.id),
  /** Period of the series that it is for: '2026-10', '2026-Q4'; null for a single meeting. */
  period: text('period'),
  title: text('title').notNull(),
  state: choice('state', meetingStates).notNull(),
  on: day('on').notNull(),
  startsAt: text('starts_at').notNull(),
  minutes: whole('minutes').notNull(),
  place: text('place').notNull(),
  link: text('link'),
  chairId: text('chair_id').notNull(),
  secretaryId: text('secretary_id').notNull(),
  note: text('note'),
  calledAt: instant('called_at'),
  /** When it really began and ended, as taken down in the room. */
  beganAt: instant('began_at'),
  endedAt: instant('ended_at'),
  cancelReason: text('cancel_reason'),
  /** When its package was kept as it stood: as the meeting began. */
  snapshotAt: instant('snapshot_at'),
  search: text('search').notNull(),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [unique('meetings_period').on(t.seriesId, t.period), index('meetings_on').on(t.on), index('meetings_state').on(t.state, t.on)])

/** What the package was like then, sections by key. It is long, and lists of meetings do not need it. */
export const meetingSnapshots = table('meeting_snapshots', {
  meetingId: text('meeting_id').primaryKey().references(() => meetings.id),
  sections: json<Record<string, unknown>>('sections').notNull(),
})

/** `proposed`: in the backlog, waiting. `planned`: on an agenda. `done`: dealt with. `moved`: goes on in another item. `dropped`: refused or given up. */
export const itemStates = ['proposed', 'planned', 'done', 'moved', 'dropped'] as const
export type ItemState = (typeof itemStates)[number]

/** An item of an agenda; without a meeting it waits in the backlog, of one series or of all. */
export const agendaItems = table('agenda_items', {
  id: id(),
  meetingId: text('meeting_id').references(() => meetings.id),
  seriesId: text('series_id'),
  position: whole('position').notNull().default(0),
  title: text('title').notNull(),
  body: text('body'),
  presenterId: text('presenter_id'),
  unitId: text('unit_id'),
  minutes: whole('minutes').notNull().default(10),
  state: choice('state', itemStates).notNull(),
  /** Where it came from and where it went, when it was moved or copied. */
  fromItemId: text('from_item_id'),
  stateReason: text('state_reason'),
  /** Written in the room; `notesRevision` counts each save, so that two who write at once are merged. */
  notes: text('notes').notNull().default(''),
  outcome: text('outcome').notNull().default(''),
  notesRevision: whole('notes_revision').notNull().default(0),
  notesById: text('notes_by_id'),
  notesAt: instant('notes_at'),
  /** Seconds it really took, while the meeting is presented. */
  tookSeconds: whole('took_seconds').notNull().default(0),
  revision: whole('revision').notNull().default(1),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('agenda_items_meeting').on(t.meetingId, t.position), index('agenda_items_state').on(t.state)])

/** A document of the register that goes with a meeting or with one item of its agenda. */
export const meetingDocuments = table('meeting_documents', {
  id: id(),
  meetingId: text('meeting_id').notNull().references(() => meetings.id),
  itemId: text('item_id'),
  documentId: text('document_id').notNull(),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [index('meeting_documents_meeting').on(t.meetingId)])

export const attendances = ['present', 'excused', 'absent', 'deputised'] as const
export type Attendance = (typeof attendances)[number]

/** Who is invited and who came. A guest from outside the office has a name and no person. */
export const meetingGuests = table('meeting_guests', {
  id: id(),
  meetingId: text('meeting_id').notNull().references(() => meetings.id),
  position: whole('position').notNull(),
  personId: text('person_id'),
  unitId: text('unit_id').references(() => units.id),
  name: text('name').notNull(),
  /** Chức vụ on that day. */
  title: text('title'),
  attendance: choice('attendance', attendances),
  reason: text('reason'),
  /** Who came in their stead: a person of the office, or a name. */
  deputyId: text('deputy_id'),
  deputyName: text('deputy_name'),
  takenById: text('taken_by_id'),
  takenAt: instant('taken_at'),
}, t => [unique('meeting_guests_person').on(t.meetingId, t.personId), index('meeting_guests_by_person').on(t.personId)])

export type MeetingSeries = typeof meetingSeries.$inferSelect
export type Meeting = typeof meetings.$inferSelect
export type AgendaItem = typeof agendaItems.$inferSelect
export type MeetingDocument = typeof meetingDocuments.$inferSelect
export type MeetingGuest = typeof meetingGuests.$inferSelect
