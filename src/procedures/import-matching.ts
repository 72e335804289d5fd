// Which procedure of the register a record of a file speaks of, and what is doubtful about it.
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import { today, written } from '../clock.ts'
import { events } from '../events/tables.ts'
import { lastEventNumber } from '../events/events.ts'
import type { Read } from '../store/store.ts'
import { searchable } from '../text.ts'
import { levels, type Component, type ProcedureContent } from './content.ts'
import { digestOf } from './facts.ts'
import type { FileRecord } from './import-records.ts'
import { procedureDrafts, procedures, procedureVersions, type ImportChoice, type ImportKind } from './tables.ts'
import { changedComponents } from './versions.ts'

/** What matching needs of a procedure of the register: its newest version. */
export interface Standing {
  procedureId: string
  code: string | null
  name: string
  digest: string
  effectiveFrom: string
  abolished: boolean
  twinKey: string
  externalId: string | null
}

/** The register by everything a record can be recognised by. */
export interface Register {
  upTo: number
  byId: Map<string, Standing>
  byCode: Map<string, Standing[]>
  byExternal: Map<string, Standing>
  /** By name, levels and agency together: 106 names are shared by 442 records, so that a name alone says nothing. */
  byTwin: Map<string, Standing[]>
  /** Codes of procedures that are being written and were never published. */
  drafts: Set<string>
}

export const twinKeyOf = ({ name, levels: at, agencies }: Pick<ProcedureContent, 'name' | 'levels' | 'agencies'>): string => twinKey(name, at, agencies.handling)
const twinKey = (name: string, at: readonly string[], agency: string | null) =>
  `${searchable(name)}|${levels.filter(level => at.includes(level)).join(' ')}|${searchable(agency ?? '')}`

/** The register as it stands, read without contents. */
export async function registerOf(db: Read): Promise<Register> {
  const v = procedureVersions
  const upTo = await lastEventNumber(db)
  const register: Register = { upTo, byId: new Map(), byCode: new Map(), byExternal: new Map(), byTwin: new Map(), drafts: new Set() }
  const newest = new Map<string, number>()
  for (const { id, number } of await db.select({ id: v.procedureId, number: v.number }).from(v)) newest.set(id, Math.max(number, newest.get(id) ?? 0))
  let after = ''
  for (;;) {
    // In parts, so that other requests come in between.
    const part = await db.select({
      procedureId: v.procedureId, versionId: v.id, number: v.number, code: v.code, name: v.name, digest: v.digest, effectiveFrom: v.effectiveFrom,
      kind: v.kind, facts: v.facts, agency: v.agency, externalId: procedures.externalId,
    }).from(v).innerJoin(procedures, eq(procedures.id, v.procedureId)).where(gt(v.id, after)).orderBy(v.id).limit(1000)
    for (const row of part) {
      if (newest.get(row.procedureId) !== row.number) continue
      addStanding(register, {
        procedureId: row.procedureId, code: row.code, name: row.name, digest: row.digest, effectiveFrom: row.effectiveFrom,
        abolished: row.kind === 'abolished', twinKey: twinKey(row.name, row.facts.levels, row.agency), externalId: row.externalId,
      })
    }
    if (part.length < 1000) break
    after = part.at(-1)!.versionId
    await new Promise(resolve => { setImmediate(resolve) })
  }
  for (const { content, id } of await db.select({ id: procedureDrafts.procedureId, content: procedureDrafts.content }).from(procedureDrafts)) {
    if (content.code && !newest.has(id)) register.drafts.add(content.code)
  }
  return register
}

export function addStanding(register: Register, standing: Standing): void {
  const push = (map: Map<string, Standing[]>, key: string) => {
    map.set(key, [...(map.get(key) ?? []).filter(other => other.procedureId !== standing.procedureId), standing])
  }
  const old = register.byId.get(standing.procedureId)
  if (old) {
    if (old.code) register.byCode.set(old.code, register.byCode.get(old.code)!.filter(other => other !== old))
    register.byTwin.set(old.twinKey, register.byTwin.get(old.twinKey)!.filter(other => other !== old))
  }
  register.byId.set(standing.procedureId, standing)
  if (standing.code) push(register.byCode, standing.code)
  if (standing.externalId) register.byExternal.set(standing.externalId, standing)
  push(register.byTwin, standing.twinKey)
}

/** Whether somebody else has changed the procedures since the register was read. */
export async function isStale(db: Read, register: Register): Promise<boolean> {
  const [row] = await db.select({ number: events.number }).from(events)
    .where(and(gt(events.number, register.upTo), eq(events.subjectKind, 'procedure'))).orderBy(desc(events.number)).limit(1)
  return row !== undefined
}

export interface Match {
  kind: Exclude<ImportKind, 'refused' | 'same'> | 'refused'
  /** The procedure that it is (changed), or that it resembles (doubtful). */
  standing: Standing | null
  /** Why, as a Vietnamese sentence; '' where the kind says it all. */
  reason: string
  /** What happens to a doubtful record when nobody chooses. */
  choice: ImportChoice | null
}

const codeWords = (standing: Standing) => (standing.code ? `mã ${standing.code}` : 'không có mã số')

/** Finds the record's procedure: by the portal's id, then by code, then by the source's id; name, level and agency only raise a doubt. */
export function matchOf(register: Register, { content, externalId, procedureId, incomplete }: FileRecord, digest: string): Match {
  const sure = (standing: Standing): Match => {
    if (standing.abolished) return doubt(standing, `Thủ tục ${codeWords(standing)} đã bãi bỏ.`, 'skip')
    if (standing.effectiveFrom > today()) {
      return refused(`Bản mới nhất của thủ tục này áp dụng từ ${written(standing.effectiveFrom)}, sau ngày hôm nay, nên không nhập đè.`)
    }
    return { kind: 'changed', standing, reason: '', choice: null }
  }
  const known = procedureId ? register.byId.get(procedureId) : undefined
  if (known) return sure(known)
  const coded = content.code ? register.byCode.get(content.code) ?? [] : []
  const living = coded.filter(({ abolished }) => !abolished)
  if (living.length === 1) return sure(living[0]!)
  if (living.length > 1) return refused(`Cổng có ${living.length} thủ tục cùng mã ${content.code}: hãy sửa mã trên cổng trước.`)
  if (coded.length) return sure(coded[0]!)
  if (content.code && register.drafts.has(content.code)) return doubt(null, `Thủ tục mã ${content.code} đang có bản soạn chưa công bố.`, 'skip')
  const sourced = externalId ? register.byExternal.get(externalId) : undefined
  if (sourced) return sure(sourced)
  if (incomplete) return refused(incomplete)
  const twins = (register.byTwin.get(twinKeyOf(content)) ?? []).filter(({ abolished }) => !abolished)
  const equal = twins.find(one => one.digest === digest)
  if (equal) return sure(equal)
  const twin = twins.find(({ code }) => code === content.code) ?? twins[0]
  const more = twins.length > 1 ? ` (${twins.length} thủ tục)` : ''
  if (twin) return doubt(twin, `Trùng tên, cấp và cơ quan với thủ tục ${codeWords(twin)} trên cổng${more}.`, 'separate')
  return { kind: 'new', standing: null, reason: '', choice: null }
}

const doubt = (standing: Standing | null, reason: string, choice: ImportChoice): Match => ({ kind: 'doubtful', standing, reason, choice })
const refused = (reason: string): Match => ({ kind: 'refused', standing: null, reason, choice: null })

/** A record laid over what the register has of its procedure. */
export interface Laid { content: ProcedureContent; digest: string; same: boolean; changed: Component[] }

/** Lays records over the newest contents of the procedures they were found to be. What does not fit is a Vietnamese sentence. */
export async function laidOver(db: Read, pairs: { record: FileRecord; standing: Standing; digest: string }[]): Promise<(Laid | string)[]> {
  const contents = await newestContents(db, pairs.flatMap(({ digest, standing }) => (digest === standing.digest ? [] : [standing.procedureId])))
  return pairs.map(({ record, standing, digest }) => {
    if (digest === standing.digest) return { content: record.content, digest, same: true, changed: [] }
    try {
      const before = contents.get(standing.procedureId)!
      const content = record.over(before)
      const over = digestOf(content)
      return { content, digest: over, same: over === standing.digest, changed: over === standing.digest ? [] : changedComponents(before, content) }
    } catch (error) { return error instanceof Error ? error.message : String(error) }
  })
}

async function newestContents(db: Read, procedureIds: string[]): Promise<Map<string, ProcedureContent>> {
  const v = procedureVersions
  const found = new Map<string, ProcedureContent>()
  for (let start = 0; start < procedureIds.length; start += 100) {
    const rows = await db.select({ id: v.procedureId, content: v.content }).from(v)
      .where(inArray(v.procedureId, procedureIds.slice(start, start + 100))).orderBy(v.number)
    for (const { id, content } of rows) found.set(id, content)
  }
  return found
}

/** How the reason begins when a code stands in one file twice: such a record cannot become a procedure of its own. */
export const sameCode = 'Trùng mã'

/** Within one file: what has been read so far, to find records that stand in it twice. */
export class Seen {
  #codes = new Map<string, { number: number; digest: string }>()
  #twins = new Map<string, { number: number; digest: string }>()

  /** What is doubtful about this record beside those before it; null when nothing is. An equal one is named by its number. */
  judge({ number, content }: FileRecord, digest: string): { equalTo: number } | { reason: string; choice: ImportChoice } | null {
    const twinKey = twinKeyOf(content)
    const coded = content.code ? this.#codes.get(content.code) : undefined
    const twin = this.#twins.get(twinKey)
    if (content.code && !coded) this.#codes.set(content.code, { number, digest })
    if (!twin) this.#twins.set(twinKey, { number, digest })
    const equal = [coded, twin].find(one => one?.digest === digest)
    if (equal) return { equalTo: equal.number }
    if (coded) return { reason: `${sameCode} ${content.code} với dòng ${coded.number.toLocaleString('vi-VN')} nhưng nội dung khác.`, choice: 'skip' }
    if (twin) return { reason: `Trùng tên, cấp và cơ quan với dòng ${twin.number.toLocaleString('vi-VN')}.`, choice: 'separate' }
    return null
  }
}
