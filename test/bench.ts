// `npm run bench`: how fast the portal answers with 4,304 procedures, as ratios to a bare Hono handler that returns the same bytes
// compressed the same way from the same process, and its memory; then with 10,000 and 100,000 tasks; then the package of a meeting after five
// years of meetings. `npm run bench -- register`, `-- tasks`, `-- meetings` or `-- enquiries` measures one of them. Ends with 1 when a goal is missed.
import { openAsBlob } from 'node:fs'
import { measureEnquiries } from './bench/enquiries.ts'
import { connections, measured, rounds, seconds } from './bench/measuring.ts'
import { importRegister, startPortal } from './bench/portal.ts'
import { generatedRecords } from './bench/records.ts'
import { registerMeasures } from './bench/register.ts'
import { measureMeetings } from './bench/meetings.ts'
import { measureTasks, mostP99 } from './bench/tasks.ts'
import { realPath } from './real-data.ts'

const records = 4304
const mostMegabytes = 600
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const megabytes = (bytes: number) => number(bytes / 1024 / 1024)
const missed: string[] = []

const chosen = process.argv[2]
if (!chosen || chosen === 'register') await benchRegister()
if (!chosen || chosen === 'tasks') await benchTasks()
if (!chosen || chosen === 'meetings') await benchMeetings()
if (!chosen || chosen === 'enquiries') await benchEnquiries()
console.log(missed.length ? `\nMissed: ${missed.join('; ')}` : '\nEvery goal is reached.')
process.exitCode = missed.length ? 1 : 0

async function benchRegister(): Promise<void> {
  const real = realPath('procedures.jsonl')
  console.log(`Register: ${real ? 'the real file beside this checkout' : `${number(records)} made-up procedures`}.`)
  const register = real ? await openAsBlob(real) : new Blob([generatedRecords(records)])
  const portal = await startPortal()
  try {
    const took = await importRegister(portal, register)
    const { rss, peak } = await portal.usage()
    console.log(`Sent, read and imported by the web in ${number(took, 1)} s.`)
    console.log(`Memory then: ${megabytes(rss)} MB (goal: under ${mostMegabytes}), at most ${megabytes(peak)} MB.\n`)
    if (rss >= mostMegabytes * 1024 * 1024) missed.push(`memory of ${megabytes(rss)} MB`)

    console.log(`${connections} connections, signed in, compressed; median of ${rounds} rounds of ${seconds} s each in turns`)
    row('', 'kB', 'req/s', 'p50 ms', 'p99 ms', 'cpu ms', 'bare/s', 'p50 ms', 'p99 ms', 'cpu ms', 'ratio', 'goal')
    for (const measure of await registerMeasures(portal)) {
      const { portal: own, bare, ratio } = await measured(portal, measure)
      row(measure.name, number(own.bytes / 1024, 1), number(own.perSecond), number(own.p50), number(own.p99), number(own.cpu, 1),
        number(bare.perSecond), number(bare.p50), number(bare.p99), number(bare.cpu, 1),
        number(ratio, 2), measure.least ? `≥ ${measure.least}` : '')
      if (measure.least && ratio < measure.least) missed.push(`${measure.name} at ${number(ratio, 2)} of bare`)
    }
  } finally { await portal.stop() }
}

async function benchTasks(): Promise<void> {
  console.log(`\nA made-up office of 300 units, ten events a task; one request at a time, signed in, compressed (goals: p99 under ${mostP99} ms, growth at most 3)`)
  row('', 'tasks', 'p50 ms', 'p99 ms', 'bare ms', 'ratio', 'growth')
  await measureTasks(({ name, tasks, p50, p99, bare, growth, missed: why }) => {
    row(name, number(tasks), number(p50, 1), number(p99, 1), number(bare, 1), number(bare / p50, 2), growth === null ? '' : number(growth, 1))
    if (why) missed.push(why)
  }, name => { console.log(`${name.padEnd(38)}  not in this portal yet`) })
}

async function benchMeetings(): Promise<void> {
  console.log('\nFive years of meetings, nine conclusions each, in that office; one request at a time, signed in, compressed')
  row('', 'tasks', 'p50 ms', 'p99 ms', 'bare ms', 'ratio')
  await measureMeetings(({ name, tasks, p50, p99, bare, missed: why }) => {
    row(name, number(tasks), number(p50, 1), number(p99, 1), number(bare, 1), number(bare / p50, 2))
    if (why) missed.push(why)
  })
}

async function benchEnquiries(): Promise<void> {
  console.log('\n200,000 questions of citizens and 20,000 turns of the assistant in three years; one request at a time, signed in, compressed')
  row('', 'asked', 'p50 ms', 'p99 ms', 'bare ms', 'ratio')
  await measureEnquiries(({ name, tasks, p50, p99, bare, missed: why }) => {
    row(name, number(tasks), number(p50, 1), number(p99, 1), number(bare, 1), number(bare / p50, 2))
    if (why) missed.push(why)
  })
}

function row(name: string, ...cells: string[]): void {
  console.log(name.padEnd(38) + cells.map(cell => cell.padStart(8)).join(''))
}
