// The page that proposes an answer as a FAQ: what looks private is marked, entries alike are shown, and a person says that it may be read by all.
import { personOptions } from '../accounts/people.ts'
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { pickerOf } from '../faqs/picking-pages.ts'
import { similarTo } from '../faqs/similar.ts'
import { may } from '../policy.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { lookedThrough } from './personal-looking.ts'
import type { ReplyViews } from './views.ts'

export async function publicationPage(c: Ask, enquiry: Enquiry, form: Form, search = false): Promise<ReplyViews['replies/publication']> {
  const { store: { read }, user } = c.var
  const { values } = form
  const texts = { question: lookedThrough(values.question ?? ''), answer: lookedThrough(values.answer ?? '') }
  return {
    id: enquiry.id, number: numberOf(enquiry), form, ...texts, suspicious: [...texts.question, ...texts.answer].filter(({ hit }) => hit).length,
    picker: await pickerOf(c, form, `/enquiries/${enquiry.id}/publication/draft`, search ? values.question ?? '' : null),
    similar: await similarTo(read, [values.question ?? '', ...(values.phrasings ?? '').split('\n')]),
    units: [{ value: '', label: 'Chọn đơn vị' }, ...(await unitOptions(read)).filter(({ value }) => may(user, 'write knowledge', { unitId: value }))],
    people: [{ value: '', label: 'Chưa phân công' }, ...await personOptions(read)],
  }
}
