// Measuring one kind of request: rounds of load on the portal and on the bare application in turns, and their medians.
import autocannon from 'autocannon'
import type { BenchPortal } from './portal.ts'

export interface Ask { path: string; method?: 'POST'; body?: string; headers?: Record<string, string> }
/** A kind of request. Its asks take turns; `least` is the goal for the ratio, where there is one. */
export interface Measure { name: string; asks: Ask[]; least?: number }

/** Latencies and processor time of the server in milliseconds; the latter is the fairer the busier the machine is. */
interface Load { perSecond: number; p50: number; p99: number; cpu: number; bytes: number }
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
    const answer = await fetch(`${portal.origin}${ask.path}`, {
      method: ask.method ?? 'GET', body: ask.body ?? null, headers: headersOf(ask), redirect: 'manual',
    })
    if (answer.status !== 200) throw new Error(`${measure.name}: ${ask.path} answered ${answer.status}`)
    const headers = [...answer.headers].filter(([name]) => !notCopied.includes(name))
    answers.push({ path: ask.path, headers, body: await answer.text() })
  }
  await portal.teach(answers)

  let asked = { portal: 0, bare: 0 }
  const load = async (whom: 'portal' | 'bare', duration: number): Promise<Load> => {
    const before = await portal.usage()
    const result = await autocannon({
      url: whom === 'portal' ? portal.origin : portal.bareOrigin, connections, duration,
      requests: [{ setupRequest: request => {
        const ask = measure.asks[asked[whom]++ % measure.asks.length]!
        return { ...request, method: ask.method ?? 'GET', path: ask.path, headers: headersOf(ask), body: ask.body }
      } }],
    })
    const { non2xx, errors, timeouts, latency: { p50, p99 }, requests: { total } } = result
    if (non2xx || errors || timeouts) throw new Error(`${measure.name}: ${non2xx} refused, ${errors} failed, ${timeouts} late`)
    const cpu = ((await portal.usage()).cpu - before.cpu) / total
    return { perSecond: total / result.duration, p50, p99, cpu, bytes: result.throughput.total / total }
  }
  await load('portal', 1)
  await load('bare', 1)
  asked = { portal: 0, bare: 0 }
  const loads: { portal: Load; bare: Load }[] = []
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes: the machine grows warmer, or busier.
    const bareFirst = round % 2 ? await load('bare', seconds) : null
    const own = await load('portal', seconds)
    loads.push({ portal: own, bare: bareFirst ?? await load('bare', seconds) })
  }
  const middle = (whom: 'portal' | 'bare') => Object.fromEntries((['perSecond', 'p50', 'p99', 'cpu', 'bytes'] as const)
    .map(figure => [figure, median(loads.map(one => one[whom][figure]))])) as unknown as Load
  const own = middle('portal')
  const bare = middle('bare')
  if (Math.abs(own.bytes / bare.bytes - 1) > 0.1) {
    throw new Error(`${measure.name}: answers of ${Math.round(own.bytes)} bytes, but bare of ${Math.round(bare.bytes)}`)
  }
  return { measure, portal: own, bare, ratio: median(loads.map(one => one.portal.perSecond / one.bare.perSecond)) }
}
