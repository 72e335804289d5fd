// The ladder of escalation: changed as a whole, after a look at whom it would tell today.
import { z } from 'zod'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { ladderData, ladderFrom } from './escalation-pages.ts'
import { keepLadder, ladderOf, type Ladder } from './ladder.ts'

export const escalationRoutes = routes()
const typed = formOf(z.record(z.string(), z.string()))

/** `ladder` null: it could not be read, so there is nothing to preview. */
async function show(c: Ask, form: Form, ladder: Ladder | null, tried: boolean) {
  return page(c, 'Bậc báo lên cấp trên', 'notifications/escalation', await ladderData(c.var.store.read, c.var.user, c.var.config, form, ladder, tried))
}

escalationRoutes.get('/escalation', async c => show(c, blank, await ladderOf(c.var.store.read), false))

escalationRoutes.post('/escalation/preview', typed, async c => {
  let ladder: Ladder | null = null
  const { form } = c.req.valid('form')
  const again = await submit(c.req.valid('form'), async input => { ladder = ladderFrom(input) })
  return show(c, again ?? form, ladder, true)
})

escalationRoutes.post('/escalation', typed, async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), async input => {
    const ladder = ladderFrom(input)
    await store.write(db => keepLadder(db, actor(user, 'set escalation'), ladder))
  })
  return again ? show(c, again, null, true) : done(c, '/escalation', 'Đã lưu. Từ lần báo tới, cổng báo theo các bậc này.')
})
