// Erasing who asked: by hand, when its time is over, and once more after a backup came back that still had it.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { addDays, dayOf, realNow, today } from '../clock.ts'
import type { Config } from '../config.ts'
import { portal, record, type Actor } from '../events/events.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { enquiries, enquiryPeople } from './tables.ts'

export type KeepRules = Pick<Config, 'enquiryKeepDays'>
type Keeping = KeepRules & Pick<Config, 'dataDir'>

// Ids and moments only; it lies beside the database, so that an older copy of it does not bring back what was erased.
const fileOf = (dataDir: string) => join(dataDir, 'erasures.jsonl')
interface Line { at: string; erased?: string[]; kept?: string[] }

function note(dataDir: string, line: Omit<Line, 'at'>): void {
  mkdirSync(dataDir, { recursive: true })
  appendFileSync(fileOf(dataDir), `${JSON.stringify({ at: realNow().toISOString(), ...line })}\n`)
}

/** Ids of the questions whose asker was erased and not written down again since. */
function erasedIn(dataDir: string): string[] {
  const path = fileOf(dataDir)
  const erased = new Set<string>()
  for (const text of existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []) {
    // A line that a crash cut short tells nothing.
    let line: Line
    try { line = JSON.parse(text) as Line } catch { continue }
    for (const id of line.erased ?? []) erased.add(id)
    for (const id of line.kept ?? []) erased.delete(id)
  }
  return [...erased]
}

/** Who asked is known again: the next start must not take it away. */
export const noteKept = (dataDir: string, id: string): void => { note(dataDir, { kept: [id] }) }

/** Deletes the rows for good. It is noted before the transaction ends: better erased twice than come back once. */
export async function eraseCitizens(db: Write, by: Actor, dataDir: string, ids: readonly string[]): Promise<number> {
  if (!ids.length) return 0
  const gone = (await db.delete(enquiryPeople).where(inArray(enquiryPeople.id, [...ids])).returning({ id: enquiryPeople.id })).map(({ id }) => id)
  if (!gone.length) return 0
  note(dataDir, { erased: gone })
  await record(db, by, 'citizens erased', 'enquiry', gone.length === 1 ? gone[0]! : 'many', { ids: gone })
  return gone.length
}

/** Sets the day from which who asked is erased, once the questions are closed. */
export async function eraseLater(db: Write, ids: readonly string[], closedAt: Date, { enquiryKeepDays }: KeepRules): Promise<void> {
  await db.update(enquiryPeople).set({ eraseOn: addDays(dayOf(closedAt), enquiryKeepDays) }).where(inArray(enquiryPeople.id, [...ids]))
}

const atOnce = 500

async function closedAmong(db: Read, ids: readonly string[]): Promise<Map<string, Date | null>> {
  const rows = ids.length ? await db.select({ id: enquiries.id, closedAt: enquiries.closedAt }).from(enquiries).where(and(inArray(enquiries.id, [...ids]), eq(enquiries.state, 'closed'))) : []
  return new Map(rows.map(({ id, closedAt }) => [id, closedAt]))
}

/** Every day: those whose time is over. What is closed, or follows a question that is, gets its day where it has none. */
export async function eraseDue(store: Store, config: Keeping): Promise<number> {
  let erased = 0
  await store.write(async db => {
    const undated = await db.select({ id: enquiryPeople.id, state: enquiries.state, closedAt: enquiries.closedAt, mergedIntoId: enquiries.mergedIntoId })
      .from(enquiryPeople).innerJoin(enquiries, eq(enquiries.id, enquiryPeople.id)).where(and(isNull(enquiryPeople.eraseOn), inArray(enquiries.state, ['closed', 'merged'])))
    const targets = await closedAmong(db, undated.flatMap(({ mergedIntoId }) => mergedIntoId ?? []))
    for (const { id, state, closedAt, mergedIntoId } of undated) {
      const end = state === 'closed' ? closedAt : targets.get(mergedIntoId ?? '') ?? null
      if (end) await eraseLater(db, [id], end, config)
    }
  })
  for (;;) {
    const due = await store.read.select({ id: enquiryPeople.id }).from(enquiryPeople).where(and(isNotNull(enquiryPeople.eraseOn), lte(enquiryPeople.eraseOn, today()))).limit(atOnce)
    if (!due.length) return erased
    erased += await store.write(db => eraseCitizens(db, portal, config.dataDir, due.map(({ id }) => id)))
  }
}

/** At the start and after a restore: whoever was erased and is back in the database is erased again. */
export async function repeatErasures(store: Store, dataDir: string): Promise<number> {
  const known = erasedIn(dataDir)
  let erased = 0
  for (let start = 0; start < known.length; start += atOnce) {
    const back = await store.read.select({ id: enquiryPeople.id }).from(enquiryPeople).where(inArray(enquiryPeople.id, known.slice(start, start + atOnce)))
    if (back.length) erased += await store.write(db => eraseCitizens(db, portal, dataDir, back.map(({ id }) => id)))
  }
  return erased
}
