// Addresses of handing a question over, and of answering it.
import { findTurn } from '../assistant/conversation.ts'
import { NotAllowed } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { answerForm, answerHandover, findHandover, handOver, handoverForm, mayAnswer, mayHandOver, passOn } from './handing-over.ts'
import { handingOverPage, handoverPage, handoversPage } from './handover-pages.ts'

export const handoverRoutes = routes()

async function turnToHandOver(c: Ask) {
  const { turn } = await findTurn(c.var.store.read, c.var.user, c.req.param('id')!)
  if (!mayHandOver(c.var.user, turn)) throw new NotAllowed('Câu này không chuyển được cho đơn vị trả lời.')
  return turn
}

handoverRoutes.get('/ask/turns/:id/handover', async c => handingOverPage(c, await turnToHandOver(c)))

handoverRoutes.post('/ask/turns/:id/handover', formOf(handoverForm), async c => {
  const { store, user } = c.var
  const turn = await turnToHandOver(c)
  const again = await submit(c.req.valid('form'), given => store.write(db => handOver(db, user, turn, given)))
  if (again) return handingOverPage(c, turn, again)
  return done(c, `/ask/${turn.conversationId}#luot-${turn.number}`, 'Đã chuyển câu hỏi. Khi đơn vị trả lời, câu trả lời hiện dưới câu hỏi và người hỏi được báo.')
})

handoverRoutes.get('/assistant/handovers', c => handoversPage(c))

handoverRoutes.get('/assistant/handovers/:id', async c => handoverPage(c, await findHandover(c.var.store.read, c.var.user, c.req.param('id'))))

async function handoverToAnswer(c: Ask) {
  const found = await findHandover(c.var.store.read, c.var.user, c.req.param('id')!)
  if (!mayAnswer(c.var.user, found.handover)) throw new NotAllowed('Câu này chuyển cho đơn vị khác trả lời.')
  return found
}

handoverRoutes.post('/assistant/handovers/:id/answer', formOf(answerForm), async c => {
  const { store, user } = c.var
  const found = await handoverToAnswer(c)
  const again = await submit(c.req.valid('form'), given => store.write(db => answerHandover(db, user, found.handover, given)))
  return again ? handoverPage(c, found, again) : done(c, `/assistant/handovers/${found.handover.id}`, 'Đã trả lời. Người hỏi được báo và thấy câu trả lời dưới câu hỏi.')
})

handoverRoutes.post('/assistant/handovers/:id/unit', formOf(handoverForm), async c => {
  const { store, user } = c.var
  const found = await handoverToAnswer(c)
  const again = await submit(c.req.valid('form'), given => store.write(db => passOn(db, user, found.handover, given)))
  return again ? handoverPage(c, found, again) : done(c, '/assistant/handovers', 'Đã chuyển tiếp câu hỏi cho đơn vị khác.')
})
