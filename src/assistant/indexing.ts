// Keeps the assistant's index in step with the register: loaded from its saved copy, brought up to date by events, saved again.
import { and, gt, lte } from 'drizzle-orm'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { today } from '../clock.ts'
import type { Follower } from '../events/followers.ts'
import { eventsAfter, lastEventNumber } from '../events/events.ts'
import type { Event } from '../events/tables.ts'
import { isFaq } from '../faqs/index-ids.ts'
import { faqContents, faqsChangedBy } from '../faqs/indexing.ts'
import { changesLexicon, lexiconInUse, namesInUse, proceduresNamed } from '../lexicon/in-use.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import { procedureIdsOf } from '../procedures/versions.ts'
import type { Read, Store } from '../store/store.ts'
import { contentsInForce } from './register.ts'
import { openSearcher, type Searcher } from './searcher.ts'
import { warmUp } from './warming.ts'

/** What stands beside the saved copy: up to which event it is right, and on which day (versions take effect by date). */
interface Mark { event: number; day: string; records: number }

export interface Indexing {
  searcher: Searcher
  /** Settles when the index can answer; pages need not wait for it. */
  ready: Promise<void>
  /** Settles when it answers at its usual speed, some seconds later. */
  warm: Promise<void>
  follower: Follower
  close(): Promise<void>
}

/** The event that the command `reindex` ends with: the running portal hears it and takes the new index. */
export const derivedAnew = 'columns derived anew'

// A busy import changes the register every second; the copy is written when it has been quiet for a while.
const saveAfterMs = 5000

// Read and handed to the thread at a time: more would keep every request waiting.
const recordsAtOnce = 25

/** `failed` hears what went wrong in the background: the index answers on, but it is not saved or not up to date. */
export async function openIndexing(store: Store, dataDir: string, failed: (doing: string, error: unknown) => void = () => {}): Promise<Indexing> {
  const folder = join(dataDir, 'index')
  const copy = join(folder, 'procedures.index')
  const mark = existsSync(copy) ? readMark(folder) : null
  const last = await lastEventNumber(store.read)
  const usable = mark !== null && mark.event <= last && mark.day <= today()
  // A thread that died comes back with the saved copy, which knows nothing of what changed since.
  const onRestart = () => { rebuild().catch((error: unknown) => { failed('building the index after its thread died', error) }) }
  const searcher = await openSearcher(usable ? { savedCopy: copy, onRestart } : { onRestart })
  let position = usable ? mark.event : last
  let day = usable ? mark.day : today()
  let timer: NodeJS.Timeout | undefined
  const closing = new AbortController()

  const refresh = async (ids: string[]) => {
    for (let start = 0; start < ids.length; start += recordsAtOnce) {
      const some = ids.slice(start, start + recordsAtOnce)
      const current = await contentsOf(store.read, some)
      const names = await namesInUse(store.read, current)
      for (const id of some) {
        const content = current.get(id)
        await searcher.replace(id, content ? { content, names: names.get(id) ?? [] } : null)
      }
    }
    if (ids.length) saveLater()
  }
  /** The procedures that events changed: what they say, or what people call them. */
  const changedBy = async (events: Event[]) => [...new Set([...events.flatMap(procedureIdsOf), ...faqsChangedBy(events), ...await proceduresNamed(store.read, events)])]
  const teach = async () => {
    const lexicon = await lexiconInUse(store.read)
    if (lexicon) await searcher.teach(lexicon)
  }
  // Versions take effect by the calendar, without any event.
  const followTheCalendar = async () => {
    if (day === today()) return
    const due = await store.read.selectDistinct({ id: procedureVersions.procedureId }).from(procedureVersions)
      .where(and(gt(procedureVersions.effectiveFrom, day), lte(procedureVersions.effectiveFrom, today())))
    day = today()
    await refresh(due.map(({ id }) => id))
  }
  const calendar = setInterval(() => { followTheCalendar().catch((error: unknown) => { failed('following the calendar', error) }) }, 60_000)
  calendar.unref()
  const save = async () => {
    clearTimeout(timer)
    timer = undefined
    mkdirSync(folder, { recursive: true })
    const at = position
    await searcher.save(copy)
    writeFileSync(join(folder, 'mark.json'), JSON.stringify({ event: at, day: today(), records: searcher.size } satisfies Mark))
  }
  const trySave = () => save().catch((error: unknown) => { failed('saving the index', error) })
  const saveLater = () => {
    clearTimeout(timer)
    timer = setTimeout(() => { void trySave() }, saveAfterMs)
    timer.unref()
  }
  /** Builds the index anew from the tables, and saves it. Twice does no harm. */
  const rebuild = async () => {
    position = await lastEventNumber(store.read)
    const ids = await allIds(store.read)
    // Nothing to find: neither a thread is needed nor a copy, and an older copy is not taken up again.
    if (!ids.length && !searcher.size) return rmSync(join(folder, 'mark.json'), { force: true })
    await searcher.load([])
    for (let start = 0; start < ids.length; start += recordsAtOnce) {
      // Half an index is not saved: the next start builds it.
      if (closing.signal.aborted) return
      const part = await contentsOf(store.read, ids.slice(start, start + recordsAtOnce))
      const names = await namesInUse(store.read, part)
      await searcher.add([...part].map(([id, content]) => ({ id, content, names: names.get(id) ?? [] })))
    }
    await trySave()
  }
  /** Takes over the copy that a command has built from the tables; questions wait a moment, and never find an empty index. */
  const takeOver = async () => {
    const made = readMark(folder)
    if (!made || made.day !== today()) return rebuild()
    await searcher.open(copy)
    if (!searcher.size && made.records) return rebuild()
    await refresh(await changedBy(await eventsAfter(store.read, made.event, 10_000)))
  }

  // A copy of an older form, or a damaged one, gives no records.
  const ready = searcher.ready.then(async loaded => { await teach(); await (usable && (loaded > 0 || mark.records === 0) ? followTheCalendar() : rebuild()) })

  return {
    searcher,
    ready,
    warm: ready.then(() => warmUp(store.read, searcher, closing.signal)).catch(() => {}),
    follower: {
      name: 'the assistant’s index',
      from: position,
      async follow(events) {
        if (events.some(({ action }) => action === derivedAnew)) await takeOver()
        else {
          if (events.some(changesLexicon)) await teach()
          await refresh(await changedBy(events))
        }
        position = events.at(-1)!.number
      },
    },
    async close() {
      closing.abort()
      clearInterval(calendar)
      if (timer) await trySave()
      await searcher.close()
    },
  }
}

function readMark(folder: string): Mark | null {
  try { return JSON.parse(readFileSync(join(folder, 'mark.json'), 'utf8')) as Mark } catch { return null }
}

async function allIds(db: Read): Promise<string[]> {
  return [...(await db.select({ id: procedures.id }).from(procedures)).map(({ id }) => id), ...(await faqContents(db)).keys()]
}

/** What is in force today of the procedures, and in use of the frequently asked questions, whose ids are given. */
async function contentsOf(db: Read, ids: string[]): Promise<Map<string, ProcedureContent>> {
  return new Map([...await contentsInForce(db, ids.filter(id => !isFaq(id)), today()), ...await faqContents(db, ids.filter(isFaq))])
}
