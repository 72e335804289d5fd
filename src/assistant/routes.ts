// Asking the assistant: each conversation has an address; with htmx the answer streams in, without it the page comes back.
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { NotAllowed } from '../errors.ts'
import { newId } from '../ids.ts'
import { handoversShown } from '../learning/handover-pages.ts'
import { mayHandOver } from '../learning/handing-over.ts'
import { may } from '../policy.ts'
import { catalogue } from '../procedures/catalogue.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, fragment, page } from '../web/render.ts'
import { view } from '../web/views.ts'
import { ask, dropContext, findConversation, findTurn, ownConversation, recentConversations, turnsOf } from './conversation.ts'
import { feedbackForm, feedbackNames, feedbackOf, giveFeedback } from './feedback.ts'
import { agedOf } from './aging.ts'
import { shown } from './showing.ts'
import { tabsFor } from './tabs.ts'
import type { Conversation } from './tables.ts'
import type { RecentView } from './views.ts'

export const assistantRoutes = routes()

// Longer questions reach the assistant, which says what to do; only what no person types is cut.
const question = z.object({
  question: z.string().transform(text => text.slice(0, 20_000)),
  procedure: z.string().max(100).optional(),
  /** Where the panel goes on: its form stays the same from the first question to the next. */
  conversation: z.string().max(100).optional(),
})

const examples = ['Cấp lại giấy xác nhận khuyết tật cần giấy tờ gì?', 'Hưởng trợ cấp thất nghiệp nộp hồ sơ ở đâu?', 'gia han giay phep lao dong mat bao lau']

async function showConversation(c: Ask, conversation: Conversation | null, form: Form = blank) {
  const { store, user, indexing } = c.var
  const kept = conversation ? await turnsOf(store.read, conversation.id) : []
  const register = await catalogue(store.read)
  const said = await feedbackOf(store.read, user, kept.map(({ id }) => id))
  const handed = await handoversShown(store.read, kept.map(({ id }) => id))
  const mine = !conversation || conversation.personId === user.id
  return page(c, conversation?.title ?? 'Hỏi về thủ tục', 'assistant/ask', {
    conversationId: conversation?.id ?? null,
    turns: kept.map(turn => ({ ...shown(turn, user, conversation!.personId, said.get(turn.id) ?? null, handed.get(turn.id)), aged: agedOf(register, turn.sources) })),
    topic: conversation?.context.name ?? null, form, mine: mine && may(user, 'ask the assistant'),
    recent: (await recentConversations(store.read, user, 6)).filter(({ id }) => id !== conversation?.id).slice(0, 5).map(recentOf),
    scope: { records: indexing.searcher.size }, examples, tabs: tabsFor(user, '/ask'),
  })
}

const recentOf = ({ id, title, askedAt }: Conversation): RecentView => ({ href: `/ask/${id}`, title: title ?? 'Câu hỏi không được lưu', at: askedAt })

assistantRoutes.get('/', c => showConversation(c, null))

assistantRoutes.get('/history', async c =>
  page(c, 'Các câu đã hỏi', 'assistant/history', { recent: (await recentConversations(c.var.store.read, c.var.user, 200)).map(recentOf) }))

assistantRoutes.get('/:id', async c => showConversation(c, await findConversation(c.var.store.read, c.var.user, c.req.param('id'))))

assistantRoutes.post('/', formOf(question), c => { const { input } = c.req.valid('form'); return answer(c, input?.conversation || null, input) })
assistantRoutes.post('/:id/turns', formOf(question), c => answer(c, c.req.param('id'), c.req.valid('form').input))

async function answer(c: Ask, conversationId: string | null, input: z.output<typeof question> | undefined) {
  const { store, user, indexing } = c.var
  const typed = input?.question ?? ''
  const asked = () => ask(store, indexing.searcher, user, { question: typed, conversationId, procedureId: input?.procedure || null })
  if (c.req.header('HX-Request-Type') !== 'partial') {
    const { conversation, turn } = await asked()
    return c.redirect(`/ask/${conversation.id}#luot-${turn.number}`, 303)
  }
  if (conversationId) await ownConversation(store.read, user, conversationId) // says no before the stream begins
  const pendingId = `cho-${newId()}`
  return streamSSE(c, async stream => {
    await stream.writeSSE({ data: view('assistant/_pending', { id: pendingId, question: typed }) })
    const { turn, conversation } = await asked()
    await stream.writeSSE({ data: view('assistant/_swap', { turn: { ...shown(turn, user, user.id), aged: agedOf(await catalogue(store.read), turn.sources) }, pendingId, topic: conversation.context.name }) })
  }, async (error, stream) => {
    const sentence = error instanceof NotAllowed ? error.why : 'Chưa trả lời được. Câu hỏi vẫn ở trên; hãy thử lại.'
    await stream.writeSSE({ data: view('assistant/_failed', { pendingId, sentence, reference: c.get('requestId') }) })
  })
}

assistantRoutes.post('/:id/topic/removal', async c => {
  await c.var.store.write(db => dropContext(db, c.var.user, c.req.param('id')))
  if (c.req.header('HX-Request-Type') === 'partial') return fragment(c, 'assistant/_topic', { conversationId: c.req.param('id'), topic: null })
  return done(c, `/ask/${c.req.param('id')}#cau-hoi`, 'Đã bỏ thủ tục đang hỏi. Câu tiếp theo được tìm trong cả sổ.')
})

assistantRoutes.get('/turns/:id/feedback', c => showFeedback(c, c.req.param('id')))

async function showFeedback(c: Ask, id: string, form: Form = blank) {
  const { turn, conversation } = await findTurn(c.var.store.read, c.var.user, id)
  return page(c, 'Trả lời chưa đúng ở đâu?', 'assistant/feedback', {
    turn: shown(turn, c.var.user, conversation.personId), form, mayHandOver: (await handoversShown(c.var.store.read, [turn.id])).size === 0 && mayHandOver(c.var.user, turn),
    candidates: turn.answer.candidates.slice(0, 6).map(({ id, name: label }) => ({ value: id, label })),
    reasons: Object.entries(feedbackNames).map(([value, label]) => ({ value, label })),
  })
}

assistantRoutes.post('/turns/:id/feedback', formOf(feedbackForm), async c => {
  const { store, user } = c.var
  const { turn } = await findTurn(store.read, user, c.req.param('id'))
  const again = await submit(c.req.valid('form'), given => store.write(db => giveFeedback(db, user, turn, given)))
  if (again) return showFeedback(c, turn.id, again)
  if (c.req.header('HX-Request-Type') === 'partial') return fragment(c, 'assistant/_judged', { id: turn.id, feedback: 'useful' })
  if (c.req.valid('form').input?.handover) return done(c, `/ask/turns/${turn.id}/handover`, 'Đã ghi ý kiến về trả lời. Chọn đơn vị trả lời câu này.')
  return done(c, `/ask/${turn.conversationId}#luot-${turn.number}`, 'Đã ghi ý kiến về trả lời. Người giữ thủ tục sẽ xem lại.')
})

assistantRoutes.get('/turns/:id/slip', async c => {
  const { turn, conversation } = await findTurn(c.var.store.read, c.var.user, c.req.param('id'))
  return page(c, 'Phiếu trả lời', 'assistant/slip', { turn: { ...shown(turn, c.var.user, conversation.personId), aged: agedOf(await catalogue(c.var.store.read), turn.sources) }, askedAt: turn.askedAt })
})
