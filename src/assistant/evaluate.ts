// Puts labelled questions through the same code as the chat, on a temporary portal made from a register file:
// npm run --silent evaluate -- --register FILE.jsonl --questions FILE.jsonl, one JSON line a turn on standard output.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readProcedureLine } from '../procedures/jsonl.ts'

const { values } = parseArgs({ options: { register: { type: 'string' }, questions: { type: 'string' } } })
if (!values.register || !values.questions) {
  console.error('usage: npm run --silent evaluate -- --register FILE.jsonl --questions FILE.jsonl')
  process.exit(2)
}
const lines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(line => line.trim())

// The temporary portal is SQLite whatever this machine's own portal uses, and is decided when the store is first imported.
delete process.env.DATABASE_URL
const { openStore } = await import('../store/store.ts')
const { people } = await import('../accounts/tables.ts')
const { publishMany } = await import('../procedures/versions.ts')
const { portal } = await import('../events/events.ts')
const { today } = await import('../clock.ts')
const { applyPack } = await import('../lexicon/applying.ts')
const { openIndexing } = await import('./indexing.ts')
const { ask } = await import('./conversation.ts')

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
const store = await openStore(join(folder, 'portal.db'))
const asker = { id: 'asker' }
await store.write(db => db.insert(people).values({ id: asker.id, name: 'Người hỏi', search: '', sort: '', preferences: {} }))
const fileIdOf = new Map<string, string>()
const records = lines(values.register).map(line => readProcedureLine(line))
for (let start = 0; start < records.length; start += 200) {
  const part = records.slice(start, start + 200)
  const ids = await store.write(db => publishMany(db, portal, part.map(({ id, content }) => (
    { content, effectiveFrom: today(), publishedOn: today(), externalId: id })), 'evaluate'))
  ids.forEach((id, at) => fileIdOf.set(id, part[at]!.id ?? id))
}
await applyPack(store)
const indexing = await openIndexing(store, folder)
await indexing.ready
await indexing.warm

for (const line of lines(values.questions)) {
  const { id, turns } = JSON.parse(line) as { id: string; turns: { question: string }[] }
  let conversationId: string | null = null
  for (const [number, { question }] of turns.entries()) {
    const started = performance.now()
    const { conversation, turn } = await ask(store, indexing.searcher, asker, { question, conversationId })
    const ms = performance.now() - started
    conversationId = conversation.id
    const { outcome, reason, aspect, answer } = turn
    console.log(JSON.stringify({ id, turn: number, outcome, reason, procedures: answer.candidates.map(one => fileIdOf.get(one.id) ?? one.id), aspect, text: answer.text, ms }))
  }
}
await indexing.close()
await store.close()
rmSync(folder, { recursive: true })
