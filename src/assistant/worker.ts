// The thread that holds the index: takes one message at a time from searcher.ts and answers each.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { LexiconText } from './lexicon.ts'
import { SearchIndex, type FindOptions, type Found, type IndexDocument } from './search-index.ts'

export type Ask =
  | { do: 'find', question: string, options: FindOptions }
  | { do: 'clear' }
  | { do: 'add', documents: readonly IndexDocument[] }
  | { do: 'replace', id: string, document: Omit<IndexDocument, 'id'> | null }
  | { do: 'teach', lexicon: LexiconText }
  | { do: 'save', path: string }
  | { do: 'open', path: string }
export type Message = Ask & { number: number }
export type Answer = { number: number, size: number } & ({ found: Found | null } | { error: string })

/** What staff have made of the portal's own lexicon; undefined until they are heard of. */
let lexicon: LexiconText | undefined
let index = new SearchIndex()

function handle(ask: Ask): Found | null {
  switch (ask.do) {
    case 'find': return index.find(ask.question, ask.options)
    case 'clear': index = new SearchIndex(lexicon); break
    case 'add': index.add(ask.documents); break
    case 'replace': index.replace(ask.id, ask.document); break
    case 'teach': lexicon = ask.lexicon; index.teach(lexicon); break
    case 'save': save(ask.path); break
    case 'open': index = SearchIndex.fromLines(readFileSync(ask.path, 'utf8').split('\n'), lexicon) ?? new SearchIndex(lexicon)
  }
  return null
}

function save(path: string): void {
  const file = openSync(path, 'w')
  try {
    let text = ''
    for (const line of index.lines()) {
      text += `${line}\n`
      if (text.length > 1_000_000) { writeSync(file, text); text = '' }
    }
    writeSync(file, text)
  } finally { closeSync(file) }
}

if (parentPort && workerData === 'assistant-index') {
  const port = parentPort
  port.on('message', (message: Message) => {
    let answer: Answer
    try {
      const found = handle(message)
      answer = { number: message.number, size: index.size, found }
    } catch (error) {
      answer = { number: message.number, size: index.size, error: error instanceof Error ? error.message : String(error) }
    }
    port.postMessage(answer)
  })
}
