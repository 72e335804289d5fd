// Addresses of pieces of propaganda: the list, composing, one piece, writing it, and its way from draft to distribution.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { repicked } from '../faqs/picking-pages.ts'
import type { Write } from '../store/store.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { approvePiece, confirmPiece, recallPiece, returnPiece, submitPiece } from './approving.ts'
import { pieceAsForm, pieceFormPage } from './edit-pages.ts'
import { pieceListPage, piecesExported } from './list-pages.ts'
import { newPieceAsked, newPiecePage } from './new-pages.ts'
import { findPiece } from './pieces.ts'
import { comparePiece, piecePage } from './show-pages.ts'
import type { Piece } from './tables.ts'
import { addPiece, newPieceForm, pieceForm, pieceWriter, savePiece } from './writing.ts'

export const pieceRoutes = routes()

const found = (c: Ask) => findPiece(c.var.store.read, c.var.user, c.req.param('id')!)
const newPage = async (c: Ask, form: Form, search = false) => page(c, 'Soạn tài liệu tuyên truyền', 'propaganda/new', await newPiecePage(c, form, search))
const editPage = async (c: Ask, piece: Piece, form: Form) => page(c, 'Sửa bài tuyên truyền', 'propaganda/edit', await pieceFormPage(c, piece, form))

pieceRoutes.get('/propaganda', async c => page(c, 'Tuyên truyền', 'propaganda/index', await pieceListPage(c)))

pieceRoutes.get('/propaganda/export/:format', c => piecesExported(c))

pieceRoutes.get('/propaganda/new', async c => newPage(c, await newPieceAsked(c)))

pieceRoutes.post('/propaganda', formOf(newPieceForm), async c => {
  const { store, user, config } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => addPiece(db, user, input, config.office.name)) })
  return again ? newPage(c, again) : done(c, `/propaganda/${id}`, 'Đã soạn bản nháp từ nội dung đã công bố. Xem lại, sửa lời cho dễ hiểu, rồi gửi duyệt.')
})

// Nothing is saved, and nothing stands at this address when it is asked for again: the form comes back with procedures found, or passages to tick.
pieceRoutes.post('/propaganda/draft', formOf(z.looseObject({})), async c => {
  const { form, finds } = repicked(c.req.valid('form').form.values)
  c.header('HX-Push-Url', 'false')
  return newPage(c, form, finds)
})

pieceRoutes.get('/propaganda/:id', async c => {
  const piece = await found(c)
  return page(c, piece.title, 'propaganda/show', await piecePage(c, piece))
})

pieceRoutes.get('/propaganda/:id/compare', async c => page(c, 'So hai bản', 'propaganda/compare', await comparePiece(c, await found(c))))

pieceRoutes.get('/propaganda/:id/edit', async c => {
  const piece = await found(c)
  pieceWriter(c.var.user, piece)
  return editPage(c, piece, await pieceAsForm(c, piece, c.req.query('from') === 'record'))
})

pieceRoutes.post('/propaganda/:id', formOf(pieceForm), async c => {
  const { store, user, config } = c.var
  const piece = await found(c)
  let changed = false
  const again = await submit(c.req.valid('form'), input => store.write(async db => { changed = await savePiece(db, user, await findPiece(db, user, piece.id), input, config.office.name) }))
  if (!again) return done(c, `/propaganda/${piece.id}`, changed ? 'Đã lưu thành bản mới. Gửi duyệt để được phát.' : 'Nội dung không đổi, nên không có bản mới.')
  // Whoever saved meanwhile was shown: saving once more is meant.
  const current = await found(c)
  return editPage(c, current, again.errors[''] ? { ...again, values: { ...again.values, revision: String(current.revision) } } : again)
})

// Nothing is saved: the form comes back with a box more, and with what is told of the text as it was typed.
pieceRoutes.post('/propaganda/:id/draft', formOf(z.looseObject({})), async c => {
  const piece = await found(c)
  pieceWriter(c.var.user, piece)
  c.header('HX-Push-Url', 'false')
  return editPage(c, piece, c.req.valid('form').form)
})

/** A step of a piece's way: done, or its page again with what was wrong. */
function step<S extends z.ZodType>(path: string, schema: S, act: (db: Write, user: User, piece: Piece, input: z.output<S>) => Promise<unknown>, sentence: string) {
  pieceRoutes.post(`/propaganda/:id/${path}`, formOf(schema), async c => {
    const { store, user } = c.var
    const piece = await found(c)
    const again = await submit(c.req.valid('form'), input => store.write(async db => act(db, user, await findPiece(db, user, piece.id), input)))
    return again ? page(c, piece.title, 'propaganda/show', await piecePage(c, await found(c), again)) : done(c, `/propaganda/${piece.id}`, sentence)
  })
}

const number = z.coerce.number('Hãy mở lại trang.')
const reason = z.string().max(500, 'Không quá 500 ký tự.').default('')

step('submission', z.object({ number }), submitPiece, 'Đã gửi duyệt. Người duyệt được báo.')
step('approval', z.object({ number }), approvePiece, 'Đã duyệt. Bài được phát từ bây giờ.')
step('return', z.object({ number, reason }), returnPiece, 'Đã trả lại. Người soạn được báo kèm lý do.')
step('recall', z.object({ reason }), recallPiece, 'Đã thu hồi. Bài không được phát nữa; sửa thành bản mới để dùng lại.')
step('confirmation', z.object({}), confirmPiece, 'Đã xác nhận bài vẫn đúng với bản đang áp dụng.')
