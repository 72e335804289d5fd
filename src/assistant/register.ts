// What the assistant reads of the register: the versions that are in force today, their contents, and what a citation says of them.
import { and, eq, inArray, lte } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { today } from '../clock.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import { given, prepared } from '../store/prepared.ts'
import type { Read } from '../store/store.ts'

/** The version that an answer quotes, as it stood when it was answered. */
export interface Source {
  procedureId: string
  versionId: string
  number: number
  name: string
  code: string | null
  field: string | null
  effectiveFrom: string
  decision: string | null
  checkedOn: string | null
  checkedBy: string | null
  demo: boolean
}

/** The version of each procedure in force on a day; abolished and not yet effective ones are left out. */
async function inForce<Row extends { procedureId: string, number: number, kind: string }>(ids: readonly string[], rowsOf: (ids: string[]) => Promise<Row[]>): Promise<Row[]> {
  const found = new Map<string, Row>()
  for (let start = 0; start < ids.length; start += 200) {
    for (const row of await rowsOf(ids.slice(start, start + 200))) if ((found.get(row.procedureId)?.number ?? 0) < row.number) found.set(row.procedureId, row)
  }
  return ids.flatMap(id => { const row = found.get(id); return row && row.kind !== 'abolished' ? [row] : [] })
}

const version = { id: procedureVersions.id, procedureId: procedureVersions.procedureId, number: procedureVersions.number, kind: procedureVersions.kind }
const until = (ids: string[], day: string) => and(inArray(procedureVersions.procedureId, ids), lte(procedureVersions.effectiveFrom, day))

/** The contents in force on a day by procedure; for building the index, so nothing of them is remembered. */
export async function contentsInForce(db: Read, ids: readonly string[], day: string): Promise<Map<string, ProcedureContent>> {
  const versions = await inForce(ids, some => db.select(version).from(procedureVersions).where(until(some, day)))
  const procedureOf = new Map(versions.map(({ id, procedureId }) => [id, procedureId]))
  const found = new Map<string, ProcedureContent>()
  for (let start = 0; start < versions.length; start += 200) {
    const rows = await db.select({ id: procedureVersions.id, content: procedureVersions.content }).from(procedureVersions)
      .where(inArray(procedureVersions.id, versions.slice(start, start + 200).map(({ id }) => id)))
    for (const { id, content } of rows) found.set(procedureOf.get(id)!, content)
  }
  return found
}

const versionsUntil = prepared((db: Read) => db.select({
  ...version, name: procedureVersions.name, code: procedureVersions.code, field: procedureVersions.field, effectiveFrom: procedureVersions.effectiveFrom,
  decision: procedureVersions.decision, checkedOn: procedures.checkedOn, checkedBy: people.name, demo: procedures.demo,
}).from(procedureVersions).innerJoin(procedures, eq(procedures.id, procedureVersions.procedureId)).leftJoin(people, eq(people.id, procedures.checkedById))
  .where(and(eq(procedureVersions.procedureId, given('id')), lte(procedureVersions.effectiveFrom, given('day')))).prepare(''))

/** What a citation says of the version of one procedure in force today; null when the procedure does not apply today. */
export async function sourceInForce(db: Read, id: string): Promise<Source | null> {
  const [row] = await inForce([id], () => versionsUntil(db).execute({ id, day: today() }))
  if (!row) return null
  const { id: versionId, kind: _kind, ...source } = row
  return { versionId, ...source }
}

// Versions never change, so the contents last asked for can be remembered by their version.
const remembered = new Map<string, ProcedureContent>()
const mostRemembered = 300

/** The content of a version. Not to be changed: others hold the same one. */
export async function contentOfVersion(db: Read, versionId: string): Promise<ProcedureContent> {
  let content = remembered.get(versionId)
  if (content) remembered.delete(versionId)
  else content = (await db.select({ content: procedureVersions.content }).from(procedureVersions).where(eq(procedureVersions.id, versionId)))[0]!.content
  remembered.set(versionId, content)
  if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
  return content
}
