// `npm run bench`: how fast the portal answers with 4,304 procedures, as ratios to a bare Hono handler that returns the
// same bytes compressed the same way from the same process, and its memory. Ends with 1 when a goal is missed.
import { openAsBlob } from 'node:fs'
import { connections, measured, rounds, seconds } from './bench/measuring.ts'
import { importRegister, startPortal } from './bench/portal.ts'
import { generatedRecords } from './bench/records.ts'
import { registerMeasures } from './bench/register.ts'
import { realData } from './real-data.ts'

const records = 4304
const mostMegabytes = 600
const number = (value: number, digits = 0) => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const missed: string[] = []

const portal = await startPortal()
try {
  const real = realData('procedures.jsonl')
  console.log(real ? 'Register: the real file that lies beside this checkout.' : `Register: ${number(records)} made-up procedures.`)
  const took = await importRegister(portal, real ? await openAsBlob(real) : new Blob([generatedRecords(records)]))
  const { rss, peak } = await portal.memory()
  const megabytes = (bytes: number) => number(bytes / 1024 / 1024)
  console.log(`Imported by the web in ${number(took, 1)} s. Memory then: ${megabytes(rss)} MB (goal: under ${mostMegabytes}), at most ${megabytes(peak)} MB.`)
  if (rss >= mostMegabytes * 1024 * 1024) missed.push(`memory of ${megabytes(rss)} MB`)

  console.log(`\n${connections} connections, signed in, gzip; median of ${rounds} rounds of ${seconds} s, portal and bare handler in turns\n`)
  row('', 'kB', 'req/s', 'p50 ms', 'p99 ms', 'bare/s', 'p50 ms', 'p99 ms', 'ratio', 'goal')
  for (const measure of await registerMeasures(portal)) {
    const { portal: own, bare, ratio } = await measured(portal, measure)
    row(measure.name, number(own.bytes / 1024, 1), number(own.perSecond), number(own.p50), number(own.p99),
      number(bare.perSecond), number(bare.p50), number(bare.p99), number(ratio, 2), measure.least ? `≥ ${measure.least}` : '')
    if (measure.least && ratio < measure.least) missed.push(`${measure.name} at ${number(ratio, 2)} of bare`)
  }
} finally { await portal.stop() }
console.log(missed.length ? `\nMissed: ${missed.join('; ')}` : '\nEvery goal is reached.')
process.exitCode = missed.length ? 1 : 0

function row(name: string, ...cells: string[]): void {
  console.log(name.padEnd(34) + cells.map(cell => cell.padStart(8)).join(''))
}
