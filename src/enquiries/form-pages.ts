// The form in which a citizen's question is entered; it needs no script.
import { fieldsInUse } from '../accounts/people.ts'
import { findTurn } from '../assistant/conversation.ts'
import { procedurePicker } from '../faqs/picking-pages.ts'
import { newId } from '../ids.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { proposedUnit } from './assigning.ts'
import { usualChannel } from './entering.ts'
import { previewOf } from './preview-pages.ts'
import { channels } from './tables.ts'
import type { EnquiryViews } from './views.ts'
import { channelNames } from './words.ts'

const labels = {
  channel: 'Câu hỏi đến từ', question: 'Điều công dân hỏi', find: 'Thủ tục', field: 'Lĩnh vực', unitId: 'Đơn vị trả lời',
  receivedOn: 'Ngày nhận', receivedTime: 'Giờ nhận', name: 'Tên', contact: 'Số điện thoại, địa chỉ thư', same: 'Cùng một điều',
}

/** A new question: blank, or of a turn of the assistant, of which the address holds the id alone. */
export async function newEnquiryForm(c: Ask): Promise<Form> {
  const { store: { read }, user } = c.var
  const { turn: turnId, procedure } = c.req.query()
  const start = { id: newId(), channel: await usualChannel(read, user), procedureId: procedure ?? '' }
  if (!turnId) return filled(start)
  const { turn } = await findTurn(read, user, turnId)
  return filled({ ...start, question: turn.question, procedureId: turn.procedureId, turn: turn.id })
}

/** `search`: the procedures that the words of the form find are listed; `preview`: what the assistant and earlier questions say is shown. */
export async function enquiryFormPage(c: Ask, form: Form, { search = false, preview = false } = {}): Promise<EnquiryViews['enquiries/new']> {
  const { read } = c.var.store
  const { values } = form
  const picker = await procedurePicker(c, form, '/enquiries/draft', search ? values.question ?? '' : null)
  const { procedure } = picker
  const owner = (await proposedUnit(read, procedure?.id ?? null))?.unitId
  const ownerName = owner ? (await unitNames(read)).get(owner) : undefined
  return {
    form, labels, channels: channels.map(value => ({ value, label: channelNames[value] })), picker,
    fields: [{ value: '', label: procedure ? 'Theo thủ tục' : 'Chưa rõ' }, ...(await fieldsInUse(read)).map(field => ({ value: field, label: field }))],
    units: [
      { value: '', label: ownerName ?? 'Giao sau' }, ...ownerName ? [{ value: 'none', label: 'Giao sau' }] : [],
      ...(await unitOptions(read)).filter(({ value }) => !ownerName || value !== owner),
    ],
    preview: await previewOf(c, preview ? form : blank), keepDays: c.var.config.enquiryKeepDays,
    unitWhy: ownerName ? `${ownerName} giữ thủ tục này nên được đề xuất.` : procedure ? 'Thủ tục này chưa ghi đơn vị giữ.' : 'Chọn thủ tục thì đơn vị giữ thủ tục được đề xuất.',
    folded: !['name', 'contact'].some(name => values[name] || form.errors[name]), foldedMoment: !['receivedOn', 'receivedTime'].some(name => values[name] || form.errors[name]),
  }
}
