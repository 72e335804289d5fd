// The whole portal, put together and taken apart in order; main.ts serves it, commands and tests use it without a socket.
import type { Config } from './config.ts'
import { followDemoDate } from './office/demo.ts'
import { openStore } from './store/store.ts'
import { createApp } from './web/app.ts'
import { compileAll } from './web/views.ts'

/** Opens everything the portal consists of. Whoever opens it closes it. */
export async function openPortal(config: Config) {
  const store = await openStore(config.database)
  await followDemoDate(store.read)
  compileAll()
  const parts = { config, store }
  const app = createApp(parts)
  return {
    ...parts,
    app,
    async close() {
      await store.close()
    },
  }
}

export type OpenPortal = Awaited<ReturnType<typeof openPortal>>
