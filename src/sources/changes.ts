// What versions changed, in words of the caller.
import { inArray } from 'drizzle-orm'
import { procedureVersions, type ProcedureVersion } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'

export async function changesOf(db: Read, versionIds: readonly string[],
  say: (version: Pick<ProcedureVersion, 'kind' | 'changed'>) => string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let start = 0; start < versionIds.length; start += 500) {
    const rows = await db.select({ id: procedureVersions.id, kind: procedureVersions.kind,
      changed: procedureVersions.changed }).from(procedureVersions).where(inArray(procedureVersions.id, versionIds.slice(start, start + 500)))
    for (const row of rows) found.set(row.id, say(row))
  }
  return found
}
