// Addresses of the leader's desk and of one's own work.
import { z } from 'zod'
import { may } from '../policy.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { reportsToRead } from './report-decisions.ts'
import { kindOf, rowId, showDecided, showDesk, showRow } from './pages.ts'
import { showWork } from './work-pages.ts'

export const deskRoutes = routes()

deskRoutes.get('/work', c => showWork(c))
deskRoutes.get('/desk', c => showDesk(c))

const typed = z.record(z.string(), z.unknown()).transform(all => Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string')))

/** Only to the desk itself. */
const backTo = (path: string | undefined) => (path?.startsWith('/desk') ? path : '/desk')

deskRoutes.post('/desk/:kind/:id', formOf(typed), async c => {
  const { store, user, config } = c.var
  const [kind, id] = [kindOf(c.req.param('kind')), c.req.param('id')]
  const [decision] = await kind.decisions(store.read, user, [id])
  if (!decision) throw new NotFound('Không có việc này, hoặc bạn không được quyết định.')
  const whole = c.req.header('HX-Request') === undefined
  let said = ''
  const again = await submit(c.req.valid('form'), async values => { said = await store.write(db => kind.decide(db, user, id, values, config)) })
  if (!again) return whole ? done(c, backTo(c.req.valid('form').form.values.back), said) : showDecided(c, { id: rowId(kind.name, id), title: decision.title, href: decision.href, sentence: said, first: true })
  // Somebody was first: the row says who and what.
  if (!whole && again.errors['']) return showDecided(c, { id: rowId(kind.name, id), title: decision.title, href: decision.href, sentence: again.errors[''], first: false })
  const failed = { kind: kind.name, id, value: again.values.decision ?? '', values: again.values, errors: again.errors }
  return whole ? showDesk(c, failed) : showRow(c, failed)
})

const chosen = z.object({ report: z.union([z.string(), z.array(z.string())]).default([]).transform(all => [...new Set([all].flat())].slice(0, 200)) })

// Each by itself: one that somebody was faster with does not keep the others from being written.
deskRoutes.post('/desk/acknowledgements', formOf(chosen), async c => {
  const { store, user, config } = c.var
  if (!may(user, 'decide on tasks')) throw new NotAllowed()
  const ids = c.req.valid('form').input?.report ?? []
  if (!ids.length) return done(c, '/desk', 'Chưa đánh dấu báo cáo nào nên chưa ghi nhận gì.')
  let [written, told] = [0, '']
  for (const id of ids) {
    try { await store.write(db => reportsToRead.decide(db, user, id, { decision: 'acknowledged' }, config)); written++ } catch (error) {
      if (!(error instanceof Invalid || error instanceof NotAllowed || error instanceof NotFound)) throw error
      told ||= error instanceof Invalid ? Object.values(error.errors).join(' ') : error.message
    }
  }
  const others = ids.length - written
  return done(c, '/desk', `Đã ghi nhận ${written} báo cáo.${others ? ` Còn ${others} báo cáo chưa ghi nhận được: ${told}` : ''}`)
})
