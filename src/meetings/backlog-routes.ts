// Addresses of the backlog: proposing, taking onto an agenda, refusing, withdrawing.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { date } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { proposalForm, propose, refusalForm, refuseItem, takeItem, waitingItem, withdrawItem } from './backlog.ts'
import { backlogPage } from './backlog-pages.ts'
import { writerOf } from './meetings.ts'
import { meetingToPrepare } from './preparing.ts'

export const backlogRoutes = routes()

backlogRoutes.get('/meetings/backlog', async c => page(c, 'Đề xuất nội dung họp', 'meetings/backlog', await backlogPage(c)))

backlogRoutes.post('/meetings/backlog', formOf(proposalForm), async c => {
  const failed = await submit(c.req.valid('form'), input => c.var.store.write(db => propose(db, c.var.user, input)))
  return failed ? page(c, 'Đề xuất nội dung họp', 'meetings/backlog', await backlogPage(c, failed))
    : done(c, '/meetings/backlog', 'Đã gửi đề xuất. Người chuẩn bị họp xếp vào chương trình hoặc trả lời lý do; bạn xem kết quả ở đây.')
})

/** The page again, with what is wrong beside the proposal that was answered. */
const answerAgain = async (c: Ask, id: string, form: Form) => page(c, 'Đề xuất nội dung họp', 'meetings/backlog', await backlogPage(c, undefined, { id, form }), 422)

const takingForm = z.object({ meeting: z.string('Hãy chọn cuộc họp.').min(1, 'Hãy chọn cuộc họp.') })

backlogRoutes.post('/meetings/backlog/:item/taking', formOf(takingForm), async c => {
  const { store, user } = c.var
  const id = c.req.param('item')
  let sentence = ''
  const failed = await submit(c.req.valid('form'), ({ meeting: meetingId }) => store.write(async db => {
    const item = await waitingItem(db, user, id)
    const meeting = await meetingToPrepare(db, user, meetingId)
    if (item.seriesId && meeting.seriesId && item.seriesId !== meeting.seriesId) {
      throw new Invalid({ meeting: 'Đề xuất này dành cho lịch giao ban khác. Hãy chọn cuộc họp khác.' })
    }
    await takeItem(db, writerOf(user, meeting), item, meeting)
    sentence = `Đã đưa vào cuộc họp ngày ${date(meeting.on)}.`
  }))
  return failed ? answerAgain(c, id, failed) : done(c, '/meetings/backlog', sentence)
})

backlogRoutes.post('/meetings/backlog/:item/refusal', formOf(refusalForm), async c => {
  const { store, user } = c.var
  const id = c.req.param('item')
  const failed = await submit(c.req.valid('form'), ({ reason }) => store.write(async db => refuseItem(db, user, await waitingItem(db, user, id), reason)))
  return failed ? answerAgain(c, id, failed) : done(c, '/meetings/backlog', 'Đã trả lời; người đề xuất đọc được lý do.')
})

backlogRoutes.post('/meetings/backlog/:item/withdrawal', async c => {
  const { store, user } = c.var
  const id = c.req.param('item')
  const failed = await submit({ form: blank, input: id }, item => store.write(async db => withdrawItem(db, user, await waitingItem(db, user, item))))
  return failed ? answerAgain(c, id, failed) : done(c, '/meetings/backlog', 'Đã rút đề xuất.')
})
