// Which unit a text means: by its name, an abbreviation or another spelling. Used wherever people or files write units.
import { today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { recognise } from './recognising.ts'
import type { Unit } from './tables.ts'
import { allUnits, nowOf, standsOn } from './units.ts'

export interface Named {
  unit: Unit
  /** Why a person should look, as a Vietnamese sentence; null when there is no doubt. */
  doubt: string | null
  /** Other units it may be, where there are several. */
  others: Unit[]
}

/** The unit that a text means; undefined when it looks like none. Standing units come first; an ended one is given with what it is now. */
export async function unitNamed(db: Read, text: string): Promise<Named | undefined> {
  const everything = await allUnits(db)
  const standing = everything.filter(unit => standsOn(unit, today()))
  const found = recognise(standing, text)
  if (found && !found.doubt) return found
  const old = recognise(everything.filter(unit => !standing.includes(unit)), text)
  if (!old || old.doubt) return found
  const [now, ...more] = await nowOf(db, old.unit.id)
  if (!now) return { ...old, doubt: `${old.unit.name} không còn hoạt động.` }
  return { unit: now, doubt: `${old.unit.name} nay là ${[now, ...more].map(({ name }) => name).join(', ')}.`, others: more }
}
