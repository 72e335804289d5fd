// Lineage: the unit itself and all the units it came from, so that what they left behind is still somebody's own.
import type { Read } from '../store/store.ts'
import { allSuccessions } from './units.ts'

/** Ids of the unit and of every unit that became it, however many steps ago. */
export async function lineageOf(db: Read, unitId: string): Promise<string[]> {
  const steps = await allSuccessions(db)
  const found = new Set([unitId])
  for (let grown = true; grown;) {
    grown = false
    for (const { fromId, toId } of steps) {
      if (found.has(toId) && !found.has(fromId)) { found.add(fromId); grown = true }
    }
  }
  return [...found]
}
