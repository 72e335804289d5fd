// Pins as they are kept: made, ended and never deleted.
import { and, desc, eq, gte, isNull, or } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import type { Pin } from './pins.ts'
import { answerPins } from './tables.ts'

const inForce = () => and(isNull(answerPins.endedAt), or(isNull(answerPins.until), gte(answerPins.until, today())))

/** Pins that hold today, the latest first. */
export async function pinsInForce(db: Read): Promise<Pin[]> {
  const { kind, phrase, procedureId, reason } = answerPins
  const rows = await db.select({ kind, phrase, procedureId, reason, madeBy: people.name }).from(answerPins)
    .leftJoin(people, eq(people.id, answerPins.madeById)).where(inForce()).orderBy(desc(answerPins.id))
  return rows.map(({ madeBy, ...pin }) => ({ ...pin, madeBy: madeBy ?? 'người không còn trong danh bạ' }))
}
