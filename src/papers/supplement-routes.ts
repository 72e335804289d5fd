// Drafting a supplement to signed minutes, changing and dropping the draft.
import { conclusionsOf } from '../conclusions/conclusions.ts'
import { NotFound } from '../errors.ts'
import { headOf } from '../meetings/head.ts'
import { meetingToWrite } from '../meetings/meetings.ts'
import type { Meeting } from '../meetings/tables.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { addressOf, refOf, type PaperRef } from './naming.ts'
import { paperOf, refuseChair, refuseSigned } from './papers.ts'
import { draftSupplement, dropSupplement, fieldsOf, reasonForm, refuseUnsigned } from './supplements.ts'

export const supplementRoutes = routes()

const meetingOf = (c: Ask): Promise<Meeting> => meetingToWrite(c.var.store.read, c.var.user, c.req.param('id')!)
function refIn(c: Ask): PaperRef {
  const ref = refOf(c.req.param('paper')!)
  if (ref?.kind !== 'supplement') throw new NotFound()
  return ref
}

async function supplementPage(c: Ask, meeting: Meeting, ref: PaperRef | null, form: Form = blank) {
  const { store: { read: db }, config, user } = c.var
  const paper = ref && await paperOf(db, meeting, ref, config.office)
  if (paper) refuseSigned(paper)
  const drafted = new Map(paper?.corrections.map(one => [`${one.workId ?? one.conclusionId}.${one.field}`, one.to]))
  const labels: Record<string, string> = { reason: 'Lý do sửa' }
  const conclusions = []
  for (const { id, number, text, works } of await conclusionsOf(db, meeting.id)) {
    let open = false
    const fields = (await fieldsOf(db, id)).map(({ name, workId, field, label: said, value: now }) => {
      const label = workId && works.length > 1 ? `${said}, việc ${works.findIndex(work => work.id === workId) + 1}` : said
      labels[name] = `Kết luận ${number}, ${label.toLocaleLowerCase('vi')}`
      const value = form.values[name] ?? drafted.get(name) ?? now
      if (value !== now || form.errors[name]) open = true
      return { name, label, value, error: form.errors[name], type: field === 'text' ? 'textarea' as const : 'text' as const, hint: field === 'lead' || field === 'coordinators' ? 'Nhiều đơn vị ngăn bằng dấu chấm phẩy.' : undefined }
    })
    conclusions.push({ number, text: text.length > 100 ? `${text.slice(0, 98)}…` : text, open, fields })
  }
  const back = ref ? addressOf(meeting.id, ref) : `/meetings/${meeting.id}/papers`
  return page(c, `Biên bản bổ sung: ${meeting.title}`, 'papers/supplement', {
    head: await headOf(db, meeting, 'papers', user), title: ref ? 'Sửa biên bản bổ sung' : 'Lập biên bản bổ sung', back, labels, conclusions,
    action: ref ? `${back}/corrections` : `/meetings/${meeting.id}/supplements`, form: { ...form, values: { reason: paper?.reason ?? '', ...form.values } },
  })
}

supplementRoutes.get('/meetings/:id/supplements/new', async c => {
  const meeting = await meetingOf(c)
  await refuseUnsigned(c.var.store.read, meeting.id)
  refuseChair(c.var.user, meeting, { kind: 'supplement' })
  return supplementPage(c, meeting, null)
})
supplementRoutes.get('/meetings/:id/papers/:paper/corrections', async c => {
  const [meeting, ref] = [await meetingOf(c), refIn(c)]
  refuseChair(c.var.user, meeting, ref)
  return supplementPage(c, meeting, ref)
})

const draft = async (c: Ask, ref: PaperRef | null, checked: { form: Form; input?: { reason: string } }) => {
  const { store, user, config } = c.var
  const meeting = await meetingOf(c)
  let named: PaperRef | null = null
  const failed = await submit(checked, input => store.write(async db => { named = await draftSupplement(db, user, meeting, ref, config.office, input.reason, input) }))
  return failed ? supplementPage(c, meeting, ref, failed) : done(c, addressOf(meeting.id, named!), 'Đã lưu bản nháp biên bản bổ sung. Chủ trì ký thì kết luận và nhiệm vụ mới đổi theo.')
}
supplementRoutes.post('/meetings/:id/supplements', formOf(reasonForm), c => draft(c, null, c.req.valid('form')))
supplementRoutes.post('/meetings/:id/papers/:paper/corrections', formOf(reasonForm), c => draft(c, refIn(c), c.req.valid('form')))

supplementRoutes.post('/meetings/:id/papers/:paper/removal', async c => {
  const { store, user, config } = c.var
  const meeting = await meetingOf(c)
  await store.write(db => dropSupplement(db, user, meeting, refIn(c), config.office))
  return done(c, `/meetings/${meeting.id}/papers`, 'Đã bỏ bản nháp biên bản bổ sung.')
})
