// Addresses of many changes at once: tried, done, looked at, undone.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import type { Outcome } from '../outcomes.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { runBatch, tryBatch, undoBatch } from './batches.ts'
import { showBatch, showChange } from './batch-pages.ts'
import { changeForm, changeNames, kindsFor } from './changes.ts'
import { readFilter, registerHref } from './filter.ts'
import { foundFor } from './list-pages.ts'

export const batchRoutes = routes()

const asked = changeForm.extend({
  task: z.union([z.string(), z.array(z.string())]).default([]).transform(all => [...new Set([all].flat())]), all: z.string().optional(), asked: z.string().optional(), query: z.string().max(8000).default(''),
})
type Asked = z.output<typeof asked>

/** The tasks that were ticked, or all that the filter shows. */
async function chosen(c: Ask, { task, all, query }: Asked): Promise<string[]> {
  return all ? (await foundFor(c, readFilter(new URLSearchParams(query)))).ids : task
}

const sound = (input: Asked | undefined): Asked => {
  if (!input) throw new Invalid({ '': 'Hãy chọn việc cần làm.' })
  return input
}

batchRoutes.post('/tasks/changes/preview', formOf(asked), async c => {
  const { store, user, config } = c.var
  const checked = c.req.valid('form')
  const input = sound(checked.input)
  const ids = await chosen(c, input)
  if (!ids.length) return done(c, registerHref(readFilter(new URLSearchParams(input.query))), 'Chưa đánh dấu nhiệm vụ nào nên chưa đổi gì.')
  if (!kindsFor(user).includes(input.kind)) throw new Invalid({ '': `Vai trò của bạn không dùng được việc “${changeNames[input.kind]}”.` })
  // The first time nothing was asked for yet: there is nothing to be wrong.
  if (!input.asked) return showChange(c, input.kind, ids, { values: checked.form.values, errors: {} }, null)
  let outcomes: Outcome[] | null = null
  const again = await submit(checked, async change => { outcomes = await tryBatch(store, user, ids, change, config) })
  return showChange(c, input.kind, ids, again ?? checked.form, outcomes)
})

batchRoutes.post('/tasks/changes', formOf(asked), async c => {
  const { store, user, config } = c.var
  const checked = c.req.valid('form')
  const input = sound(checked.input)
  let id = ''
  const again = await submit(checked, async change => { id = await store.write(db => runBatch(db, user, change.task, change, config)) })
  return again ? showChange(c, input.kind, input.task, again, null) : done(c, `/tasks/changes/${id}`, `Đã ghi: ${changeNames[input.kind].toLowerCase()}. Mỗi nhiệm vụ có một dòng trong lịch sử.`)
})

batchRoutes.get('/tasks/changes/:id', c => showBatch(c, c.req.param('id')))

batchRoutes.post('/tasks/changes/:id/undoing', async c => {
  const id = c.req.param('id')
  const outcomes = await c.var.store.write(db => undoBatch(db, c.var.user, id))
  return showBatch(c, id, outcomes)
})
