// Whether the portal is alive, and whether it can serve: for the machine that watches it.
import { routes } from './context.ts'

export const healthRoutes = routes()

healthRoutes.get('/healthz', c => c.json({ status: 'ok' }))

healthRoutes.get('/readyz', async c => {
  const database = await c.var.store.ping().catch(() => false)
  return c.json({ status: database ? 'ready' : 'not ready', database }, database ? 200 : 503)
})
