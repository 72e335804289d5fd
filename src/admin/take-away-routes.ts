// The administrator's page of take-aways: made, fetched, removed. The way back is a command, on a portal that stands still.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { actor } from '../policy.ts'
import { megabytes } from '../text.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { findTakeAway, makeTakeAway, removeTakeAway, takeAwaysOf } from './take-away.ts'

export const takeAwayRoutes = routes()

takeAwayRoutes.get('/admin/take-away', c => page(c, 'Gói mang đi', 'admin/take-away', {
  takeAways: takeAwaysOf(c.var.config).map(({ name, madeAt, bytes, secrets }) => ({ name, madeAt, size: megabytes(bytes), secrets })),
}))

const wanted = z.object({ secrets: z.string().optional() })

takeAwayRoutes.post('/admin/take-away', formOf(wanted), async c => {
  const { config, store, user } = c.var
  const secrets = c.req.valid('form').input?.secrets === 'yes'
  const { bytes } = await makeTakeAway(config, store, actor(user, 'run the portal'), secrets)
  return done(c, '/admin/take-away', `Đã gói ${megabytes(bytes)}. Tải về rồi xóa khỏi máy chủ.`)
})

takeAwayRoutes.get('/admin/take-away/:name', async c => {
  const found = asked(c)
  await c.var.store.write(db => record(db, actor(c.var.user, 'run the portal'), 'take-away fetched', 'office', 'take-away', { name: found.name }))
  return download(c, `cong-cchc-${found.name}`, 'application/gzip', Readable.toWeb(createReadStream(found.file)) as ReadableStream)
})

takeAwayRoutes.post('/admin/take-away/:name/removal', async c => {
  await removeTakeAway(c.var.store, actor(c.var.user, 'run the portal'), asked(c))
  return done(c, '/admin/take-away', 'Đã xóa gói khỏi máy chủ.')
})

function asked(c: Ask) {
  const found = findTakeAway(c.var.config, c.req.param('name') ?? '')
  if (!found) throw new NotFound()
  return found
}
