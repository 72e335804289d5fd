// Addresses of what is handed out of a piece: its files and pages to print, where it was distributed, the line of the plan it counts to.
import { z } from 'zod'
import { withForm } from '../admin/uploads.ts'
import { Invalid } from '../errors.ts'
import { documentForm, enterDocument } from '../evidence/documents.ts'
import { submitWithFile } from '../evidence/pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { checkedBy, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { distribute, distributionForm, distributor, putUnderLine, takeBackDistribution, wasSent } from './distributing.ts'
import { distributionPage, newDistribution } from './distribution-pages.ts'
import { handedOut, qrCode } from './outputs/pages.ts'
import { outputFormats } from './outputs/output.ts'
import { findPiece } from './pieces.ts'
import { piecePage } from './show-pages.ts'
import type { Piece } from './tables.ts'

export const distributionRoutes = routes()

const found = (c: Ask) => findPiece(c.var.store.read, c.var.user, c.req.param('id')!)
const showForm = async (c: Ask, piece: Piece, form: Form) => page(c, 'Ghi việc phát', 'propaganda/distribute', await distributionPage(c, piece, form))
const showPiece = async (c: Ask, piece: Piece, form: Form) => page(c, piece.title, 'propaganda/show', await piecePage(c, piece, form))

distributionRoutes.get('/propaganda/:id/distributions/new', async c => {
  const piece = await found(c)
  distributor(c.var.user, piece)
  return showForm(c, piece, newDistribution())
})

distributionRoutes.post('/propaganda/:id/distributions', c => withForm(c, 'file', c.var.config.evidenceBytes, async sent => {
  const { store, user, config } = c.var
  const piece = await found(c)
  distributor(user, piece)
  const { form, input } = checkedBy(distributionForm, sent.values)
  // "Tìm" sends the form too: what was typed stays.
  if (sent.values.find) return showForm(c, piece, { ...form, errors: {} })
  if (!input) return showForm(c, piece, form)
  const entersNew = Boolean(sent.file ?? sent.error ?? sent.values.subject?.trim())
  const again = entersNew
    ? await submitWithFile(c, documentForm, sent, (document, file) => {
      if (input.documentId) throw new Invalid({ documentId: 'Bạn vừa chọn văn bản trong sổ, vừa nhập văn bản mới. Hãy giữ một.' })
      return store.write(async db => {
        if (await wasSent(db, input.token)) return
        const { document: { id } } = await enterDocument(db, user, document, file)
        await distribute(db, user, await findPiece(db, user, piece.id), input, config.channels, id)
      })
    })
    : await submit({ form, input }, () => store.write(async db => distribute(db, user, await findPiece(db, user, piece.id), input, config.channels, input.documentId)))
  return again ? showForm(c, piece, { values: form.values, errors: again.errors }) : done(c, `/propaganda/${piece.id}#phat`, 'Đã ghi việc phát, tính vào kế hoạch.')
}))

distributionRoutes.post('/propaganda/:id/distributions/:distribution/removal', formOf(z.object({ why: z.string().max(500, 'Không quá 500 ký tự.').default('') })), async c => {
  const { store, user } = c.var
  const piece = await found(c)
  const again = await submit(c.req.valid('form'), ({ why }) => store.write(db => takeBackDistribution(db, user, piece, c.req.param('distribution'), why)))
  return again ? showPiece(c, piece, again) : done(c, `/propaganda/${piece.id}#phat`, 'Đã gỡ lần phát này, không tính nữa.')
})

distributionRoutes.post('/propaganda/:id/line', formOf(z.object({ lineId: z.string().max(100).default('') })), async c => {
  const { store, user } = c.var
  const piece = await found(c)
  const again = await submit(c.req.valid('form'), ({ lineId }) => store.write(async db => putUnderLine(db, user, await findPiece(db, user, piece.id), lineId || null)))
  return again ? showPiece(c, piece, again) : done(c, `/propaganda/${piece.id}#phat`, 'Đã xếp bài vào kế hoạch.')
})

distributionRoutes.get('/propaganda/:id/qr', c => qrCode(c))
for (const format of outputFormats) distributionRoutes.get(`/propaganda/:id/${format}`, c => handedOut(c, format))
