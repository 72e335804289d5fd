// Measuring one kind of request: rounds of load on the portal and on the bare application in turns, and their medians.
import autocannon from 'autocannon'
import type { BenchPortal } from './portal.ts'

export interface Ask { path: string; method?: 'POST'; body?: string; headers?: Record<string, string> }
/** A kind of request. Its asks take turns; `least` is the goal for the ratio, where there is one. */
export interface Measure { name: string; asks: Ask[]; least?: number }

interface Load { perSecond: number; p50: number; p99: number; bytes: number }
export interface Measured { measure: Measure; portal: Load; bare: Load; ratio: number }

export const rounds = 3
export const seconds = 2
export const connections = 10
/** What a browser sends. */
const usual = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'vi' }
// These belong to the connection or are made anew by the bare application's own compression.
const notCopied = ['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length', 'content-encoding', 'vary']

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/**
 * Teaches the bare application the portal's own answers, then loads both in turns. Throws when anything else than
 * answers of 2xx came, or the two did not send the same number of bytes.
 */
export async function measured(portal: BenchPortal, measure: Measure): Promise<Measured> {
  const headersOf = (ask: Ask) => ({ ...usual, cookie: portal.cookie, origin: portal.origin, ...ask.headers })
  const answers = []
  for (const ask of measure.asks) {
    const answer = await fetch(`${portal.origin}${ask.path}`, { method: ask.method ?? 'GET', body: ask.body ?? null, headers: headersOf(ask), redirect: 'manual' })
    if (answer.status !== 200) throw new Error(`${measure.name}: ${ask.path} answered ${answer.status}`)
    answers.push({ path: ask.path, headers: [...answer.headers].filter(([name]) => !notCopied.includes(name)), body: await answer.text() })
  }
  await portal.teach(answers)

  let asked = { portal: 0, bare: 0 }
  const load = async (whom: 'portal' | 'bare', duration: number): Promise<Load> => {
    const result = await autocannon({
      url: whom === 'portal' ? portal.origin : portal.bareOrigin, connections, duration,
      requests: [{ setupRequest: request => {
        const ask = measure.asks[asked[whom]++ % measure.asks.length]!
        return { ...request, method: ask.method ?? 'GET', path: ask.path, headers: headersOf(ask), body: ask.body }
      } }],
    })
    if (result.non2xx || result.errors || result.timeouts) throw new Error(`${measure.name}: ${result.non2xx} refused, ${result.errors} errors, ${result.timeouts} too late`)
    const { total } = result.requests
    return { perSecond: total / result.duration, p50: result.latency.p50, p99: result.latency.p99, bytes: result.throughput.total / total }
  }
  await load('portal', 1)
  await load('bare', 1)
  asked = { portal: 0, bare: 0 }
  const loads: { portal: Load; bare: Load }[] = []
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes: the machine grows warmer, or busier.
    if (round % 2) { const bare = await load('bare', seconds); loads.push({ bare, portal: await load('portal', seconds) }) }
    else { const own = await load('portal', seconds); loads.push({ portal: own, bare: await load('bare', seconds) }) }
  }
  const middle = (whom: 'portal' | 'bare') => Object.fromEntries((['perSecond', 'p50', 'p99', 'bytes'] as const)
    .map(figure => [figure, median(loads.map(one => one[whom][figure]))])) as unknown as Load
  const found = { measure, portal: middle('portal'), bare: middle('bare'), ratio: median(loads.map(one => one.portal.perSecond / one.bare.perSecond)) }
  if (Math.abs(found.portal.bytes / found.bare.bytes - 1) > 0.05) {
    throw new Error(`${measure.name}: not the same answers, ${Math.round(found.portal.bytes)} bytes from the portal and ${Math.round(found.bare.bytes)} bare`)
  }
  return found
}
