// Addresses of the queue: its list, one group of questions, and what is decided about it.
import { actor } from '../policy.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done } from '../web/render.ts'
import { clusterPage, findCluster, openIn } from './cluster-pages.ts'
import { decide, decideByTest, decisionForm, reopen, testForm } from './deciding.ts'
import { queueExported, queuePage } from './queue-pages.ts'

export const queueRoutes = routes()

queueRoutes.get('/assistant/queue', c => queuePage(c))

queueRoutes.get('/assistant/queue/export/xlsx', c => queueExported(c))

queueRoutes.get('/assistant/queue/:id', c => clusterPage(c))

queueRoutes.post('/assistant/queue/:id/decision', formOf(decisionForm), async c => {
  const { store, user } = c.var
  const { cluster } = await findCluster(c)
  let count = 0
  const again = await submit(c.req.valid('form'), async ({ outcome, note, until }) => {
    count = await store.write(db => decide(db, actor(user, 'write knowledge'), openIn(cluster, until).map(({ turnId }) => turnId), outcome, { note: note || null }))
  })
  return again ? clusterPage(c, again) : done(c, `/assistant/queue/${cluster.id}`, `Đã quyết định ${number(count)} câu. Câu hỏi mới cùng ý sẽ lại hiện ở đây.`)
})

queueRoutes.post('/assistant/queue/:id/test', formOf(testForm), async c => {
  const { store, user } = c.var
  const { cluster, known } = await findCluster(c)
  let id = ''
  const again = await submit(c.req.valid('form'), async input => {
    id = await store.write(db => decideByTest(db, actor(user, 'write knowledge'), openIn(cluster, input.until), known.rows, input))
  })
  return again ? clusterPage(c, again) : done(c, `/assistant/tests/${id}`, 'Đã thêm câu kiểm chứng và đóng nhóm câu hỏi.')
})

queueRoutes.post('/assistant/queue/:id/reopening', async c => {
  const { store, user } = c.var
  const { cluster } = await findCluster(c)
  const decided = cluster.asked.filter(({ decision }) => decision?.kept).map(({ turnId }) => turnId)
  const count = await store.write(db => reopen(db, actor(user, 'write knowledge'), decided))
  return done(c, `/assistant/queue/${cluster.id}`, count ? `Đã mở lại ${number(count)} câu.` : 'Không còn câu nào để mở lại.')
})
