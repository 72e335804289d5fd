// Addresses of demand: the page of a period, its export, and proposals for reform from their form to what became of them.
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { demandExported, demandPage } from './pages.ts'
import { periodInWords } from './periods.ts'
import { proposalPage, proposalsPage, proposePage } from './proposal-pages.ts'
import { askedFrom, findProposal, propose, proposalForm, refusalForm, refuse, type Asked } from './proposing.ts'
import { takeIntoPlan } from './taking.ts'

export const demandRoutes = routes()

demandRoutes.get('/demand', async c => {
  const data = await demandPage(c)
  return page(c, `Nhu cầu ${periodInWords(data.period)}`, 'demand/show', data)
})

demandRoutes.get('/demand/export/:format', c => {
  if (c.req.param('format') !== 'xlsx') throw new NotFound()
  return demandExported(c)
})

demandRoutes.get('/demand/proposals', async c => page(c, 'Đề xuất cải cách', 'demand/proposals', await proposalsPage(c)))

const showForm = async (c: Ask, asked: Asked, form?: Form) => page(c, 'Đề xuất cải cách', 'demand/propose', await proposePage(c, asked, form))

demandRoutes.get('/demand/proposals/new', c => showForm(c, askedFrom(c.req.query())))

demandRoutes.post('/demand/proposals', formOf(proposalForm), async c => {
  const { store, user } = c.var
  const checked = c.req.valid('form')
  const { values } = checked.form
  const asked = askedFrom(values)
  const ticked = Object.entries(values).flatMap(([name, value]) => (name.startsWith('enquiry-') ? [value] : []))
  let id = ''
  const again = await submit(checked, async input => { id = await store.write(db => propose(db, user, asked, input, ticked)) })
  return again ? showForm(c, asked, again) : done(c, `/demand/proposals/${id}`, 'Đã gửi đề xuất. Người soạn kế hoạch cải cách được báo; bạn được báo khi có quyết định.')
})

const showProposal = async (c: Ask, form?: Form) => {
  const proposal = await findProposal(c.var.store.read, c.var.user, c.req.param('id')!)
  return page(c, proposal.title, 'demand/proposal', await proposalPage(c, proposal, form))
}

demandRoutes.get('/demand/proposals/:id', c => showProposal(c))

demandRoutes.post('/demand/proposals/:id/taking', formOf(z.looseObject({ plan: z.string(), revision: z.coerce.number('Hãy mở lại trang.') })), async c => {
  const { store, user, config } = c.var
  const again = await submit(c.req.valid('form'), typed => store.write(async db =>
    takeIntoPlan(db, user, await findProposal(db, user, c.req.param('id')), typed.revision, typed.plan, typed, config)))
  return again ? showProposal(c, again) : done(c, `/demand/proposals/${c.req.param('id')}`, 'Đã đưa đề xuất vào kế hoạch. Người đề xuất được báo.')
})

demandRoutes.post('/demand/proposals/:id/refusal', formOf(refusalForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => refuse(db, user, await findProposal(db, user, c.req.param('id')), input)))
  return again ? showProposal(c, again) : done(c, `/demand/proposals/${c.req.param('id')}`, 'Đã trả lời đề xuất. Người đề xuất được báo kèm lý do.')
})
