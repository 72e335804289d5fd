// The page of one question of a citizen: what was asked, who asked as far as the person may see it, how it stands, its answer.
import { fieldsInUse, namesOfPeople } from '../accounts/people.ts'
import { dayOf } from '../clock.ts'
import { rowOf } from '../procedures/catalogue.ts'
import { answerOf } from '../replies/pages.ts'
import { changedSince } from '../sources/since.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { moment } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { citizenShown } from './citizens.ts'
import { isOpen } from './clock.ts'
import { mayAttach } from './correcting.ts'
import { flowOf } from './flow-pages.ts'
import { findEnquiry, mayCorrect } from './seeing.ts'
import type { Enquiry } from './tables.ts'
import type { EnquiryViews } from './views.ts'
import { channelNames, numberOf } from './words.ts'

const gone = 'Người không còn trong danh bạ'

async function enquiryPage(c: Ask, enquiry: Enquiry, form: Form, labels: Record<string, string>): Promise<EnquiryViews['enquiries/show']> {
  const { store: { read }, user } = c.var
  const { unitId, personId, madeById, procedureId, turnId } = enquiry
  const names = await namesOfPeople(read, [madeById, personId ?? ''])
  const procedure = await rowOf(read, procedureId)
  const unit = unitId ? (await unitNames(read)).get(unitId) ?? 'Đơn vị không còn' : 'Chưa giao đơn vị nào'
  return {
    id: enquiry.id, number: numberOf(enquiry), question: enquiry.question.split('\n').filter(Boolean),
    lede: `${channelNames[enquiry.channel]}, nhận ${moment(enquiry.receivedAt)}.`,
    procedure: procedure ? {
      value: `${procedure.name}${procedure.code ? ` (${procedure.code})` : ''}`, href: `/procedures/${procedure.id}`,
      changed: isOpen(enquiry) ? changedSince(procedure, dayOf(enquiry.receivedAt)) : null,
    } : { value: procedureId ? 'không còn trong sổ' : 'chưa rõ thủ tục nào', href: null, changed: null },
    facts: [
      { label: 'Lĩnh vực', value: enquiry.field ?? 'Chưa rõ', href: null },
      ...unitId ? [{ label: 'Đơn vị trả lời', value: unit, href: `/units/${unitId}` }] : [],
      ...personId ? [{ label: 'Người trả lời', value: names.get(personId) ?? gone, href: `/people/${personId}` }] : [],
      { label: 'Người nhập', value: `${names.get(madeById) ?? gone}, ${moment(enquiry.madeAt)}`, href: `/people/${madeById}` },
      ...turnId ? [{ label: 'Đã hỏi trợ lý', value: 'Xem câu trả lời của trợ lý', href: `/ask/turns/${turnId}/slip` }] : [],
    ],
    citizen: { ...await citizenShown(read, user, enquiry), ...form, id: enquiry.id, keepDays: c.var.config.enquiryKeepDays },
    correction: isOpen(enquiry) && mayCorrect(user, enquiry) ? {
      ...form, id: enquiry.id, revision: enquiry.revision, question: enquiry.question, field: enquiry.field ?? '',
      fields: [{ value: '', label: 'Theo thủ tục' }, ...(await fieldsInUse(read)).map(field => ({ value: field, label: field }))],
    } : null,
    attach: isOpen(enquiry) && mayAttach(user, enquiry) ? { href: `/enquiries/${enquiry.id}/procedure`, label: procedureId ? 'Đổi thủ tục' : 'Gắn thủ tục' } : null,
    flow: await flowOf(c, enquiry, form), answer: await answerOf(c, enquiry), form, labels,
  }
}

/** The page as an answer: also for a step of its way that could not be taken, with what was typed and why not. */
export async function showEnquiry(c: Ask, id: string, form: Form = blank, labels: Record<string, string> = {}) {
  const enquiry = await findEnquiry(c.var.store.read, c.var.user, id)
  return page(c, numberOf(enquiry), 'enquiries/show', await enquiryPage(c, enquiry, form, labels))
}
