// The portal as `npm start` serves it and, in the same process on a port of its own, a bare Hono application that gives
// back what it was told to. Started by test/bench/portal.ts, which speaks to it by messages.
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { AddressInfo } from 'node:net'
import '../../src/main.ts'

/** What the bare application answers under a path (with its query). */
export interface Answer { path: string; headers: [string, string][]; body: string }
export type Order = { answers: Answer[] } | 'usage'
/** Bytes of memory now and at most; milliseconds of processor time so far. */
export interface Usage { rss: number; peak: number; cpu: number }
export type Report = { port: number } | { kept: number } | Usage

const answers = new Map<string, Answer>()
const bare = new Hono()
bare.use(compress()) // as in src/web/app.ts
bare.all('*', c => {
  const url = c.req.url
  const { body, headers } = answers.get(url.slice(url.indexOf('/', 8)))!
  for (const [name, value] of headers) c.header(name, value)
  return c.body(body)
})
const server: ServerType = serve({ fetch: bare.fetch, hostname: '127.0.0.1', port: 0 }, address => {
  say({ port: (address as AddressInfo).port })
})

const say = (report: Report) => process.send?.(report)
process.on('message', (order: Order) => {
  if (order === 'usage') {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    return say({ rss: process.memoryUsage.rss(), peak: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1000 })
  }
  answers.clear()
  for (const answer of order.answers) answers.set(answer.path, answer)
  return say({ kept: answers.size })
})
process.on('SIGTERM', () => { server.close(); process.disconnect() })
