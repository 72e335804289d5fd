// Starts the portal: opens its parts, serves them, waits for the signal to stop, and closes them in order.
import { serve } from '@hono/node-server'
import { clearIncoming } from './admin/uploads.ts'
import { development, readConfig } from './config.ts'
import { startTimetable } from './jobs/schedule.ts'
import { startRounds } from './notifications/rounds.ts'
import { openPortal } from './portal.ts'
import { registerRows } from './register/rows.ts'
import { loadAssets } from './web/assets.ts'
import { log } from './web/log.ts'
import { makeVendor, remakeOnChange } from './web/vendor.ts'

const config = readConfig()
const vendor = makeVendor()
const portal = await openPortal(config, { demo: true, pack: true })
await vendor
if (development) remakeOnChange()
loadAssets()
const { host } = portal

const server = serve({ fetch: portal.app.fetch, hostname: host, port: config.port }, ({ port }) => {
  log.info({ address: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}` }, 'the portal is ready')
})
server.on('error', (error: NodeJS.ErrnoException) => {
  log.fatal({ err: error }, error.code === 'EADDRINUSE' ? `port ${config.port} is in use: set PORT to another one` : 'cannot listen')
  process.exit(1)
})
// Read in parts while others are served: the first to open the register need not wait for all of it.
void registerRows(portal.store.read).catch((error: unknown) => { log.error({ err: error }, 'the register of tasks is not read') })
void clearIncoming(config.dataDir).catch((error: unknown) => { log.error({ err: error }, 'what was arriving earlier is not removed') })
const timetable = startTimetable(portal, (task, error) => { log.error({ err: error, task }, 'a task of the timetable failed') })
const rounds = startRounds(portal, error => { log.error({ err: error }, 'a round of reminders and mail failed') })

let stopping = false
async function stop(signal: string) {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping: running requests are finished first')
  const late = setTimeout(() => { log.warn('some requests did not finish in time'); if ('closeAllConnections' in server) server.closeAllConnections() }, 10_000)
  // A browser keeps its connection open after the answer: it is closed as soon as nothing runs on it.
  const idle = setInterval(() => { if ('closeIdleConnections' in server) server.closeIdleConnections() }, 50)
  await new Promise<void>(resolve => { server.close(() => { resolve() }) })
  clearInterval(idle)
  clearTimeout(late)
  await timetable.stop()
  await rounds.stop()
  await portal.close()
  log.info('stopped')
}
process.on('SIGTERM', signal => { void stop(signal) })
process.on('SIGINT', signal => { void stop(signal) })
