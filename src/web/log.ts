// The log: one structured line a request, without personal data: no query strings, no bodies, no names.
import { createMiddleware } from 'hono/factory'
import pino from 'pino'
import type { Portal } from './context.ts'
import { addressOf } from './signed-in.ts'

export const log = pino({ level: process.env.LOG_LEVEL || 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime })

export const logged = createMiddleware<Portal>(async (c, next) => {
  const start = performance.now()
  await next()
  const address = addressOf(c)
  if (address === 'GET /assets/:file' || address === 'GET /healthz') return
  log.info({ id: c.get('requestId'), address: address ?? 'none', status: c.res.status, ms: Math.round((performance.now() - start) * 10) / 10, person: c.get('user')?.id })
})
