// The thread that holds the index: takes one message at a time from searcher.ts and answers each.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { SearchIndex, type FindOptions, type Found, type IndexDocument } from './search-index.ts'
import type { ProcedureContent } from '../procedures/content.ts'

export type Ask =
  | { do: 'find', question: string, options: FindOptions }
  | { do: 'clear' }
  | { do: 'add', documents: readonly IndexDocument[] }
  | { do: 'replace', id: string, content: ProcedureContent | null }
  | { do: 'save', path: string }
  | { do: 'open', path: string }
export type Message = Ask & { number: number }
export type Answer = { number: number, size: number } & ({ found: Found | null } | { error: string })

let index = new SearchIndex()

function handle(ask: Ask): Found | null {
  switch (ask.do) {
    case 'find': return index.find(ask.question, ask.options)
    case 'clear': index = new SearchIndex(); break
    case 'add': index.add(ask.documents); break
    case 'replace': index.replace(ask.id, ask.content); break
    case 'save': save(ask.path); break
    case 'open': index = SearchIndex.fromLines(readFileSync(ask.path, 'utf8').split('\n')) ?? new SearchIndex()
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
