// Which event tells whom, in one table; and who that is, out of the task as it stands.
import { and, eq, inArray } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { plans } from '../plans/tables.ts'
import type { Read } from '../store/store.ts'
import { taskById } from '../tasks/seeing.ts'
import { requests, taskParts, tasks } from '../tasks/tables.ts'
import { tellOfReform } from './demand-rules.ts'
import { tellOfEnquiry } from './enquiry-rules.ts'
import { tellOfFaq } from './faq-rules.ts'
import { tellOfMeeting, tellOfProposal } from './meeting-rules.ts'
import { tellOfPiece } from './piece-rules.ts'
import { tellOfHandover } from './question-rules.ts'
import { headsOf, holdersOf } from './recipients.ts'
import { tellOfScoring } from './scoring-rules.ts'
import { tellOfPeriod } from './report-rules.ts'
import type { NoticeKind, Reason, Tell } from './tables.ts'

/**
 * Places: `lead`, `coordinators` the heads of those units; `named` whoever works on it; `assigner` who gave it and decides;
 * `author` who reported; `asker` who asked; `person` whom the event names; `told` whom reminders and escalation chose.
 */
type Place = 'lead' | 'coordinators' | 'named' | 'assigner' | 'author' | 'asker' | 'person' | 'told'
interface Rule { kind: NoticeKind; tells: Place[] }

const rules: Record<string, Rule> = {
  'task given':              { kind: 'assigned',   tells: ['lead', 'coordinators', 'named'] },
  'task handed over':        { kind: 'assigned',   tells: ['lead', 'named', 'assigner'] },
  'task person named':       { kind: 'assigned',   tells: ['person'] },
  'task accepted':           { kind: 'change',     tells: ['person'] },
  'task reported':           { kind: 'report',     tells: ['assigner', 'lead'] },
  'task claimed done':       { kind: 'report',     tells: ['assigner', 'lead'] },
  'task part done':          { kind: 'report',     tells: ['lead', 'named'] },
  'report acknowledged':     { kind: 'review',     tells: ['author'] },
  'report returned':         { kind: 'review',     tells: ['author', 'lead'] },
  'report confirmed':        { kind: 'review',     tells: ['author', 'lead'] },
  'task request made':       { kind: 'request',    tells: ['assigner'] },
  'task request withdrawn':  { kind: 'request',    tells: ['assigner'] },
  'task request decided':    { kind: 'decision',   tells: ['asker', 'lead'] },
  'task paused':             { kind: 'change',     tells: ['lead', 'coordinators', 'named'] },
  'task resumed':            { kind: 'change',     tells: ['lead', 'coordinators', 'named'] },
  'task dropped':            { kind: 'change',     tells: ['lead', 'coordinators', 'named'] },
  'task reopened':           { kind: 'change',     tells: ['lead', 'named'] },
  'task changed':            { kind: 'change',     tells: ['lead', 'named'] },
  'task change undone':      { kind: 'change',     tells: ['lead', 'named'] },
  'task note added':         { kind: 'comment',    tells: ['lead', 'named', 'assigner'] },
  'task reminded':           { kind: 'reminder',   tells: ['told'] },
  'task escalated':          { kind: 'escalation', tells: ['told'] },
}

/** `urgent` is mailed at once; everything else waits for the digest. */
export interface Told { personId: string; kind: NoticeKind; reason: Reason; urgent: boolean }

/** Kinds of things whose events may tell somebody. */
export const toldKinds = ['task', 'plan', 'meeting', 'series', 'handover', 'procedure', 'faq', 'enquiry', 'proposal', 'piece', 'person', 'period', 'scoring']

const reasonOf: Record<Place, Reason> = {
  lead: 'lead', coordinators: 'coordinator', named: 'named', assigner: 'assigner', author: 'author', asker: 'author', person: 'named', told: 'ladder',
}

/** Whom an event tells; each person once, never the one who did it, nor the one it was done for. */
export async function toldBy(db: Read, event: Event): Promise<Told[]> {
  const { action, details, actorId, onBehalfOfId } = event
  const day = dayOf(event.at)
  const told = new Map<string, Told>()
  const tell: Tell = (personId, kind, reason, urgent = isUrgent(kind, action)) => {
    if (typeof personId === 'string' && personId !== actorId && personId !== onBehalfOfId && !told.has(personId)) told.set(personId, { personId, kind, reason, urgent })
  }
  if (event.subjectKind === 'plan') await tellOfPlan(db, event, tell)
  if (event.subjectKind === 'meeting') await tellOfMeeting(db, event, tell)
  if (event.subjectKind === 'faq') await tellOfFaq(db, event, tell)
  if (event.subjectKind === 'proposal') await tellOfReform(db, event, tell)
  if (event.subjectKind === 'enquiry') await tellOfEnquiry(db, event, tell)
  if (event.subjectKind === 'piece') await tellOfPiece(db, event, tell)
  if (event.subjectKind === 'period') await tellOfPeriod(db, event, tell)
  if (event.subjectKind === 'scoring') await tellOfScoring(db, event, tell)
  if (event.subjectKind === 'series') await tellOfProposal(db, event, tell)
  if (action === 'second factor reset') tell(event.subjectId, 'account', 'holder', true)
  if (action === 'reviews due') for (const [id, why] of Object.entries((details.to ?? {}) as Record<string, Reason>)) tell(id, 'reminder', why)
  if (action === 'sources changed') tell(details.person, 'reminder', 'sourceOwner')
  if (event.subjectKind === 'handover') await tellOfHandover(db, event, tell)
  const rule = Object.hasOwn(rules, action) ? rules[action] : undefined
  if (!rule || event.subjectKind !== 'task') return [...told.values()]
  const task = await taskById(db, event.subjectId)
  if (!task) return []
  const directs = action === 'task note added' && (details.kind === 'direction' || details.kind === 'reminder')
  const kind: NoticeKind = directs ? 'direction' : rule.kind
  const parts = await db.select().from(taskParts).where(and(eq(taskParts.taskId, task.id), inArray(taskParts.role, ['lead', 'coordinator'])))
  for (const place of rule.tells) {
    const reason = reasonOf[place]
    const all = async (units: (string | null)[]) => { for (const unit of units) for (const head of await headsOf(db, unit, day)) tell(head, kind, reason) }
    if (place === 'lead') await all([task.unitId])
    if (place === 'coordinators') await all(parts.filter(({ role }) => role === 'coordinator').map(({ unitId }) => unitId))
    if (place === 'named') for (const id of [task.personId, ...parts.map(({ personId }) => personId)]) tell(id, kind, reason)
    if (place === 'assigner') tell(task.assignerId, kind, reason)
    if (place === 'author') tell(details.author, kind, reason)
    if (place === 'person') tell(details.person, 'assigned', reason)
    if (place === 'told') for (const [id, why] of Object.entries((details.to ?? {}) as Record<string, Reason>)) tell(id, kind, why)
    if (place === 'asker' && typeof details.request === 'string') {
      const [request] = await db.select({ byId: requests.byId }).from(requests).where(eq(requests.id, details.request))
      tell(request?.byId, kind, reason)
    }
  }
  return [...told.values()]
}

/** A plan that is approved gives all its tasks at once: one notice for each head, whatever their number. */
async function tellOfPlan(db: Read, { action, subjectId, at }: Event, tell: Tell): Promise<void> {
  const day = dayOf(at)
  if (action === 'plan submitted') for (const id of await holdersOf(db, 'director', day)) tell(id, 'request', 'approver')
  if (action === 'plan returned') {
    const [plan] = await db.select({ madeById: plans.madeById }).from(plans).where(eq(plans.id, subjectId))
    if (plan) tell(plan.madeById, 'decision', 'author')
  }
  if (action === 'plan approved') {
    const parts = await db.selectDistinct({ unitId: taskParts.unitId, role: taskParts.role }).from(taskParts)
      .innerJoin(tasks, eq(tasks.id, taskParts.taskId)).where(eq(tasks.planId, subjectId))
    for (const { unitId, role } of parts.toSorted((a, b) => (a.role > b.role ? -1 : 1))) for (const head of await headsOf(db, unitId, day)) tell(head, 'assigned', role)
  }
}

/** Of tasks and plans; a returned report is urgent too. */
const isUrgent = (kind: NoticeKind, action: string): boolean => kind === 'assigned' || kind === 'escalation' || action === 'report returned'
