// Imports: a file received and kept, looked through, chosen over, and taken into the register by a job.
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import type { Upload } from '../admin/uploads.ts'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { addJob, findJob, resumeJob, stopJob } from '../jobs/jobs.ts'
import type { Job } from '../jobs/tables.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { sameCode } from './import-matching.ts'
import type { ImportFormat } from './import-records.ts'
import {
  importKinds, importOutcomes, procedureImportRows, procedureImports,
  type ImportChoice, type ImportKind, type ImportOutcome, type ProcedureImport, type ProcedureImportRow,
} from './tables.ts'

export const readingKind = 'read procedures file'
export const importingKind = 'import procedures'
export const uploadKinds: ImportFormat[] = ['jsonl', 'xlsx', 'csv']

/** Where the file of an import lies. */
export const pathOf = (dataDir: string, digest: string): string => join(dataDir, 'uploads', digest)

/**
 * Keeps a file that was sent, moving it to its place, and queues its reading. Returns the import's id.
 * @param upload checked: its kind is one of `uploadKinds`
 */
export async function receiveFile(store: Store, dataDir: string, by: Actor, { name, kind, path, size, digest }: Upload): Promise<string> {
  await mkdir(join(dataDir, 'uploads'), { recursive: true })
  // Whole or not at all, whoever sends the same file at the same time.
  await rename(path, pathOf(dataDir, digest))
  const id = newId()
  await store.write(async db => {
    await record(db, by, 'import begun', 'import', id, { format: kind, bytes: size })
    const jobId = await addJob(db, readingKind, { importId: id }, by)
    await db.insert(procedureImports).values({
      id, fileName: name, digest, bytes: size, format: kind as ImportFormat, stage: 'reading', jobId, madeById: by.id, madeAt: now(), finishedAt: null,
    })
  })
  return id
}

/** Throws NotFound. */
export async function findImport(db: Read, id: string): Promise<ProcedureImport> {
  const [found] = await db.select().from(procedureImports).where(eq(procedureImports.id, id))
  if (!found) throw new NotFound('Không có lần nhập này, hoặc tệp đã được bỏ.')
  return found
}

/** Imports, the last one first. */
export function recentImports(db: Read, limit: number): Promise<ProcedureImport[]> {
  return db.select().from(procedureImports).orderBy(desc(procedureImports.madeAt), desc(procedureImports.id)).limit(limit)
}

export const jobOf = async (db: Read, { jobId }: ProcedureImport): Promise<Job | null> => await findJob(db, jobId) ?? null

export interface Counts {
  kinds: Record<ImportKind, number>
  outcomes: Record<ImportOutcome, number>
  all: number
  /** Rows with something read otherwise than it stands. */
  problems: number
  /** Doubtful rows by what is chosen. */
  choices: Record<ImportChoice, number>
}

export async function countsOf(db: Read, importId: string): Promise<Counts> {
  const r = procedureImportRows
  const rows = await db.select({ kind: r.kind, outcome: r.outcome, choice: r.choice, hasProblems: r.hasProblems, rows: count() })
    .from(r).where(eq(r.importId, importId)).groupBy(r.kind, r.outcome, r.choice, r.hasProblems)
  const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).reduce((total, row) => total + row.rows, 0)
  return {
    kinds: Object.fromEntries(importKinds.map(kind => [kind, sum(row => row.kind === kind)])) as Counts['kinds'],
    outcomes: Object.fromEntries(importOutcomes.map(outcome => [outcome, sum(row => row.outcome === outcome)])) as Counts['outcomes'],
    choices: { separate: sum(row => row.choice === 'separate'), update: sum(row => row.choice === 'update'), skip: sum(row => row.choice === 'skip') },
    all: sum(() => true),
    problems: sum(row => row.hasProblems),
  }
}

/** What rows a list shows: of one kind, of one outcome, only those with problems. */
export interface RowFilter { kind?: ImportKind | undefined; outcome?: ImportOutcome | undefined; problems?: boolean | undefined }

const filtered = (importId: string, { kind, outcome, problems }: RowFilter) => and(
  eq(procedureImportRows.importId, importId), kind && eq(procedureImportRows.kind, kind), outcome && eq(procedureImportRows.outcome, outcome),
  problems ? eq(procedureImportRows.hasProblems, true) : undefined,
)

export async function countRows(db: Read, importId: string, filter: RowFilter): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(procedureImportRows).where(filtered(importId, filter))
  return row!.rows
}

/** Rows in the order of the file. */
export function rowsOf(db: Read, importId: string, filter: RowFilter, limit: number, offset = 0): Promise<ProcedureImportRow[]> {
  return db.select().from(procedureImportRows).where(filtered(importId, filter)).orderBy(asc(procedureImportRows.number)).limit(limit).offset(offset)
}

/** What may be chosen for a doubtful row. One without a living likeness has nothing to update. */
export const choicesFor = ({ matchId, reasons }: Pick<ProcedureImportRow, 'matchId' | 'reasons'>): ImportChoice[] => {
  // A second procedure under the same code would never be found by it again.
  if (reasons[0]?.startsWith(sameCode)) return ['update', 'skip']
  return matchId ? ['separate', 'update', 'skip'] : ['separate', 'skip']
}

/**
 * Changes what happens to doubtful rows: those of `wanted` by number, or with one choice all that can be treated so.
 * Throws Invalid for a choice that a row does not have, and once the import has begun.
 */
export async function choose(db: Write, by: Actor, importId: string, wanted: Map<number, ImportChoice> | ImportChoice): Promise<void> {
  await atPreview(db, importId)
  const r = procedureImportRows
  const all = typeof wanted === 'string'
  const rows = await db.select({ id: r.id, number: r.number, matchId: r.matchId, reasons: r.reasons, choice: r.choice }).from(r)
    .where(and(eq(r.importId, importId), eq(r.kind, 'doubtful'), all ? undefined : inArray(r.number, [...wanted.keys()])))
  const changed = new Map<ImportChoice, string[]>()
  for (const row of rows) {
    const choice = all ? wanted : wanted.get(row.number)!
    const fits = choicesFor(row).includes(choice)
    if (!fits && !all) throw new Invalid({ '': `Dòng ${row.number} không chọn được cách ấy.` })
    if (fits && row.choice !== choice) changed.set(choice, [...changed.get(choice) ?? [], row.id])
  }
  for (const [choice, ids] of changed) {
    for (let start = 0; start < ids.length; start += 500) await db.update(r).set({ choice }).where(inArray(r.id, ids.slice(start, start + 500)))
  }
  const count = [...changed.values()].flat().length
  if (count) await record(db, by, 'import choices made', 'import', importId, { rows: count })
}

/** Queues the import itself. Throws Invalid when it has begun already or there is nothing to import. */
export async function startImport(db: Write, by: Actor, importId: string): Promise<void> {
  await atPreview(db, importId)
  const { kinds, choices } = await countsOf(db, importId)
  if (!kinds.new && !kinds.changed && !(kinds.doubtful - choices.skip)) throw new Invalid({ '': 'Tệp không có gì mới so với cổng nên không có gì để nhập.' })
  const jobId = await addJob(db, importingKind, { importId, by: { ...by } }, by)
  await db.update(procedureImports).set({ stage: 'importing', jobId }).where(eq(procedureImports.id, importId))
  await record(db, by, 'import started', 'import', importId, { new: kinds.new, changed: kinds.changed, doubtful: kinds.doubtful })
}

async function atPreview(db: Write, importId: string): Promise<ProcedureImport> {
  const found = await findImport(db, importId)
  if (found.stage !== 'preview') throw new Invalid({ '': 'Lần nhập này đã bắt đầu, không đổi được nữa.' })
  return found
}

/** Stops the reading or the import; what was taken in stays, and it can go on later. */
export async function stopImport(db: Write, by: Actor, importId: string): Promise<void> {
  if (await stopJob(db, (await findImport(db, importId)).jobId)) await record(db, by, 'import stopped', 'import', importId)
}

export async function resumeImport(db: Write, by: Actor, importId: string): Promise<void> {
  if (await resumeJob(db, (await findImport(db, importId)).jobId)) await record(db, by, 'import resumed', 'import', importId)
}

/** Throws away a file that was not imported, with everything read from it. Throws Invalid when the import has begun. */
export async function discardImport(store: Store, dataDir: string, by: Actor, importId: string): Promise<void> {
  const unused = await store.write(async db => {
    const { stage, digest, jobId } = await findImport(db, importId)
    if (stage !== 'reading' && stage !== 'preview') throw new Invalid({ '': 'Tệp đã bắt đầu nhập nên được giữ lại làm căn cứ.' })
    await stopJob(db, jobId)
    await db.delete(procedureImportRows).where(eq(procedureImportRows.importId, importId))
    await db.delete(procedureImports).where(eq(procedureImports.id, importId))
    await record(db, by, 'import discarded', 'import', importId)
    const others = await db.select({ id: procedureImports.id }).from(procedureImports).where(eq(procedureImports.digest, digest)).limit(1)
    return others.length ? null : digest
  })
  if (unused) await rm(pathOf(dataDir, unused), { force: true })
}
