// Addresses of counter slips: choosing the case and printing, a slip by its code, the list.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { readCode } from './codes.ts'
import { askedForm, preparePage, slipListPage, slipPage, toPrint } from './pages.ts'
import { casesOf, chosenCase } from './sheet-pages.ts'
import { findSlip, hasSlip, printSlip } from './slips.ts'

export const slipRoutes = routes()

slipRoutes.get('/procedures/:id/slip', async c => {
  const printing = await toPrint(c, c.req.query('turn') ?? '')
  return page(c, `Phiếu hướng dẫn: ${printing.content.name}`, 'slips/prepare', preparePage(c, printing, askedForm(c)))
})

slipRoutes.post('/procedures/:id/slip', formOf(z.object({ case: z.string().default(''), turn: z.string().default('') })), async c => {
  const { store, user } = c.var
  const checked = c.req.valid('form')
  const printing = await toPrint(c, checked.form.values.turn ?? '')
  let code = ''
  const again = await submit(checked, async input => {
    const chosen = chosenCase(casesOf(printing.content), input.case)
    if (chosen === undefined) throw new Invalid({ case: 'Chọn trường hợp của công dân, hoặc in mọi trường hợp.' })
    code = await store.write(db => printSlip(db, user, printing.known, printing.version, { case: chosen, turnId: printing.turnId }))
  })
  return again ? page(c, `Phiếu hướng dẫn: ${printing.content.name}`, 'slips/prepare', preparePage(c, printing, again)) : c.redirect(`/slips/${code}`, 303)
})

slipRoutes.get('/slips', async c => {
  const code = readCode(c.req.query('q') ?? '')
  if (code && await hasSlip(c.var.store.read, code)) return c.redirect(`/slips/${code}`, 303)
  return page(c, 'Phiếu hướng dẫn', 'slips/index', await slipListPage(c))
})

slipRoutes.get('/slips/:code', async c => {
  const slip = await findSlip(c.var.store.read, c.req.param('code'))
  if (slip.id !== c.req.param('code')) return c.redirect(`/slips/${slip.id}`, 303)
  const data = await slipPage(c, slip)
  return page(c, `Phiếu ${slip.id}: ${data.sheet.name}`, 'slips/show', data)
})
