// Taking records into the register: batch by batch, each batch one transaction that also keeps how far the work has come.
import { today } from '../clock.ts'
import { lastEventNumber, type Actor } from '../events/events.ts'
import { Pace } from '../jobs/pace.ts'
import type { Store, Write } from '../store/store.ts'
import type { Component, ProcedureContent } from './content.ts'
import { digestOf } from './facts.ts'
import { addStanding, isStale, laidOver, matchOf, registerOf, twinKeyOf, type Register, type Standing } from './import-matching.ts'
import { isBroken, type BrokenRecord, type FileRecord } from './import-records.ts'
import type { ImportChoice, ImportOutcome } from './tables.ts'
import { publishMany, type Publication } from './versions.ts'

/** What became of one record. */
export interface Done {
  number: number
  outcome: ImportOutcome
  procedureId: string | null
  changed: Component[]
  /** Why it was not taken, as a Vietnamese sentence. */
  reason: string | null
  code: string | null
  name: string | null
  problems: string[]
}

export interface Applying {
  by: Actor
  /** What the events say the records came from. */
  from: string
  /** What a person chose for a doubtful record; undefined takes what stands to reason. */
  chosen(record: FileRecord, digest: string): ImportChoice | undefined
  /** Runs inside the transaction of each batch, with what it did; it may run again, so it only writes. */
  keep?(db: Write, done: Done[]): Promise<void>
  /** Hears what a batch did once it is kept. */
  kept?(done: Done[]): void
  /** Asked after each batch. */
  isOver?(): boolean
}

/** Somebody else has changed the register since it was read: the batch is planned anew. */
class Stale extends Error {}

const mostAtOnce = 100

/** Takes in all records, in the order of the file. A record that cannot be taken is said in its `Done`; nothing else stops. */
export async function applyRecords(store: Store, records: AsyncIterable<FileRecord | BrokenRecord>, how: Applying): Promise<void> {
  let register = await registerOf(store.read)
  let batch: (FileRecord | BrokenRecord)[] = []
  let keys = new Set<string>()
  const pace = new Pace(mostAtOnce)
  const flush = async () => {
    if (!batch.length) return
    for (;;) {
      try { await applyBatch(store, register, batch, how, pace); break } catch (error) {
        if (!(error instanceof Stale)) throw error
        register = await registerOf(store.read)
      }
    }
    batch = []
    keys = new Set()
    await pace.breathe()
  }
  for await (const record of records) {
    if (how.isOver?.()) return
    const own = isBroken(record) ? [] : keysOf(record)
    // What the batch is only just taking in, the register does not show yet.
    if (batch.length >= pace.size || own.some(key => keys.has(key))) await flush()
    for (const key of own) keys.add(key)
    batch.push(record)
    await pace.breathe()
  }
  if (!how.isOver?.()) await flush()
}

const keysOf = ({ content, externalId, procedureId }: FileRecord): string[] =>
  [content.code && `code ${content.code}`, externalId && `external ${externalId}`, procedureId && `id ${procedureId}`, `twin ${twinKeyOf(content)}`]
    .filter((key): key is string => !!key)

interface Planned { done: Done; publication: Publication | null; standing: Omit<Standing, 'procedureId'> | null }

async function applyBatch(store: Store, register: Register, batch: (FileRecord | BrokenRecord)[], how: Applying, pace: Pace): Promise<void> {
  const planned = await plan(store, register, batch, how)
  const publications = planned.flatMap(({ publication }) => publication ?? [])
  await pace.breathe()
  let began = 0
  const upTo = await store.write(async db => {
    began = performance.now()
    if (await isStale(db, register)) throw new Stale()
    const ids = publications.length ? await publishMany(db, how.by, publications, how.from) : []
    let at = 0
    for (const { publication, done } of planned) if (publication) done.procedureId = ids[at++]!
    await how.keep?.(db, planned.map(({ done }) => done))
    return lastEventNumber(db)
  })
  pace.took(batch.length, performance.now() - began)
  how.kept?.(planned.map(({ done }) => done))
  register.upTo = upTo
  for (const { done, standing } of planned) if (standing) addStanding(register, { ...standing, procedureId: done.procedureId! })
}

/** What each record of a batch becomes; looks, and changes nothing. */
async function plan(store: Store, register: Register, batch: (FileRecord | BrokenRecord)[], how: Applying): Promise<Planned[]> {
  const judged = batch.map(record => {
    if (isBroken(record)) return { record, refused: record.refused }
    const digest = digestOf(record.content)
    const match = matchOf(register, record, digest)
    if (match.kind === 'refused') return { record, refused: match.reason }
    const choice = how.chosen(record, digest) ?? match.choice
    if (choice === 'skip') return { record, skipped: match.reason }
    // A procedure that is surely this one is never made a second time.
    const standing = match.kind === 'changed' || choice === 'update' ? match.standing : null
    if (standing?.abolished) return { record, skipped: match.reason }
    return standing || !record.incomplete ? { record, digest, standing } : { record, refused: record.incomplete }
  })
  const pairs = judged.flatMap(one => (one.digest && one.standing ? [{ record: one.record, digest: one.digest, standing: one.standing }] : []))
  const laid = await laidOver(store.read, pairs)
  let at = 0
  return judged.map((one): Planned => {
    const { record } = one
    const done: Done = {
      number: record.number, outcome: 'refused', procedureId: null, changed: [], reason: null,
      ...(isBroken(record) ? { code: null, name: record.name, problems: [] } : { code: record.content.code, name: record.content.name, problems: record.problems }),
    }
    if (one.skipped !== undefined) return { done: { ...done, outcome: 'skipped', reason: one.skipped || null }, publication: null, standing: null }
    if (one.refused !== undefined) return { done: { ...done, reason: one.refused }, publication: null, standing: null }
    if (!one.standing) return { done: { ...done, outcome: 'created' }, ...published(register, one.record, one.record.content, one.digest, null) }
    const over = laid[at++]!
    if (typeof over === 'string') return { done: { ...done, reason: over }, publication: null, standing: null }
    const { procedureId } = one.standing
    if (over.same) return { done: { ...done, outcome: 'unchanged', procedureId }, publication: null, standing: null }
    return { done: { ...done, outcome: 'amended', procedureId, changed: over.changed }, ...published(register, one.record, over.content, over.digest, one.standing) }
  })
}

function published(register: Register, { externalId }: FileRecord, content: ProcedureContent, digest: string, old: Standing | null): Pick<Planned, 'publication' | 'standing'> {
  const day = today()
  const newExternal = !old && externalId && !register.byExternal.has(externalId) ? externalId : null
  return {
    publication: {
      ...(old ? { procedureId: old.procedureId } : { externalId: newExternal }),
      content, effectiveFrom: day, publishedOn: day, decision: content.decision?.number ?? null,
    },
    standing: {
      code: content.code, name: content.name, digest, effectiveFrom: day, abolished: false, twinKey: twinKeyOf(content),
      externalId: old ? old.externalId : newExternal,
    },
  }
}
