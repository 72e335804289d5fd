// The public address of a calendar feed: whoever has the secret reads the deadlines, nothing else.
import { routes } from '../web/context.ts'
import { NotFound } from '../errors.ts'
import { feedOf } from './feed.ts'

export const feedRoutes = routes()

feedRoutes.get('/calendar-feed/:file', async c => {
  const [, token] = /^([\w-]{20,200})\.ics$/.exec(c.req.param('file')) ?? []
  if (!token) throw new NotFound()
  const { store, config } = c.var
  return c.body(await feedOf(store.read, token, config.publicOrigin || new URL(c.req.url).origin), 200, { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-store' })
})
