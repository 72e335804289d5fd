// The index as the rest of the portal reaches it: promises here, the work in a thread of its own.
import { rename } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { LexiconText } from './lexicon.ts'
import type { FindOptions, Found, IndexDocument } from './search-index.ts'
import type { Answer, Ask, Message } from './worker.ts'

export interface Searcher {
  /** Settles when the saved copy is in: with the number of its records, 0 when there was none or it could not be read. */
  ready: Promise<number>
  /** Records in the index, as of the last answer of the thread. */
  readonly size: number
  find(question: string, options?: FindOptions): Promise<Found>
  /** Empties the index and fills it with these records; the thread's other work goes on between batches. */
  load(documents: readonly IndexDocument[]): Promise<void>
  add(documents: readonly IndexDocument[]): Promise<void>
  /** Puts a record in place of the one with its id; null takes it out. */
  replace(id: string, document: Omit<IndexDocument, 'id'> | null): Promise<void>
  /** Puts another lexicon in place of the portal's own; kept when the index is loaded anew or the thread begins again. */
  teach(lexicon: LexiconText): Promise<void>
  save(path: string): Promise<void>
  /** Writes a copy for another index; this one does not begin from it again. */
  copyTo(path: string): Promise<void>
  /** Puts a saved copy in place of what is in the index; one that cannot be read leaves it empty. */
  open(path: string): Promise<void>
  /** Waits for what was asked, then ends the thread. */
  close(): Promise<void>
}

export interface SearcherOptions {
  /** File that `save` wrote. */
  savedCopy?: string
  /** After the thread died and a new one stands, loaded from the saved copy: what changed since must be put in again. */
  onRestart?: () => void
}

/** Records sent at a time: copying them to the thread is the only work that this thread does for them. */
const batch = 50
const mostRestarts = 5
// With 4,300 records the index takes 110 MB. Left to itself the thread lets twice as much of what it no longer needs lie about:
// a heap that may not grow for ever is collected sooner. Five times the index fits in before the thread would die.
const limits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 640 }

export async function openSearcher({ savedCopy, onRestart }: SearcherOptions = {}): Promise<Searcher> {
  const waiting = new Map<number, { done: (found: Found | null) => void, failed: (error: Error) => void }>()
  let copy = savedCopy
  let lexicon: LexiconText | undefined
  let number = 0
  let size = 0
  let restarts = 0
  let closed = false
  // Begins with the first thing that is asked of it: a register without records needs no thread.
  let worker: Worker | undefined

  function start(): Worker {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: 'assistant-index', resourceLimits: limits })
    thread.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.number)
      waiting.delete(answer.number)
      size = answer.size
      if ('error' in answer) asked?.failed(new Error(answer.error))
      else asked?.done(answer.found)
      if (waiting.size === 0) thread.unref()
    })
    thread.on('error', error => { fail(thread, error) })
    thread.on('exit', () => { fail(thread, new Error('Luồng tìm kiếm đã dừng.')) })
    thread.unref()
    return thread
  }

  function fail(thread: Worker, error: Error): void {
    if (thread !== worker || closed) return
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
    size = 0
    if (++restarts > mostRestarts) { closed = true; return }
    worker = start()
    if (lexicon) send({ do: 'teach', lexicon }).catch(() => {})
    const again = copy ? send({ do: 'open', path: copy }) : Promise.resolve(null)
    again.catch(() => {}).finally(() => onRestart?.())
  }

  function send(ask: Ask): Promise<Found | null> {
    if (closed) return Promise.reject(new Error('Bộ tìm kiếm đã đóng.'))
    return new Promise((done, failed) => {
      number++
      waiting.set(number, { done, failed })
      worker ??= start()
      worker.ref()
      worker.postMessage({ ...ask, number } satisfies Message)
    })
  }

  const add = async (documents: readonly IndexDocument[]) => {
    for (let from = 0; from < documents.length; from += batch) await send({ do: 'add', documents: documents.slice(from, from + batch) })
  }

  return {
    ready: copy ? send({ do: 'open', path: copy }).then(() => size, () => 0) : Promise.resolve(0),
    get size() { return size },
    async find(question, options = {}) {
      const found = await send({ do: 'find', question, options })
      if (!found) throw new Error('Luồng tìm kiếm không trả lời.')
      return found
    },
    async load(documents) { await send({ do: 'clear' }); await add(documents) },
    add,
    async replace(id, document) { await send({ do: 'replace', id, document }) },
    async teach(given) { lexicon = given; await send({ do: 'teach', lexicon: given }) },
    async save(path) {
      // Whole or not at all; a command may be saving the same index at this moment.
      const partial = `${path}.${process.pid}`
      await send({ do: 'save', path: partial })
      await rename(partial, path)
      copy = path
    },
    async copyTo(path) { await send({ do: 'save', path }) },
    async open(path) { await send({ do: 'open', path }); copy = path },
    async close() {
      if (closed) return
      while (waiting.size) await new Promise(resolve => { setTimeout(resolve, 5) })
      closed = true
      await worker?.terminate()
    },
  }
}
