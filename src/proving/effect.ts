// What a change would do to the answers: every test is asked of a second index, as things stand and as they would, before anything is written.
//
// The second index is a copy of the live one, in a thread of its own, so that nobody who asks meanwhile notices. It is kept for some
// minutes, because whoever looks at a change corrects it and looks again.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { desc, inArray } from 'drizzle-orm'
import type { Sources } from '../assistant/answering.ts'
import type { Indexing } from '../assistant/indexing.ts'
import type { LexiconText } from '../assistant/lexicon.ts'
import { contentsInForce } from '../assistant/register.ts'
import { openSearcher, type Searcher } from '../assistant/searcher.ts'
import { sourcesNow } from '../assistant/sources.ts'
import { today } from '../clock.ts'
import { events } from '../events/tables.ts'
import { newId } from '../ids.ts'
import { lexiconInUse, namesInUse } from '../lexicon/in-use.ts'
import { faqAnswering } from '../faqs/answering.ts'
import { indexIdOf } from '../faqs/index-ids.ts'
import { faqContent, faqContents } from '../faqs/indexing.ts'
import type { Faq, FaqVersion } from '../faqs/tables.ts'
import type { Pin } from '../lexicon/pins.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import type { Read } from '../store/store.ts'
import { askTest } from './asking.ts'
import { judge, type Said } from './scoring.ts'
import type { TestQuestion } from './tables.ts'
import { testsInUse } from './tests.ts'

/** A procedure as it would be (null: it applies no longer), an entry of frequently asked questions, what people call a procedure, the whole lexicon, or all pins. */
export type Change =
  | { of: 'procedure'; id: string; content: ProcedureContent | null }
  | { of: 'faq'; faq: Faq; version: FaqVersion }
  | { of: 'names'; id: string; names: readonly string[] }
  | { of: 'lexicon'; lexicon: LexiconText }
  | { of: 'pins'; pins: readonly Pin[] }

/** A turn that would be answered differently; `was` and `is`: whether it does what it must. */
export interface Different { test: TestQuestion; turn: number; before: Said; after: Said; was: boolean; is: boolean }
/** `asked` is less than `all` when the time was up. */
export interface Effect { asked: number; all: number; different: Different[] }

interface Place { store: { read: Read }; config: { dataDir: string }; indexing: Pick<Indexing, 'searcher' | 'ready'> }

/** The second index of one portal. `baseline`: what it says as things stand, by test and revision. */
interface Copy { event: number; searcher: Searcher; baseline: Map<string, Said[]>; timer: NodeJS.Timeout }
interface Rehearsals { copy: Copy | null; last: Promise<unknown>; known: Map<string, Promise<Effect>> }

const rehearsalsOf = new WeakMap<object, Rehearsals>()
const keptMs = 3 * 60_000
const mostKnown = 20
/** For asking as things stand, and as much again as they would. */
const mostMs = 6_000

/** Which tests would be answered differently if the change were made. Looks at one change at a time; the same one again costs nothing. */
export async function effectOf(place: Place, change: Change): Promise<Effect> {
  const event = await lastOfKnowledge(place.store.read)
  let rehearsals = rehearsalsOf.get(place.indexing)
  if (!rehearsals) rehearsalsOf.set(place.indexing, rehearsals = { copy: null, last: Promise.resolve(), known: new Map() })
  const { known } = rehearsals
  const key = `${event} ${today()} ${createHash('sha256').update(JSON.stringify(change)).digest('hex')}`
  const there = known.get(key)
  if (there) return there
  const effect = rehearsals.last.then(() => rehearse(place, rehearsals, event, change))
  rehearsals.last = effect.catch(() => {})
  known.set(key, effect)
  effect.catch(() => known.delete(key))
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
  return effect
}

/** Ends the thread of the second index. */
export async function endRehearsals(indexing: Place['indexing']): Promise<void> {
  const rehearsals = rehearsalsOf.get(indexing)
  await rehearsals?.last
  if (rehearsals) await drop(rehearsals)
}

/** The last event that may change an answer or a test: questions that people ask in between do not count. */
async function lastOfKnowledge(db: Read): Promise<number> {
  const [row] = await db.select({ number: events.number }).from(events)
    .where(inArray(events.subjectKind, ['procedure', 'lexicon', 'faq', 'test', 'office', 'import'])).orderBy(desc(events.number)).limit(1)
  return row?.number ?? 0
}

async function drop(rehearsals: Rehearsals): Promise<void> {
  const { copy } = rehearsals
  rehearsals.copy = null
  if (!copy) return
  clearTimeout(copy.timer)
  await copy.searcher.close()
}

async function copyFor({ store, config, indexing }: Place, rehearsals: Rehearsals, event: number): Promise<Copy> {
  if (rehearsals.copy?.event === event) { rehearsals.copy.timer.refresh(); return rehearsals.copy }
  await drop(rehearsals)
  await indexing.ready
  const folder = join(config.dataDir, 'index')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `rehearsal-${newId()}`)
  try {
    await indexing.searcher.copyTo(path)
    const searcher = await openSearcher({ savedCopy: path })
    await searcher.ready
    const lexicon = await lexiconInUse(store.read)
    if (lexicon) await searcher.teach(lexicon)
    const timer = setTimeout(() => { void drop(rehearsals) }, keptMs)
    timer.unref()
    return rehearsals.copy = { event, searcher, baseline: new Map(), timer }
  } finally { rmSync(path, { force: true }) }
}

async function rehearse(place: Place, rehearsals: Rehearsals, event: number, change: Change): Promise<Effect> {
  const db = place.store.read
  const { searcher, baseline } = await copyFor(place, rehearsals, event)
  const changed = change.of === 'procedure' || change.of === 'names' ? change.id : null
  // Those about the changed procedure first: should the time be up, they have been asked.
  const about = (test: TestQuestion) => test.turns.some(({ gold }) => changed !== null && gold.includes(changed))
  const tests = (await testsInUse(db)).toSorted((a, b) => Number(about(b)) - Number(about(a)))
  const keyOf = ({ id, revision }: TestQuestion) => `${id} ${revision}`
  const now = sourcesNow(db, searcher)
  await within(tests, async test => { if (!baseline.has(keyOf(test))) baseline.set(keyOf(test), await askTest(now, test.turns)) })
  const different: Different[] = []
  const undo = await make(db, searcher, change)
  let asked = 0
  try {
    const then = changedSources(db, sourcesNow(db, searcher), change)
    asked = await within(tests.filter(test => baseline.has(keyOf(test))), async test => {
      const before = baseline.get(keyOf(test))!
      const after = await askTest(then, test.turns)
      for (const [turn, expected] of test.turns.entries()) {
        const [was, is] = [before[turn]!, after[turn]!]
        if (differ(was, is)) different.push({ test, turn, before: was, after: is, was: judge(expected, was).handled, is: judge(expected, is).handled })
      }
    })
  } finally {
    // Words once learnt are not forgotten: such a copy is of no further use.
    if (undo) await undo()
    else if (change.of !== 'pins') await drop(rehearsals)
  }
  return { asked, all: tests.length, different }
}

/** Does the work for as many as the time allows; returns for how many. */
async function within(tests: readonly TestQuestion[], work: (test: TestQuestion) => Promise<void>): Promise<number> {
  const until = performance.now() + mostMs
  for (const [done, test] of tests.entries()) {
    if (performance.now() > until) return done
    await work(test)
  }
  return tests.length
}

const differ = (a: Said, b: Said): boolean => a.outcome !== b.outcome || a.text !== b.text || a.aspect !== b.aspect
  || (a.outcome !== 'refused' && a.procedureIds[0] !== b.procedureIds[0])

/** Makes the change in the copy. Returns what undoes it; null where that cannot be done. */
async function make(db: Read, searcher: Searcher, change: Change): Promise<(() => Promise<void>) | null> {
  if (change.of === 'pins') return null
  if (change.of === 'lexicon') { await searcher.teach(change.lexicon); return null }
  if (change.of === 'faq') {
    const at = indexIdOf(change.faq.id)
    const published = (await faqContents(db, [at])).get(at) ?? null
    await searcher.replace(at, { content: faqContent(change.faq, change.version) })
    return () => searcher.replace(at, published && { content: published })
  }
  const { id } = change
  const standing = await contentsInForce(db, [id], today())
  const names = (await namesInUse(db, change.of === 'procedure' && change.content ? new Map([[id, change.content]]) : standing)).get(id) ?? []
  const before = standing.get(id) ?? null
  const content = change.of === 'procedure' ? change.content : before
  await searcher.replace(id, content && { content, names: change.of === 'names' ? change.names : names })
  const namesBefore = (await namesInUse(db, standing)).get(id) ?? []
  return () => searcher.replace(id, before && { content: before, names: namesBefore })
}

function changedSources(db: Read, sources: Sources, change: Change): Sources {
  if (change.of === 'pins') return { ...sources, pins: () => change.pins }
  if (change.of === 'faq') return { ...sources, faqOf: found => faqAnswering(db, found, change) }
  if (change.of !== 'procedure') return sources
  return { ...sources, contentOf: id => (id === change.id ? change.content : sources.contentOf(id)) }
}
