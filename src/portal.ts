// The whole portal, put together and taken apart in order; main.ts serves it, commands and tests use it without a socket.
import { KnownSessions } from './accounts/known-sessions.ts'
import { openProvider } from './accounts/oidc.ts'
import { createTries } from './accounts/tries.ts'
import { openIndexing } from './assistant/indexing.ts'
import { keepCalendar } from './calendar/calendar.ts'
import type { Config } from './config.ts'
import { repeatErasures } from './enquiries/erasing.ts'
import { lastEventNumber } from './events/events.ts'
import { startFollowing } from './events/followers.ts'
import { startRunner } from './jobs/runner.ts'
import { applyPack } from './lexicon/applying.ts'
import { tellPublicContacts } from './masking/public-contacts.ts'
import { openTelling } from './notifications/following.ts'
import { demoDate, followDemoDate } from './office/demo.ts'
import { importJobs } from './procedures/import-jobs.ts'
import { endRehearsals } from './proving/effect.ts'
import { provingJob } from './proving/run-job.ts'
import { openSealing } from './sealing.ts'
import { openSearching } from './search/keeping.ts'
import { openStore } from './store/store.ts'
import { createApp } from './web/app.ts'
import { log } from './web/log.ts'
import { compileAll } from './web/views.ts'

/**
 * Opens everything the portal consists of. Whoever opens it closes it.
 * @param demo whether the demo department comes into a database that is empty
 * @param pack whether the words of data/assistant come in, where they have not in this edition
 */
export async function openPortal(config: Config, { demo = false, pack = false } = {}) {
  tellPublicContacts(config.publicContacts)
  const store = await openStore(config.database)
  if (demo) await (await import('./demo/loading.ts')).loadDemo(store, config)
  // Demo people sign in without a password: nobody outside this machine may reach them.
  const host = (await followDemoDate(store.read))?.state === 'in' ? '127.0.0.1' : config.host
  if (pack) await applyPack(store)
  await repeatErasures(store, config.dataDir)
  const calendar = await keepCalendar(store)
  const indexing = await openIndexing(store, config.dataDir, (doing, error) => { log.error({ err: error, doing }, 'the assistant’s index has a problem') })
  const searching = await openSearching(store, error => { log.error({ err: error }, 'the search’s index has a problem') })
  const telling = await openTelling(store, config)
  const following = startFollowing(store, [demoDate(store.read), calendar, telling, indexing.follower, searching.follower], (name, error) => { log.error({ err: error, follower: name }, 'a follower fell behind') }, await lastEventNumber(store.read))
  indexing.ready.then(() => following.nudge(), (error: unknown) => { log.error({ err: error }, 'the assistant’s index is not ready') })
  compileAll()
  const runner = startRunner(store, [...importJobs(config.dataDir), provingJob(indexing)], (kind, error) => { log.error({ err: error, job: kind }, 'a job failed') })
  const parts = { config, host, store, sessions: new KnownSessions(store, config.sessionHours), tries: createTries(config), provider: openProvider(config.oidc), sealing: openSealing(config), indexing }
  const app = createApp(parts)
  return {
    ...parts,
    app,
    /** Settles when the search holds everything that has happened. */
    async searchSettled() { await following.nudge(); await searching.settled() },
    /** Settles when no job waits or runs. */
    jobsDone: () => runner.idle(),
    async close() {
      await runner.stop()
      await following.stop()
      await searching.close()
      await endRehearsals(indexing)
      await indexing.close()
      await store.close()
    },
  }
}

export type OpenPortal = Awaited<ReturnType<typeof openPortal>>
