// Which event of a meeting tells whom: those who are called, those who prepare and write it, those who have work from it. A draft tells nobody.
import { and, eq } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { nextWorkingDay } from '../calendar/working-days.ts'
import { dayOf } from '../clock.ts'
import { conclusions, conclusionTasks } from '../conclusions/tables.ts'
import { events, type Event } from '../events/tables.ts'
import { guestsOf } from '../meetings/meetings.ts'
import { meetings, meetingSeries, type Meeting } from '../meetings/tables.ts'
import { refOf } from '../papers/naming.ts'
import { papers } from '../papers/tables.ts'
import type { Read } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { NoticeKind, Reason, Tell } from './tables.ts'

type Told = [personId: unknown, reason: Reason][]
type Finder = (db: Read, event: Event, meeting: Meeting) => Told | Promise<Told>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Who presides, who writes, who is invited, and who came in somebody's stead. */
const invited: Finder = async (db, _, meeting) => {
  const guests = await guestsOf(db, meeting.id)
  return [[meeting.chairId, 'chair'], [meeting.secretaryId, 'secretary'], ...guests.map(({ personId }): Told[number] => [personId, 'invited']), ...guests.map(({ deputyId }): Told[number] => [deputyId, 'deputy'])]
}

/** Of a change: all, where they must be elsewhere or at another time; otherwise who presides or writes from now on. And who does no more. */
const concerned: Finder = async (db, event, meeting) => {
  const { fields, from } = event.details as { fields?: string[]; from?: Record<string, unknown> }
  const changed = (field: string) => (fields ?? []).includes(field)
  const moved = ['on', 'startsAt', 'place', 'link'].some(changed)
  const placed: Told = [...changed('chairId') ? [[meeting.chairId, 'chair'] as Told[number]] : [], ...changed('secretaryId') ? [[meeting.secretaryId, 'secretary'] as Told[number]] : []]
  return [...moved ? await invited(db, event, meeting) : placed, [from?.chairId, 'relieved'], [from?.secretaryId, 'relieved']]
}

const guestsNamed: Finder = (_, { details }) => (Array.isArray(details.personIds) ? details.personIds : []).map(id => [id, details.change === 'removed' ? 'relieved' : 'invited'])
const proposer: Finder = (_, { details }) => [[details.proposer, 'proposer']]

/** Those whose proposals were taken onto the agenda while it was a draft: they hear of it with the call. */
const proposers: Finder = async (db, _, { id }) => {
  const taken = await db.select({ details: events.details }).from(events).where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, id), eq(events.action, 'agenda item taken')))
  return taken.map(({ details }) => [details.proposer, 'proposer'])
}

/** Who wrote the paper that the event names, and the secretary. */
const writers: Finder = async (db, { details }, { id, secretaryId }) => {
  const ref = refOf(text(details.paper))
  const [paper] = ref ? await db.select({ madeById: papers.madeById }).from(papers).where(and(eq(papers.meetingId, id), eq(papers.kind, ref.kind), eq(papers.sequence, ref.sequence))) : []
  return [[secretaryId, 'secretary'], [paper?.madeById, 'writer']]
}

const commenter: Finder = (_, { details }) => [[details.author, 'commenter']]

/** Heads of the units that have work from the meeting's conclusions. */
const tasked: Finder = async (db, { at }, { id }) => {
  const rows = await db.selectDistinct({ unitId: tasks.unitId }).from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId))
    .innerJoin(conclusions, eq(conclusions.id, conclusionTasks.conclusionId)).where(eq(conclusions.meetingId, id))
  const heads = await Promise.all(rows.map(({ unitId }) => headsOf(db, unitId, dayOf(at))))
  return heads.flat().map(head => [head, 'tasked'])
}

const chosen: Finder = (_, { details }) => Object.entries((details.to ?? {}) as Record<string, Reason>)

const rules: Record<string, { kind: NoticeKind; tells: Finder[] }> = {
  'meeting called':           { kind: 'meeting',  tells: [invited, proposers] },
  'meeting changed':          { kind: 'meeting',  tells: [concerned] },
  'meeting cancelled':        { kind: 'meeting',  tells: [invited, proposers] },
  'meeting guests changed':   { kind: 'meeting',  tells: [guestsNamed] },
  'agenda item taken':        { kind: 'decision', tells: [proposer] },
  'minutes sent for comment': { kind: 'meeting',  tells: [invited] },
  'minutes commented':        { kind: 'comment',  tells: [writers] },
  'comment answered':         { kind: 'comment',  tells: [commenter] },
  'paper signed':             { kind: 'meeting',  tells: [invited, tasked] },
  'meeting reminded':         { kind: 'reminder', tells: [chosen] },
  'comments reminded':        { kind: 'reminder', tells: [chosen] },
}

/** What happens to a draft, or to one that was written down after its day, is told to nobody; an invitation goes out with the call. */
const isUnheard = ({ action, details }: Event, { state }: Meeting): boolean =>
  state === 'draft' || details.called === false || details.past === true || (action === 'paper signed' && details.kind === 'invitation')

/** Whom an event of a meeting tells, and whether by mail at once: what the morning's digest would bring too late. */
export async function tellOfMeeting(db: Read, event: Event, tell: Tell): Promise<void> {
  const rule = Object.hasOwn(rules, event.action) ? rules[event.action] : undefined
  const [meeting] = rule ? await db.select().from(meetings).where(eq(meetings.id, event.subjectId)) : []
  if (!rule || !meeting || isUnheard(event, meeting)) return
  const urgent = event.action === 'meeting cancelled' || rule.kind === 'reminder'
    || (rule.kind === 'meeting' && meeting.state === 'called' && meeting.on <= nextWorkingDay(await loadCalendar(db), dayOf(event.at)))
  for (const finder of rule.tells) for (const [personId, reason] of await finder(db, event, meeting)) tell(personId, rule.kind, reason, urgent)
}

/** Proposals stand apart from any meeting: their events speak of a series, or of any. */
export async function tellOfProposal(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  if (action === 'agenda item refused') tell(details.proposer, 'decision', 'proposer')
  if (action !== 'agenda item proposed') return
  const [series] = await db.select({ secretaryId: meetingSeries.secretaryId }).from(meetingSeries).where(eq(meetingSeries.id, subjectId))
  tell(series?.secretaryId, 'request', 'secretary')
  for (const role of ['secretary', 'reformOfficer'] as const) for (const id of await holdersOf(db, role, dayOf(at))) tell(id, 'request', 'preparing')
}
