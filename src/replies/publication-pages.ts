// The page that proposes an answer as a FAQ: what looks private is marked, entries alike are shown, and a person says that it may be read by all.
import type { Enquiry } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { keeperOptions } from '../faqs/form-pages.ts'
import { pickerOf } from '../faqs/picking-pages.ts'
import { similarTo } from '../faqs/similar.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { lookedThrough } from './personal-looking.ts'
import type { ReplyViews } from './views.ts'

export async function publicationPage(c: Ask, enquiry: Enquiry, form: Form, search = false): Promise<ReplyViews['replies/publication']> {
  const { values } = form
  const texts = { question: lookedThrough(values.question ?? ''), answer: lookedThrough(values.answer ?? '') }
  return {
    id: enquiry.id, number: numberOf(enquiry), form, ...texts, suspicious: [...texts.question, ...texts.answer].filter(({ hit }) => hit).length,
    picker: await pickerOf(c, form, `/enquiries/${enquiry.id}/publication/draft`, search ? values.question ?? '' : null),
    similar: await similarTo(c.var.store.read, [values.question ?? '', ...(values.phrasings ?? '').split('\n')]),
    ...await keeperOptions(c),
  }
}
