// Addresses of many citizens' questions changed at once: tried, then done.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import type { Outcome } from '../outcomes.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { backTo, showChange } from './change-pages.ts'
import { changeForm, changeNames, kindsFor, runChange, tryChange } from './changes.ts'
import { enquiryFilter } from './filter.ts'
import { idsFound } from './list-pages.ts'

export const changeRoutes = routes()

const asked = changeForm.extend({
  enquiry: z.union([z.string(), z.array(z.string())]).default([]).transform(all => [...new Set([all].flat())]),
  all: z.string().optional(), asked: z.string().optional(), query: z.string().max(8000).default(''),
})
type Asked = z.output<typeof asked>

const sound = (input: Asked | undefined): Asked => {
  if (!input) throw new Invalid({ '': 'Hãy chọn việc cần làm.' })
  return input
}

/** The questions that were ticked, or all that the filter shows. */
const chosen = (c: Ask, { enquiry, all, query }: Asked): string[] | Promise<string[]> =>
  (all ? idsFound(c, enquiryFilter(Object.fromEntries(new URLSearchParams(query)))) : enquiry)

changeRoutes.post('/enquiries/changes/preview', formOf(asked), async c => {
  const { store, user, config } = c.var
  const checked = c.req.valid('form')
  const input = sound(checked.input)
  const ids = await chosen(c, input)
  if (!ids.length) return done(c, backTo(input.query), 'Chưa đánh dấu câu hỏi nào nên chưa đổi gì.')
  if (!kindsFor(user).includes(input.kind)) throw new Invalid({ '': `Vai trò của bạn không dùng được việc “${changeNames[input.kind]}”.` })
  // The first time nothing was asked for yet: there is nothing to be wrong. What asks for nothing is tried at once.
  if (!input.asked && input.kind !== 'begin') return showChange(c, input.kind, ids, { values: checked.form.values, errors: {} }, null)
  let outcomes: Outcome[] | null = null
  const again = await submit(checked, async change => { outcomes = await tryChange(store, user, ids, change, config) })
  return showChange(c, input.kind, ids, again ?? checked.form, outcomes)
})

changeRoutes.post('/enquiries/changes', formOf(asked), async c => {
  const { store, user, config } = c.var
  const checked = c.req.valid('form')
  const input = sound(checked.input)
  let outcomes: Outcome[] = []
  const again = await submit(checked, async change => { outcomes = await runChange(store, user, change.enquiry, change, config) })
  if (again) return showChange(c, input.kind, input.enquiry, again, null)
  const left = outcomes.filter(({ refused }) => refused).length
  return done(c, backTo(input.query), `${changeNames[input.kind]}: đã ghi ${outcomes.length - left} câu hỏi${left ? `, giữ nguyên ${left}` : ''}.`)
})
