// Whom a question handed to a unit tells: those of the unit who may answer it, and, once it is answered, who asked and who handed it over.
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { answerersOf, partiesOf } from '../learning/handing-over.ts'
import type { Read } from '../store/store.ts'
import type { Tell } from './tables.ts'

export async function tellOfHandover(db: Read, { action, subjectId, at }: Event, tell: Tell): Promise<void> {
  const parties = await partiesOf(db, subjectId)
  if (!parties) return
  if (action === 'handover answered') for (const id of [parties.askerId, parties.byId]) tell(id, 'question', 'questioner')
  else for (const id of await answerersOf(db, parties.unitId, dayOf(at))) tell(id, 'question', 'answerer')
}
