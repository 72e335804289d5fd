// Addresses of a meeting's agenda and of the documents that go with it.
import { z } from 'zod'
import { line } from '../text.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { date } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { addItem, changeItem, findItem, itemForm, placeItem, removeItem } from './agenda.ts'
import { attachDocument, detachDocument, meetingForDocuments } from './documents.ts'
import { documentsPage, itemPage } from './edit-pages.ts'
import { editAddress, editAgain, prepared } from './edit-routes.ts'
import { meetingToWrite, writerOf } from './meetings.ts'
import { moveItem, targetNamed } from './moving.ts'

export const agendaRoutes = routes()

const idOf = (c: Ask): string => c.req.param('id')!

agendaRoutes.post('/meetings/:id/agenda', formOf(itemForm), async c => {
  const failed = await submit(c.req.valid('form'), input => prepared(c, (db, by, meeting) => addItem(db, by, meeting, input)))
  return failed ? editAgain(c, { itemForm: failed }) : done(c, editAddress(c, '?add=item#them-noi-dung'), 'Đã thêm nội dung.')
})

async function itemShown(c: Ask, form?: Form) {
  const { store: { read: db }, user } = c.var
  const meeting = await meetingToWrite(db, user, idOf(c))
  const item = await findItem(db, meeting.id, c.req.param('item')!)
  return page(c, item.title, 'meetings/item', await itemPage(c, meeting, item, form))
}

agendaRoutes.get('/meetings/:id/agenda/:item', c => itemShown(c))

agendaRoutes.post('/meetings/:id/agenda/:item', formOf(itemForm), async c => {
  const id = c.req.param('item')
  const failed = await submit(c.req.valid('form'), input => prepared(c, async (db, by, meeting) => {
    await changeItem(db, by, meeting, await findItem(db, meeting.id, id), input, Number(input.revision))
  }))
  return failed ? itemShown(c, failed) : done(c, editAddress(c, '#noi-dung'), 'Đã lưu nội dung.')
})

agendaRoutes.post('/meetings/:id/agenda/:item/place', formOf(z.object({ way: z.enum(['up', 'down']) })), async c => {
  const id = c.req.param('item')
  const failed = await submit(c.req.valid('form'), ({ way }) => prepared(c, async (db, by, meeting) => {
    await placeItem(db, by, meeting, await findItem(db, meeting.id, id), way)
  }))
  return failed ? editAgain(c, { stepForm: failed }) : done(c, editAddress(c, `#nd-${id}`), 'Đã đổi thứ tự.')
})

agendaRoutes.post('/meetings/:id/agenda/:item/removal', async c => {
  let back = false
  const failed = await submit({ form: blank, input: c.req.param('item') }, item => prepared(c, async (db, by, meeting) => {
    back = await removeItem(db, by, meeting, await findItem(db, meeting.id, item))
  }))
  return failed ? editAgain(c, { stepForm: failed }) : done(c, editAddress(c, '#noi-dung'), back ? 'Đã đưa nội dung về danh sách đề xuất.' : 'Đã bỏ nội dung.')
})

const movingForm = z.object({ to: z.string().max(100), how: z.enum(['move', 'copy'], 'Hãy chọn chuyển hay chép.') })

agendaRoutes.post('/meetings/:id/agenda/:item/moving', formOf(movingForm), async c => {
  const { store, user } = c.var
  let sentence = ''
  const failed = await submit(c.req.valid('form'), ({ to, how }) => store.write(async db => {
    const meeting = await meetingToWrite(db, user, idOf(c))
    const target = await targetNamed(db, user, meeting, to)
    await moveItem(db, writerOf(user, meeting), meeting, await findItem(db, meeting.id, c.req.param('item')), target, how === 'copy')
    sentence = `Đã ${how === 'copy' ? 'chép' : 'chuyển'} nội dung sang ${target ? `cuộc họp ngày ${date(target.on)}` : 'danh sách đề xuất'}.`
  }))
  return failed ? itemShown(c, failed) : done(c, `/meetings/${idOf(c)}`, sentence)
})

// ---- Documents

const documentForm = z.object({
  item: z.string().max(100).optional().default(''), q: z.string().max(200).optional().default(''),
  documentId: z.string('Hãy chọn một văn bản.').min(1, 'Hãy chọn một văn bản.'),
})

agendaRoutes.get('/meetings/:id/documents', async c => {
  const meeting = await meetingForDocuments(c.var.store.read, c.var.user, idOf(c))
  return page(c, 'Kèm tài liệu họp', 'meetings/documents', await documentsPage(c, meeting, c.req.query('item') ?? '', line(c.req.query('q') ?? '').slice(0, 200)))
})

const backTo = (c: Ask, item: string) => (item ? `/meetings/${idOf(c)}/agenda/${item}#tai-lieu` : editAddress(c, '#tai-lieu'))

agendaRoutes.post('/meetings/:id/documents', formOf(documentForm), async c => {
  const { store, user } = c.var
  const sent = c.req.valid('form')
  const { item = '', q = '' } = sent.form.values
  const failed = await submit(sent, ({ documentId }) => store.write(async db => {
    const meeting = await meetingForDocuments(db, user, idOf(c))
    const itemId = item ? (await findItem(db, meeting.id, item)).id : null
    await attachDocument(db, user, writerOf(user, meeting), meeting, itemId, documentId)
  }))
  if (!failed) return done(c, backTo(c, item), 'Đã kèm tài liệu. Ai xem được cuộc họp thì mở được tài liệu này.')
  const meeting = await meetingForDocuments(store.read, user, idOf(c))
  return page(c, 'Kèm tài liệu họp', 'meetings/documents', await documentsPage(c, meeting, item, q, failed))
})

agendaRoutes.post('/meetings/:id/documents/:document/removal', formOf(z.object({ item: z.string().max(100).optional().default('') })), async c => {
  const { store, user } = c.var
  await store.write(async db => {
    const meeting = await meetingForDocuments(db, user, idOf(c))
    await detachDocument(db, writerOf(user, meeting), meeting, c.req.param('document'))
  })
  return done(c, backTo(c, c.req.valid('form').input?.item ?? ''), 'Đã bỏ tài liệu khỏi cuộc họp. Văn bản vẫn ở trong sổ.')
})
