// What the assistant reads of the register: the versions that are in force today, and their contents.
import { and, inArray, lte } from 'drizzle-orm'
import { today } from '../clock.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedureVersions, type ProcedureVersion } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'

/** The version of each procedure in force on a day; abolished and not yet effective ones are left out. */
export async function versionsInForce(db: Read, ids: string[], day: string): Promise<ProcedureVersion[]> {
  const found = new Map<string, ProcedureVersion>()
  for (let start = 0; start < ids.length; start += 200) {
    const rows = await db.select().from(procedureVersions)
      .where(and(inArray(procedureVersions.procedureId, ids.slice(start, start + 200)), lte(procedureVersions.effectiveFrom, day)))
    for (const row of rows) if ((found.get(row.procedureId)?.number ?? 0) < row.number) found.set(row.procedureId, row)
  }
  return ids.flatMap(id => { const row = found.get(id); return row && row.kind !== 'abolished' ? [row] : [] })
}

/** The content in force today; null when the procedure does not apply today. */
export async function contentInForce(db: Read, id: string): Promise<ProcedureContent | null> {
  return (await versionsInForce(db, [id], today()))[0]?.content ?? null
}
