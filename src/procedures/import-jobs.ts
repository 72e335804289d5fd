// The two jobs of an import: reading the file for the preview, and taking its records into the register.
import { stat } from 'node:fs/promises'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { Pace } from '../jobs/pace.ts'
import type { AtWork, JobKind } from '../jobs/runner.ts'
import type { Job } from '../jobs/tables.ts'
import type { Write } from '../store/store.ts'
import { applyRecords, type Done } from './import-applying.ts'
import { digestOf } from './facts.ts'
import { laidOver, matchOf, registerOf, Seen, type Match, type Register } from './import-matching.ts'
import { isBroken, recordsOf, type BrokenRecord, type FileRecord } from './import-records.ts'
import { importingKind, findImport, pathOf, readingKind } from './imports.ts'
import { procedureImportRows, procedureImports, type ImportChoice, type ProcedureImport, type ProcedureImportRow } from './tables.ts'

/** How far a job has come: `number` of the last record, records `done` of `all` (unknown while the file is read). */
export interface ImportProgress { number?: number; done?: number; all?: number; problems?: number; seconds?: number }

export const importJobs = (dataDir: string): JobKind[] => [
  { kind: readingKind, run: (job, work) => readFile(job, work, dataDir) },
  { kind: importingKind, run: (job, work) => takeIn(job, work, dataDir) },
]

async function fileOf(work: AtWork, job: Job, dataDir: string): Promise<{ file: ProcedureImport; path: string }> {
  const file = await findImport(work.store.read, String(job.input.importId))
  const path = pathOf(dataDir, file.digest)
  if (!await stat(path).catch(() => null)) throw new Invalid({ file: 'Tệp không còn trên máy chủ. Hãy gửi lại tệp.' })
  return { file, path }
}

const mostRowsAtOnce = 50

/** Reads the file from its beginning, also when an earlier reading was broken off: it changes nothing but its own rows. */
async function readFile(job: Job, work: AtWork, dataDir: string): Promise<'done' | 'later'> {
  const { file, path } = await fileOf(work, job, dataDir)
  const { store } = work
  const register = await registerOf(store.read)
  const seen = new Seen()
  const began = performance.now()
  const progress = { number: 0, done: 0, problems: 0, seconds: 0 }
  let batch: (FileRecord | BrokenRecord)[] = []
  let first = true
  const pace = new Pace(mostRowsAtOnce)
  const flush = async (last: boolean) => {
    const rows = await judged(work, file.id, register, seen, batch)
    batch = []
    progress.done += rows.length
    progress.problems += rows.filter(({ kind }) => kind === 'refused' || kind === 'doubtful').length
    progress.number = rows.at(-1)?.number ?? progress.number
    progress.seconds = (performance.now() - began) / 1000
    await pace.breathe()
    let writing = 0
    await store.write(async db => {
      writing = performance.now()
      await work.keep(db, { ...progress })
      if (first) await db.delete(procedureImportRows).where(eq(procedureImportRows.importId, file.id))
      if (rows.length) await db.insert(procedureImportRows).values(rows)
      if (!last) return
      if (!progress.done) throw new Invalid({ file: 'Tệp không có bản ghi nào. Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
      await db.update(procedureImports).set({ stage: 'preview' }).where(eq(procedureImports.id, file.id))
      await record(db, { id: job.madeById }, 'import read', 'import', file.id, { rows: progress.done, problems: progress.problems })
    })
    if (rows.length) pace.took(rows.length, performance.now() - writing)
    first = false
    await pace.breathe()
  }
  for await (const one of recordsOf(path, file.format)) {
    batch.push(one)
    await pace.breathe()
    if (batch.length >= pace.size) {
      if (work.closing()) return 'later'
      await flush(false)
    }
  }
  await flush(true)
  return 'done'
}

/** The rows of the preview for some records. */
async function judged(work: AtWork, importId: string, register: Register, seen: Seen, records: (FileRecord | BrokenRecord)[]): Promise<ProcedureImportRow[]> {
  const rows: ProcedureImportRow[] = []
  const laying: { row: ProcedureImportRow; record: FileRecord; match: Match; digest: string }[] = []
  for (const record of records) {
    const row: ProcedureImportRow = {
      id: `${importId}-${record.number}`, importId, number: record.number, kind: 'refused', code: null, name: isBroken(record) ? record.name : record.content.name,
      reasons: [], hasProblems: true, choice: null, matchId: null, outcome: null, procedureId: null, changed: [],
    }
    rows.push(row)
    if (isBroken(record)) { row.reasons = [record.refused]; continue }
    const digest = digestOf(record.content)
    const match = matchOf(register, record, digest)
    const twice = seen.judge(record, digest)
    Object.assign(row, {
      code: record.content.code, kind: match.kind, choice: match.choice, matchId: match.standing && !match.standing.abolished ? match.standing.procedureId : null,
      reasons: [match.reason, ...record.problems].filter(Boolean), hasProblems: record.problems.length > 0 || match.kind === 'refused',
    })
    if (twice && match.kind !== 'refused') {
      if ('equalTo' in twice) {
        const reasons = [`Giống hệt dòng ${twice.equalTo.toLocaleString('vi-VN')}.`, ...record.problems]
        Object.assign(row, { kind: 'same', choice: null, reasons })
        continue
      }
      // Its own procedure stands already: that it has twins is nothing new.
      if (twice.choice === 'skip' || match.kind === 'new') {
        row.kind = 'doubtful'; row.choice = twice.choice; row.reasons = [twice.reason, ...record.problems]; row.matchId = null
        continue
      }
    }
    if (match.kind === 'changed') laying.push({ row, record, match, digest })
  }
  const laid = await laidOver(work.store.read, laying.map(({ record, match, digest }) => ({ record, standing: match.standing!, digest })))
  laying.forEach(({ row }, at) => {
    const over = laid[at]!
    if (typeof over === 'string') { row.kind = 'refused'; row.hasProblems = true; row.reasons = [over, ...row.reasons] }
    else if (over.same) row.kind = 'same'
    else row.changed = over.changed
  })
  return rows
}

/** Goes on after the last record that a batch has kept; the rows say what was chosen for each. */
async function takeIn(job: Job, work: AtWork, dataDir: string): Promise<'done' | 'later'> {
  const { file, path } = await fileOf(work, job, dataDir)
  const { store } = work
  const before = job.progress as ImportProgress
  const choices = await choicesOf(work, file.id)
  const began = performance.now()
  const all = await store.read.$count(procedureImportRows, eq(procedureImportRows.importId, file.id))
  const progress = { number: before.number ?? 0, done: before.done ?? 0, problems: before.problems ?? 0, seconds: before.seconds ?? 0, all }
  const after = (done: Done[]): typeof progress => ({
    ...progress, number: done.at(-1)!.number, done: progress.done + done.length,
    problems: progress.problems + done.filter(({ outcome }) => outcome === 'refused' || outcome === 'skipped').length,
    seconds: (before.seconds ?? 0) + (performance.now() - began) / 1000,
  })
  await applyRecords(store, recordsOf(path, file.format, progress.number), {
    by: job.input.by as Actor, from: file.id,
    chosen: ({ number }) => choices.get(number),
    async keep(db, done) {
      await work.keep(db, after(done))
      await keepOutcomes(db, file.id, done)
    },
    kept(done) { Object.assign(progress, after(done)) },
    isOver: () => work.closing(),
  })
  if (work.closing()) return 'later'
  await store.write(async db => {
    await work.keep(db, { ...progress })
    await db.update(procedureImports).set({ stage: 'done', finishedAt: now() }).where(eq(procedureImports.id, file.id))
    await record(db, job.input.by as Actor, 'import finished', 'import', file.id, { rows: progress.done, problems: progress.problems })
  })
  return 'done'
}

async function choicesOf(work: AtWork, importId: string): Promise<Map<number, ImportChoice>> {
  const r = procedureImportRows
  const rows = await work.store.read.select({ number: r.number, choice: r.choice }).from(r)
    .where(and(eq(r.importId, importId), eq(r.kind, 'doubtful'))).orderBy(asc(r.number))
  return new Map(rows.flatMap(({ number, choice }) => (choice ? [[number, choice] as const] : [])))
}

/** Writes into the preview's rows what became of them. */
async function keepOutcomes(db: Write, importId: string, done: Done[]): Promise<void> {
  const r = procedureImportRows
  const idOf = ({ number }: Done) => `${importId}-${number}`
  const alike = Map.groupBy(done.filter(({ outcome }) => outcome !== 'created' && outcome !== 'amended'), ({ outcome }) => outcome)
  for (const [outcome, some] of alike) await db.update(r).set({ outcome }).where(inArray(r.id, some.map(idOf)))
  const taken = done.filter(({ outcome }) => outcome === 'created' || outcome === 'amended')
  for (const one of taken) await db.update(r).set({ outcome: one.outcome, procedureId: one.procedureId, changed: one.changed }).where(eq(r.id, idOf(one)))
  // Refused only now: the register has changed since the preview.
  for (const one of done) {
    if (one.outcome !== 'refused' || !one.reason) continue
    await db.update(r).set({ reasons: [one.reason, ...one.problems], hasProblems: true })
      .where(and(eq(r.id, idOf(one)), inArray(r.kind, ['new', 'changed', 'same', 'doubtful'])))
  }
}
