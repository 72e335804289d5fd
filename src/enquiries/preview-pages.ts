// What is shown beside a question while it is typed: what will be masked, earlier questions like it, and what the assistant says.
import { masked, marksIn, personalDataNames } from '../masking/masking.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { answerTo, type Answer } from './asking.ts'
import { similarEnquiries } from './similar.ts'
import type { EnquiryViews } from './views.ts'

const nothing: EnquiryViews['enquiries/_preview'] = { asked: false, masks: [], masked: [], similar: [], answer: null, error: null }
const shortest = 8
const longest = 2_000

/** Nothing is kept of it, and nothing that is personal is looked for. */
export async function previewOf(c: Ask, { values, errors }: Form): Promise<EnquiryViews['enquiries/_preview']> {
  const { store: { read }, user, indexing } = c.var
  const typed = (values.question ?? '').trim().slice(0, longest)
  if (typed.length < shortest) return nothing
  const { text, found } = masked(typed)
  const [similar, answer] = await Promise.all([similarEnquiries(read, text), answerTo(read, indexing.searcher, user, typed, values.procedureId || null)])
  return {
    asked: true, similar, error: errors.same ?? null, answer: answerShown(answer, values), masks: [...new Set(found.map(({ kind }) => personalDataNames[kind]))],
    masked: found.length ? text.split('\n').filter(line => marksIn(line).length > 0) : [],
  }
}

/** An entry of the FAQ says whether it was asked word for word, or is only near. */
const nearStatus = { kind: 'ask', label: 'Gần giống câu hỏi thường gặp' } as const
const sameStatus = { kind: 'done', label: 'Trùng câu hỏi thường gặp' } as const

function answerShown({ view, settles, near, fingerprint, asked }: Answer, { procedureId = '' }: Form['values']): EnquiryViews['enquiries/_preview']['answer'] {
  const answered = asked.answer.outcome === 'answered'
  const meant = answered ? asked.answer.parts[0]?.procedureId ?? null : null
  return {
    heading: view.heading, status: asked.answer.faq && settles ? near ? nearStatus : sameStatus : view.status,
    text: (answered ? view.zalo : view.sentence ?? '').split('\n').filter(line => line && line !== view.heading),
    sources: view.sources, settle: settles ? fingerprint : null, near: settles && near, take: meant === (procedureId || null) ? null : meant,
    choices: view.choices.map(choice => ({ id: choice.procedureId, label: [choice.title, choice.detail].filter(Boolean).join(': ') })),
  }
}
