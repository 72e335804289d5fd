// The ladder of escalation: who is told how many working days after a clock was missed; the usual one until the office writes its own.
import { newId } from '../ids.ts'
import { record, type Actor } from '../events/events.ts'
import type { Read, Write } from '../store/store.ts'
import { clocks, escalationSteps, rungs, type Clock, type Rung } from './tables.ts'

export type Ladder = readonly { clock: Clock; days: number; rung: Rung }[]

/** The named person first, then one up the line at a time; of work nobody has accepted the head first. */
const usualLadder: Ladder = [
  { clock: 'receipt', days: 0, rung: 'unitHead' }, { clock: 'receipt', days: 1, rung: 'assigner' }, { clock: 'receipt', days: 3, rung: 'chief' },
  { clock: 'report', days: 1, rung: 'person' }, { clock: 'report', days: 2, rung: 'unitHead' }, { clock: 'report', days: 5, rung: 'assigner' },
  { clock: 'due', days: 1, rung: 'person' }, { clock: 'due', days: 2, rung: 'unitHead' }, { clock: 'due', days: 5, rung: 'chief' },
  { clock: 'due', days: 5, rung: 'assigner' }, { clock: 'due', days: 10, rung: 'director' },
]

/** Who is told on the day itself is told of work not accepted; a deadline and a report may come until its end. */
export const leastDays: Record<Clock, number> = { receipt: 0, report: 1, due: 1 }
export const mostDays = 90

/** The office's ladder, or the usual one. */
export async function ladderOf(db: Read): Promise<Ladder> {
  const kept = await db.select().from(escalationSteps)
  return kept.length ? kept.flatMap(({ clock, days, rung }) => (days === null ? [] : [{ clock, days, rung }])) : usualLadder
}

/** Puts the office's ladder in place of the one before. What was told by that one is not told again. */
export async function keepLadder(db: Write, by: Actor, ladder: Ladder): Promise<void> {
  await db.delete(escalationSteps)
  // A row for every place, also where nobody is told: an office may want no ladder at all.
  await db.insert(escalationSteps).values(clocks.flatMap(clock => rungs.map(rung => ({
    id: newId(), clock, rung, days: ladder.find(step => step.clock === clock && step.rung === rung)?.days ?? null,
  }))))
  await record(db, by, 'escalation changed', 'office', 'escalation', { steps: ladder.map(({ clock, days, rung }) => ({ clock, days, rung })) })
}
