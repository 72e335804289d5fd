// Answers a file of labelled questions over a file of records: node src/assistant/evaluate.ts --register FILE --questions FILE
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readProcedureLine } from '../procedures/jsonl.ts'
import { answerTurn, noContext } from './answering.ts'
import { SearchIndex } from './search-index.ts'

const { values } = parseArgs({ options: { register: { type: 'string' }, questions: { type: 'string' } } })
if (!values.register || !values.questions) {
  console.error('Cách dùng: evaluate --register TỆP --questions TỆP')
  process.exit(2)
}
const lines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(line => line.trim())
const records = lines(values.register).map(line => readProcedureLine(line)).map(({ id, content }, at) => ({ id: id ?? String(at), content }))
const contents = new Map(records.map(({ id, content }) => [id, content]))
const started = performance.now()
const index = SearchIndex.build(records)
console.error(`Đã lập chỉ mục ${records.length} thủ tục trong ${Math.round(performance.now() - started)} ms.`)
const sources = { find: index.find.bind(index), contentOf: (id: string) => contents.get(id) ?? null }

for (const line of lines(values.questions)) {
  const { id, turns } = JSON.parse(line) as { id: string, turns: { question: string }[] }
  let context = noContext
  for (const [turn, { question }] of turns.entries()) {
    const asked = performance.now()
    const answer = await answerTurn(sources, question, context)
    const ms = performance.now() - asked
    context = answer.context
    const { outcome, reason, candidates, aspect, text } = answer
    console.log(JSON.stringify({ id, turn, outcome, reason, procedures: candidates.map(one => one.id), aspect, text, ms }))
  }
}
