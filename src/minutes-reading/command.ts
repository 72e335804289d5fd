// Prints what is understood from minutes or a notice of conclusions:
// npm run --silent read-minutes -- FILE --units units.json
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { unitsOf } from '../annex/units-file.ts'
import { Invalid } from '../errors.ts'
import type { ConclusionRead, TaskRead } from './conclusions.ts'
import { readMinutes } from './reading.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { units: { type: 'string' }, date: { type: 'string' } } })
if (positionals.length !== 1 || !values.units) {
  console.error('usage: npm run --silent read-minutes -- FILE --units units.json [--date 2026-07-13]')
  process.exit(2)
}

const marked = (doubts: object) => (Object.keys(doubts).length ? { doubtful: Object.keys(doubts).map(field => (field === 'tasks' ? 'task count' : field)), doubts } : {})

const task = ({ title, product, lead, coordinators, external, deadline, relative, original, doubts }: TaskRead) => ({
  title, lead, coordinators, ...(external.length ? { external } : {}), deadline: deadline && { ...deadline, ...(relative ? { relative } : {}) }, original, ...(product ? { product } : {}), ...marked(doubts),
})
const conclusion = ({ no, text, kind, reminderNo, tasks, doubts }: ConclusionRead) => ({ no, text, kind, ...(reminderNo ? { reminder_no: reminderNo } : {}), tasks: tasks.map(task), ...marked(doubts) })

try {
  const file = positionals[0]!
  const minutes = await readMinutes({ name: basename(file), bytes: new Uint8Array(readFileSync(file)) }, unitsOf(readFileSync(values.units, 'utf8')), values.date ? { meetingOn: values.date } : {})
  const { number, date, start, end, place, chair, secretary, attendeesCount, attendees, absent, conclusions, warnings } = minutes
  console.log(JSON.stringify({
    schema: 'minutes/1', file: basename(file), number, date, start, end, place, chair, secretary, attendees_count: attendeesCount, ...(attendees.length ? { attendees } : {}), absent,
    conclusions: conclusions.map(conclusion), warnings,
  }, null, 1))
} catch (error) {
  if (!(error instanceof Invalid)) throw error
  console.error(Object.values(error.errors).join('\n'))
  process.exitCode = 1
}
