// Publishing: every change to a procedure that is in force is a new version, and nothing that was published is ever changed.
import { eq, inArray } from 'drizzle-orm'
import { now, written } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { components, type Component, type ProcedureContent } from './content.ts'
import { canonical, digestOf, factColumns, tidied } from './facts.ts'
import { procedures, procedureVersions, type Procedure, type ProcedureState, type ProcedureVersion, type VersionKind } from './tables.ts'

/** One version to be published: of an existing procedure, or of a new one when `procedureId` is not given. */
export interface Publication {
  procedureId?: string
  content: ProcedureContent
  /** Left out: 'new' for the first version, 'amended' for those after it. */
  kind?: VersionKind
  effectiveFrom: string
  publishedOn: string
  /** The document that publishes, amends or abolishes. */
  decision?: string | null
  note?: string | null
  // What the register keeps of the procedure itself; left out: as it is.
  ownerUnitId?: string | null
  reviewOn?: string | null
  checkedOn?: string | null
  checkedById?: string | null
  externalId?: string | null
  demo?: boolean
}

/** The components in which two contents differ, in the order of the page. */
export function changedComponents(before: ProcedureContent, after: ProcedureContent): Component[] {
  return components.filter(component => canonical(before[component]) !== canonical(after[component]))
}

/**
 * Publishes many versions at once with a few statements: import and demo hand in some hundred at a time, each procedure
 * at most once a call. A version that says the same as the newest one is left out. One event for all: 'procedures
 * published', whose details hold the `ids` of the procedures that changed (`procedureIdsOf` reads them) and `from`.
 * Returns the ids of the procedures in the order of `rows`, those left unchanged included.
 * Throws Invalid (Vietnamese) for an abolished procedure and for an effective date before that of its newest version.
 */
export async function publishMany(db: Write, by: Actor, rows: Publication[], from: string): Promise<string[]> {
  const known = await newestVersions(db, rows.flatMap(({ procedureId }) => procedureId ?? []))
  const made = rows.map(row => versionRow(by, row, row.procedureId ? known.get(row.procedureId) : undefined))
  await insertProcedures(db, rows.flatMap((row, at) => (row.procedureId ? [] : [procedureRow(made[at]!.row.procedureId, row)])))
  const written = made.filter(({ unchanged }) => !unchanged).map(({ row }) => row)
  for (let start = 0; start < written.length; start += 100) await db.insert(procedureVersions).values(written.slice(start,
    start + 100))
  for (const row of rows) if (row.procedureId) await keep(db, row.procedureId, row)
  const old = new Set(rows.map(({ procedureId }) => procedureId))
  await setStates(db, written.filter(({ procedureId }) => old.has(procedureId)))
  const ids = written.map(({ procedureId }) => procedureId)
  if (ids.length) await record(db, by, 'procedures published', 'procedure', ids.length === 1 ? ids[0]! : 'many', { from, ids })
  return made.map(({ row }) => row.procedureId)
}

/** Publishes one version. Returns the version. Throws Invalid when it says the same as the newest one. */
export async function publish(db: Write, by: Actor, row: Publication & { procedureId: string }): Promise<ProcedureVersion> {
  const [procedure] = await db.select().from(procedures).where(eq(procedures.id, row.procedureId))
  if (!procedure) throw new NotFound()
  const newest = (await newestVersions(db, [row.procedureId])).get(row.procedureId)
  const { row: made, unchanged } = versionRow(by, row, newest)
  if (unchanged) throw new Invalid({ '': 'Nội dung giống hệt bản đang có, nên không có gì để công bố.' })
  await db.insert(procedureVersions).values(made)
  await keep(db, row.procedureId, row)
  await setStates(db, [made])
  const action = made.kind === 'abolished' ? 'procedure abolished' : made.number === 1 ? 'procedure published'
    : 'procedure amended'
  await record(db, by, action, 'procedure', row.procedureId,
    { number: made.number, kind: made.kind, changed: made.changed, effectiveFrom: made.effectiveFrom })
  return made
}

/**
 * Abolishes a procedure from a day on: a last version with the same content and the document that abolishes it
 * (Nghị định 63/2010, article 15.3). Throws Invalid without a document or when it is abolished already.
 */
export async function abolish(db: Write, by: Actor, procedureId: string,
  how: { decision: string; effectiveFrom: string; publishedOn: string; note: string | null }): Promise<ProcedureVersion> {
  const newest = (await newestVersions(db, [procedureId])).get(procedureId)
  if (!newest) throw new Invalid({ '': 'Thủ tục chưa công bố nên không có gì để bãi bỏ.' })
  if (!how.decision) throw new Invalid({ decision: 'Ghi số, ngày của văn bản bãi bỏ.' })
  return publish(db, by, { procedureId, content: newest.content, kind: 'abolished', ...how })
}

/** The procedures an event is about: one, or the many of a batch. */
export const procedureIdsOf = (event: { subjectKind: string; subjectId: string; details: Record<string, unknown> }): string[] =>
  event.subjectKind !== 'procedure' ? [] : Array.isArray(event.details.ids) ? event.details.ids as string[] : [event.subjectId]

async function newestVersions(db: Read, ids: string[]): Promise<Map<string, ProcedureVersion>> {
  const found = new Map<string, ProcedureVersion>()
  for (let start = 0; start < ids.length; start += 500) {
    for (const version of await db.select().from(procedureVersions).where(inArray(procedureVersions.procedureId,
      ids.slice(start, start + 500)))) {
      if ((found.get(version.procedureId)?.number ?? 0) < version.number) found.set(version.procedureId, version)
    }
  }
  return found
}

function versionRow(by: Actor, publication: Publication,
  newest: ProcedureVersion | undefined): { row: ProcedureVersion; unchanged: boolean } {
  if (newest?.kind === 'abolished') throw new Invalid({ '': `Thủ tục “${newest.name}” đã bãi bỏ, không công bố thêm bản mới.` })
  if (newest && publication.effectiveFrom < newest.effectiveFrom) {
    throw new Invalid({ effectiveFrom: `Ngày áp dụng không được trước ngày áp dụng của bản ${newest.number} (${written(newest.effectiveFrom)}).` })
  }
  const content = tidied(publication.content)
  const kind = publication.kind ?? (newest ? 'amended' : 'new')
  const digest = digestOf(content)
  const row: ProcedureVersion = {
    id: newId(), procedureId: publication.procedureId ?? newId(), number: (newest?.number ?? 0) + 1, kind, content, digest,
    effectiveFrom: publication.effectiveFrom, publishedOn: publication.publishedOn, decision: publication.decision ?? null,
    changed: newest ? changedComponents(newest.content, content) : [], note: publication.note ?? null,
    madeById: by.id, madeAt: now(), ...factColumns(content),
  }
  return { row, unchanged: kind !== 'abolished' && newest?.digest === digest }
}

const stateAfter = ({ kind, number }: Pick<ProcedureVersion, 'kind' | 'number'>): ProcedureState =>
  kind === 'abolished' ? 'abolished' : number === 1 ? 'published' : 'amended'

const procedureRow = (id: string, row: Publication): Procedure => ({
  id, state: 'published', ownerUnitId: row.ownerUnitId ?? null, reviewOn: row.reviewOn ?? null, checkedOn: row.checkedOn ?? null,
  checkedById: row.checkedById ?? null, externalId: row.externalId ?? null, demo: row.demo ?? false, createdAt: now(),
})

/** Keeps what a publication says of the procedure itself; what it does not mention stays. */
async function keep(db: Write, id: string, { ownerUnitId, reviewOn, checkedOn, checkedById, externalId,
  demo }: Publication): Promise<void> {
  const said = Object.entries({ ownerUnitId, reviewOn, checkedOn, checkedById, externalId, demo }).filter(([, value]) =>
    value !== undefined)
  if (said.length) await db.update(procedures).set(Object.fromEntries(said)).where(eq(procedures.id, id))
}

async function insertProcedures(db: Write, rows: Procedure[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 300) await db.insert(procedures).values(rows.slice(start, start + 300))
}

async function setStates(db: Write, versions: ProcedureVersion[]): Promise<void> {
  for (const state of ['published', 'amended', 'abolished'] as const) {
    const ids = versions.filter(version => stateAfter(version) === state).map(({ procedureId }) => procedureId)
    for (let start = 0; start < ids.length; start += 500) {
      await db.update(procedures).set({ state }).where(inArray(procedures.id, ids.slice(start, start + 500)))
    }
  }
}
