// Every change leaves one event, written in the same transaction. The audit log shows events; the index follows them.
import { asc, desc, gt } from 'drizzle-orm'
import { now } from '../clock.ts'
import { given, prepared } from '../store/prepared.ts'
import type { Read, Write } from '../store/store.ts'
import type { EventAction } from './sentences.ts'
import { events, type Event } from './tables.ts'

/** What things events speak of. */
export type SubjectKind = 'calendar' | 'person' | 'session' | 'unit' | 'procedure' | 'conversation' | 'import' | 'office' | 'delegation' | 'plan' | 'task' | 'document' | 'series' | 'meeting' | 'faq' | 'lexicon' | 'test' | 'handover' | 'queue' | 'enquiry' | 'replyTemplate' | 'piece' | 'propagandaLine' | 'slip' | 'proposal' | 'period' | 'criteria' | 'scoring' | 'index'

/** Who did it: a person, or the portal itself (a command, a job) with the id 'portal'. */
export interface Actor { id: string; actingForId?: string | null; batch?: Batch }
/** Binds the events of many changes made at once. */
export interface Batch { id: string; note: string }
export const portal: Actor = { id: 'portal' }

const adding = prepared((db: Write) => db.insert(events).values({
  action: given('action'), subjectKind: given('subjectKind'), subjectId: given('subjectId'), actorId: given('actorId'),
  onBehalfOfId: given('onBehalfOfId'), at: given('at'), details: given('details'),
}).prepare(''))

/**
 * Writes one event. `action` is past tense, English, "noun verb" ('procedure published'), and has its sentence in sentences.ts.
 * `details` must hold no personal data of citizens: events are kept for ever.
 */
export async function record(db: Write, actor: Actor, action: EventAction, kind: SubjectKind, subjectId: string, details: Record<string, unknown> = {}): Promise<void> {
  await adding(db).execute({
    action, subjectKind: kind, subjectId, actorId: actor.id, onBehalfOfId: actor.actingForId ?? null, at: now(),
    details: actor.batch ? { ...details, batch: actor.batch.id, note: actor.batch.note } : details,
  })
}

/** Number of the last event; 0 when there is none. */
export async function lastEventNumber(db: Read): Promise<number> {
  const [row] = await db.select({ number: events.number }).from(events).orderBy(desc(events.number)).limit(1)
  return row?.number ?? 0
}

/** Events after `number`, oldest first, at most `limit`. */
export function eventsAfter(db: Read, number: number, limit: number): Promise<Event[]> {
  return db.select().from(events).where(gt(events.number, number)).orderBy(asc(events.number)).limit(limit)
}
