// Bringing the annex of a plan in: read, looked through cell by cell, written into the plan at once. The draft outlives everything but being dropped.
import { and, asc, desc, eq, gt, inArray, sum } from 'drizzle-orm'
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readAnnex } from '../annex/reading.ts'
import type { Mapping } from '../annex/columns.ts'
import type { User } from '../accounts/accounts.ts'
import type { Upload } from '../admin/uploads.ts'
import { now } from '../clock.ts'
import { roman } from '../documents/wording.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { Pace } from '../jobs/pace.ts'
import type { Read, Store, Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { tasks } from '../tasks/tables.ts'
import { linesOf, officeUnits } from './annex-lines.ts'
import { domainsFor, judge, lineOf } from './import-matching.ts'
import { fieldsOfCell, missingIn, noFixes, openCells, rowsFrom, valuesOf, wordsOfCell, cells, type Fixes, type ImportReading, type ImportResult, type RowRead } from './import-rows.ts'
import { addLines, changeLine, nextPosition } from './plan-tasks.ts'
import { domainsOf, draftPlan } from './plans.ts'
import { annexLayouts, planDomains, planImportRows, planImports, type Plan, type PlanDomain, type PlanImport, type PlanImportRow } from './tables.ts'

/** Where an annex lies until it is in the plan or dropped. */
const fileOf = (dataDir: string, { id, format }: Pick<PlanImport, 'id' | 'format'>): string => join(dataDir, 'annexes', `${id}.${format}`)

interface Prepared { reading: ImportReading; rows: Omit<PlanImportRow, 'id' | 'importId'>[]; open: number }

/** Reads an annex off the main thread and lays it beside the plan. Throws Invalid({ file }). */
async function prepared(db: Read, plan: Plan, name: string, bytes: Uint8Array): Promise<Prepared> {
  const office = await officeUnits(db)
  const kept = (await db.select().from(annexLayouts)).map(({ fingerprint, mapping }) => ({ fingerprint, of: mapping }))
  const annex = await readAnnex({ name, bytes }, office.standing.map(({ id, name: unit, aliases, kind }) => ({ id, name: unit, aliases, kind })), { year: Number(plan.since.slice(0, 4)), kept })
  const { reading, rows } = rowsFrom(annex, office.standing)
  if (!rows.length) throw new Invalid({ file: 'Bảng trong tệp không có dòng nhiệm vụ nào.' })
  const domains = await domainsOf(db, [plan.id])
  const remembered = await correctionsOf(db, plan.id)
  const withFixes = rows.map(read => ({ read, fixes: fixesFor(read, remembered) }))
  const judged = await judge(withFixes, await linesOf(db, plan.id), reading, domains, office)
  let open = 0
  const made = withFixes.map(({ read, fixes }, position) => {
    const { state, changes, line } = judged[position]!
    // What stands in the plan already has been looked at; only what a changed row changes is to be looked at again.
    const settled = line ? cells.filter(cell => read.doubts[cell] && !changes.includes(cell)) : []
    const all = settled.length ? { ...fixes, looked: [...new Set([...fixes.looked, ...settled])] } : fixes
    const count = openCells({ read, fixes: all }).length
    open += count
    return { position, read, fixes: all, open: count, state, changes, skipped: false, applied: false }
  })
  return { reading, rows: made, open }
}

/** What people put right in earlier files of the plan, by the words of the cell. */
async function correctionsOf(db: Read, planId: string): Promise<Map<string, Partial<Fixes['values']> | true>> {
  const known = new Map<string, Partial<Fixes['values']> | true>()
  for (const { id } of (await importsOf(db, planId)).toReversed()) {
    for (const { read, fixes, applied } of await rowsOf(db, id)) {
      for (const cell of applied ? fixes.looked : []) {
        const values = Object.fromEntries(fieldsOfCell[cell].flatMap(field => (field in fixes.values ? [[field, fixes.values[field]]] : [])))
        known.set(wordsOfCell(read, cell), Object.keys(values).length ? values : true)
      }
    }
  }
  return known
}

function fixesFor(read: RowRead, known: Map<string, Partial<Fixes['values']> | true>): Fixes {
  const fixes: Fixes = { values: {}, looked: [] }
  if (!known.size) return noFixes
  for (const cell of cells) {
    const before = known.get(wordsOfCell(read, cell))
    if (!before) continue
    fixes.looked.push(cell)
    if (before !== true) Object.assign(fixes.values, before)
  }
  return fixes
}

async function insertRows(db: Write, importId: string, rows: Prepared['rows']): Promise<void> {
  const pace = new Pace(200)
  for (let start = 0; start < rows.length;) {
    const some = rows.slice(start, start + pace.size)
    const began = performance.now()
    await db.insert(planImportRows).values(some.map(row => ({ ...row, id: newId(), importId })))
    pace.took(some.length, performance.now() - began)
    start += some.length
    await pace.breathe()
  }
}

/** Takes in an uploaded annex as a draft beside the plan. Returns its id. Throws Invalid({ file }) with one sentence. */
export async function addImport(store: Store, dataDir: string, actor: Actor, plan: Plan, file: Upload): Promise<string> {
  const { reading, rows, open } = await prepared(store.read, plan, file.name, new Uint8Array(await readFile(file.path)))
  const made = { id: newId(), format: file.kind as PlanImport['format'] }
  await mkdir(join(dataDir, 'annexes'), { recursive: true })
  await copyFile(file.path, fileOf(dataDir, made))
  try {
    await store.write(async db => {
      await db.insert(planImports).values({ ...made, planId: plan.id, fileName: file.name, digest: file.digest, state: 'draft', reading, madeById: actor.id, madeAt: now() })
      await insertRows(db, made.id, rows)
      await record(db, actor, 'annex read', 'plan', plan.id, { import: made.id, rows: rows.length, doubtful: open })
    })
  } catch (error) { await rm(fileOf(dataDir, made), { force: true }); throw error }
  return made.id
}

/** Reads the file of a draft again with columns that a person put right, and remembers them for the layout. */
export async function correctColumns(store: Store, dataDir: string, actor: Actor, plan: Plan, draft: PlanImport, mapping: Mapping): Promise<void> {
  const { fingerprint, headers } = draft.reading.table
  await store.write(async db => {
    await db.delete(annexLayouts).where(eq(annexLayouts.fingerprint, fingerprint))
    await db.insert(annexLayouts).values({ fingerprint, mapping, headers, madeById: actor.id, madeAt: now() })
    await record(db, actor, 'annex columns corrected', 'plan', plan.id, { import: draft.id })
  })
  const bytes = await readFile(fileOf(dataDir, draft)).catch(() => { throw new Invalid({ '': 'Tệp không còn trên máy chủ. Hãy tải tệp lên lại; cách hiểu các cột đã được nhớ.' }) })
  const { reading, rows } = await prepared(store.read, plan, draft.fileName, new Uint8Array(bytes))
  const before = new Map((await rowsOf(store.read, draft.id)).map(row => [`${row.read.row}`, row]))
  const kept = rows.map(row => {
    const old = before.get(`${row.read.row}`)
    if (!old) return row
    // What was put right stays, cell by cell, wherever the row is the same.
    const fixes = { values: { ...row.fixes.values, ...old.fixes.values }, looked: [...new Set([...row.fixes.looked, ...old.fixes.looked])] }
    return { ...row, fixes, open: openCells({ read: row.read, fixes }).length, skipped: old.skipped }
  })
  await store.write(async db => {
    await nextRevision(db, draft, draft.revision)
    await db.delete(planImportRows).where(eq(planImportRows.importId, draft.id))
    await insertRows(db, draft.id, kept)
    await db.update(planImports).set({ reading }).where(eq(planImports.id, draft.id))
  })
}

export async function findImport(db: Read, plan: Plan, id: string): Promise<PlanImport> {
  const [found] = await db.select().from(planImports).where(and(eq(planImports.id, id), eq(planImports.planId, plan.id)))
  if (!found) throw new NotFound('Không có phụ lục này, hoặc nó đã bị bỏ.')
  return found
}
/** Uploaded annexes of a plan, the latest first. */
export function importsOf(db: Read, planId: string) {
  const { id, fileName, state, madeAt, madeById, result } = planImports
  return db.select({ id, fileName, state, madeAt, madeById, result }).from(planImports).where(eq(planImports.planId, planId)).orderBy(desc(madeAt)).limit(50)
}
/** All rows of an annex, some hundred at once. */
async function rowsOf(db: Read, importId: string): Promise<PlanImportRow[]> {
  const pace = new Pace(rowsAtOnce)
  const rows: PlanImportRow[] = []
  for (;;) {
    const some = await db.select().from(planImportRows)
      .where(and(eq(planImportRows.importId, importId), gt(planImportRows.position, rows.at(-1)?.position ?? -1))).orderBy(asc(planImportRows.position)).limit(rowsAtOnce)
    rows.push(...some)
    if (some.length < rowsAtOnce) return rows
    await pace.breathe()
  }
}
const rowsAtOnce = 500

/** How many cells of a draft nobody has looked at, and in how many rows. */
export async function stillOpenIn(db: Read, importId: string): Promise<{ cells: number; rows: number }> {
  const waiting = and(eq(planImportRows.importId, importId), eq(planImportRows.skipped, false), eq(planImportRows.applied, false), gt(planImportRows.open, 0))
  const [row] = await db.select({ cells: sum(planImportRows.open) }).from(planImportRows).where(waiting)
  return { cells: Number(row?.cells ?? 0), rows: await db.$count(planImportRows, waiting) }
}

/** Counts the draft's change. Throws Invalid for another tab's, and for one that is in the plan already. */
async function nextRevision(db: Write, draft: PlanImport, revision: number): Promise<void> {
  if (draft.state === 'applied') throw new Invalid({ '': 'Phụ lục này đã được ghi vào kế hoạch, có thể ở một thẻ khác.' })
  const kept = await db.update(planImports).set({ revision: draft.revision + 1 }).where(and(eq(planImports.id, draft.id), eq(planImports.revision, revision))).returning({ id: planImports.id })
  if (!kept.length) throw new Invalid({ '': 'Phụ lục vừa được sửa ở một thẻ khác. Điều bạn chọn vẫn còn dưới đây; hãy xem lại rồi lưu lần nữa.' })
}

export interface RowChange { id: string; fixes: Fixes; skipped: boolean }

/** Keeps what a person put right in some rows. No event: the draft is theirs until it goes into the plan. */
export async function keepRows(db: Write, plan: Plan, draft: PlanImport, revision: number, changes: readonly RowChange[]): Promise<void> {
  await nextRevision(db, draft, revision)
  if (!changes.length) return
  const office = await officeUnits(db)
  const rows = (await db.select().from(planImportRows).where(inArray(planImportRows.id, changes.map(({ id }) => id))).orderBy(asc(planImportRows.position)))
    .map(row => ({ ...row, ...changes.find(({ id }) => id === row.id)! }))
  const judged = await judge(rows, await linesOf(db, plan.id), draft.reading, await domainsOf(db, [plan.id]), office)
  for (const [at, { id, read, fixes, skipped }] of rows.entries()) {
    const { state, changes: differ } = judged[at]!
    await db.update(planImportRows).set({ fixes, skipped, open: openCells({ read, fixes }).length, state, changes: differ }).where(eq(planImportRows.id, id))
  }
}

/** Says of every open cell that it is right as it was read, wherever nothing is missing. Returns how many cells that were. */
export async function confirmAll(db: Write, draft: PlanImport, revision: number): Promise<number> {
  await nextRevision(db, draft, revision)
  const rows = await db.select().from(planImportRows).where(and(eq(planImportRows.importId, draft.id), gt(planImportRows.open, 0), eq(planImportRows.skipped, false)))
  let confirmed = 0
  for (const { id, read, fixes } of rows) {
    const missing = missingIn(valuesOf({ read, fixes }))
    const sure = openCells({ read, fixes }).filter(cell => !missing[cell])
    confirmed += sure.length
    const looked = [...fixes.looked, ...sure]
    await db.update(planImportRows).set({ fixes: { ...fixes, looked }, open: openCells({ read, fixes: { ...fixes, looked } }).length }).where(eq(planImportRows.id, id))
  }
  return confirmed
}

/**
 * Writes the rows that are clear into the plan: domains and tasks in this transaction, one event. Rows with open cells wait.
 * Throws Invalid when none is clear, or the plan is a draft no more.
 */
export async function applyImport(db: Write, user: User, actor: Actor, planId: string, importId: string, revision: number, rules: AssigningRules): Promise<ImportResult & { waiting: number }> {
  const plan = await draftPlan(db, user, planId)
  const draft = await findImport(db, plan, importId)
  await nextRevision(db, draft, revision)
  const all = await rowsOf(db, importId)
  const ready = all.filter(row => !row.applied && !row.skipped && row.open === 0 && !Object.keys(missingIn(valuesOf(row))).length)
  if (!ready.length) throw new Invalid({ '': all.every(row => row.applied || row.skipped) ? 'Không còn dòng nào để ghi.' : 'Chưa có dòng nào rõ cả. Hãy xem các ô được đánh dấu trước.' })
  const office = await officeUnits(db)
  const domains = await takeDomains(db, plan, draft.reading, new Set(all.filter(row => !row.skipped).map(row => valuesOf(row).domain)))
  const places = domainsFor(draft.reading, domains)
  const judged = await judge(ready, await linesOf(db, planId), draft.reading, domains, office)
  const by = { assignerId: actor.id, rules, draft: true }
  const base = await nextPosition(db, planId)
  const fresh = ready.flatMap((row, at) => (judged[at]!.line ? [] : [{ ...lineOf(row, judged[at]!, places[valuesOf(row).domain]?.id ?? null, office), position: base + row.position }]))
  const pace = new Pace(200)
  for (let start = 0; start < fresh.length; start += 50) { await addLines(db, plan, fresh.slice(start, start + 50), domains, by); await pace.breathe() }
  for (const [at, row] of ready.entries()) {
    const one = judged[at]!
    if (one.line && one.changes.length) await changeLine(db, plan, one.line, lineOf(row, one, places[valuesOf(row).domain]?.id ?? null, office), domains, by)
    await pace.breathe()
  }
  const counts = (state: PlanImportRow['state']) => judged.filter(one => one.state === state).length
  const waiting = all.filter(row => !row.applied && !row.skipped).length - ready.length
  const before = draft.result ?? { added: 0, changed: 0, same: 0, skipped: 0 }
  const result: ImportResult = { added: before.added + counts('new'), changed: before.changed + counts('changed'), same: before.same + counts('same'), skipped: all.filter(row => row.skipped).length }
  for (let start = 0; start < ready.length; start += 500) await db.update(planImportRows).set({ applied: true }).where(inArray(planImportRows.id, ready.slice(start, start + 500).map(({ id }) => id)))
  await db.update(planImports).set({ result, ...(waiting ? {} : { state: 'applied', appliedAt: now() }) }).where(eq(planImports.id, importId))
  const done = { added: counts('new'), changed: counts('changed'), same: counts('same'), skipped: result.skipped }
  await record(db, actor, 'annex imported', 'plan', planId, { import: importId, ...done })
  return { ...done, waiting }
}

/** The plan's domains with those of the file. A plan without tasks takes the file's order; otherwise new ones stand at the end. */
async function takeDomains(db: Write, plan: Plan, reading: ImportReading, wanted: Set<number>): Promise<PlanDomain[]> {
  const domains = await domainsOf(db, [plan.id])
  const places = domainsFor(reading, domains)
  const isEmpty = await db.$count(tasks, eq(tasks.planId, plan.id)) === 0
  const made: PlanDomain[] = isEmpty ? [] : [...domains]
  const taken = new Set(made.map(({ number }) => number))
  for (const [at, { number, title, official }] of reading.groups.entries()) {
    if (!wanted.has(at)) continue
    const known = places[at]
    if (known && !isEmpty) continue
    const position = made.length
    const asked = number && !taken.has(number) ? number : roman(position + 1)
    taken.add(asked)
    const domain = known && !made.some(({ id }) => id === known.id) ? { ...known, number: asked, position } : { id: newId(), planId: plan.id, number: asked, title: official ?? sentenceCase(title), position, weight: 1 }
    if (known && domain.id === known.id) await db.update(planDomains).set({ number: asked, position }).where(eq(planDomains.id, known.id))
    else await db.insert(planDomains).values(domain)
    made.push(domain)
  }
  const gone = isEmpty ? domains.filter(({ id }) => !made.some(one => one.id === id)) : []
  if (gone.length) await db.delete(planDomains).where(inArray(planDomains.id, gone.map(({ id }) => id)))
  return made
}

const sentenceCase = (title: string): string => (title === title.toUpperCase() ? title[0]! + title.slice(1).toLowerCase() : title)

/** Forgets a draft with its file; what of it is in the plan already stays there. Throws NotFound for one that is wholly in the plan. */
export async function dropImport(store: Store, dataDir: string, actor: Actor, plan: Plan, draft: PlanImport): Promise<void> {
  await store.write(async db => {
    const dropped = await db.select({ id: planImports.id }).from(planImports).where(and(eq(planImports.id, draft.id), eq(planImports.state, 'draft')))
    if (!dropped.length) throw new NotFound('Phụ lục này đã được ghi vào kế hoạch nên không bỏ được.')
    const within = eq(planImportRows.importId, draft.id)
    await db.delete(planImportRows).where(and(within, eq(planImportRows.applied, false)))
    if (await db.$count(planImportRows, within)) await db.update(planImports).set({ state: 'applied', appliedAt: now() }).where(eq(planImports.id, draft.id))
    else await db.delete(planImports).where(eq(planImports.id, draft.id))
    await record(db, actor, 'annex dropped', 'plan', plan.id, { import: draft.id })
  })
  await forgetFile(dataDir, draft)
}
/** The file is not needed any more. */
export const forgetFile = (dataDir: string, draft: Pick<PlanImport, 'id' | 'format'>): Promise<void> => rm(fileOf(dataDir, draft), { force: true })
