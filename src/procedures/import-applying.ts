// Taking records into the register: batch by batch, each batch one transaction that also keeps how far the work has come.
import { today } from '../clock.ts'
import type { Actor } from '../events/events.ts'
import { lastEventNumber } from '../events/events.ts'
import type { Store, Write } from '../store/store.ts'
import type { Component, ProcedureContent } from './content.ts'
import { digestOf } from './facts.ts'
import { addStanding, isStale, laidOver, matchOf, registerOf, standingContents, twinKeyOf, type Register, type Standing } from './import-matching.ts'
import { isBroken, type BrokenRecord, type FileRecord } from './import-records.ts'
import type { ImportChoice, ImportOutcome } from './tables.ts'
import { changedComponents, publishMany, type Publication } from './versions.ts'

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
  chosen(number: number): ImportChoice | undefined
  /** Runs inside the transaction of each batch, with what it did. */
  keep(db: Write, done: Done[]): Promise<void>
  /** Asked after each batch. */
  isOver?(): boolean
}

// Some hundred milliseconds of work: others read and write between two batches.
const batchSize = 60

/** Takes in all records, in the order of the file. A record that cannot be taken is said in its `Done`; nothing else stops. */
export async function applyRecords(store: Store, records: AsyncIterable<FileRecord | BrokenRecord>, how: Applying): Promise<void> {
  let register = await registerOf(store.read)
  let batch: (FileRecord | BrokenRecord)[] = []
  let keys = new Set<string>()
  const flush = async () => {
    if (!batch.length) return
    if (await isStale(store.read, register)) register = await registerOf(store.read)
    await applyBatch(store, register, batch, how)
    batch = []
    keys = new Set()
    await breath()
  }
  for await (const record of records) {
    if (how.isOver?.()) return
    const own = isBroken(record) ? [] : keysOf(record)
    // What the batch is only just taking in, the register does not show yet.
    if (batch.length >= batchSize || own.some(key => keys.has(key))) await flush()
    for (const key of own) keys.add(key)
    batch.push(record)
    if (batch.length % 10 === 0) await breath()
  }
  if (!how.isOver?.()) await flush()
}

/** Lets everybody else go on for a moment. */
export const breath = (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

const keysOf = ({ content, externalId, procedureId }: FileRecord): string[] =>
  [content.code && `code ${content.code}`, externalId && `external ${externalId}`, procedureId && `id ${procedureId}`, `twin ${twinKeyOf(content)}`].filter(key => key !== null && key !== '')

interface Planned { done: Done; publication: Publication | null; standing: Omit<Standing, 'procedureId' | 'versionId'> | null }

async function applyBatch(store: Store, register: Register, batch: (FileRecord | BrokenRecord)[], how: Applying): Promise<void> {
  const planned = await plan(store, register, batch, how)
  const publications = planned.flatMap(({ publication }) => publication ?? [])
  await store.write(async db => {
    const ids = publications.length ? await publishMany(db, how.by, publications, how.from) : []
    let at = 0
    for (const { publication, done } of planned) if (publication) done.procedureId = ids[at++]!
    await how.keep(db, planned.map(({ done }) => done))
  })
  register.upTo = await lastEventNumber(store.read)
  // Newest versions are asked for by their ids: those of this batch are read when one of them is met again.
  const fresh = await newestOf(store, planned.flatMap(({ publication, done }) => (publication ? [done.procedureId!] : [])))
  for (const { done, standing } of planned) {
    const versionId = done.procedureId && fresh.get(done.procedureId)
    if (standing && versionId) addStanding(register, { ...standing, procedureId: done.procedureId!, versionId })
  }
}
