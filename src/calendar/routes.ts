// The calendar's addresses: the year with its calculator, and what those who keep it change.
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { addDay, changeWeek, confirmProposals, dayForm, proposalForm, removeDay, removeWeek, weekForm } from './changing.ts'
import { forgetCalendar } from './calendar.ts'
import { showCalendar } from './pages.ts'

export const calendarRoutes = routes()

const by = (c: Ask) => actor(c.var.user, 'change the calendar')

calendarRoutes.get('/calendar', c => showCalendar(c))

/** Back to the year of the change, with what it may move. */
function changed(c: Ask, from: string, sentence: string) {
  forgetCalendar(c.var.store)
  return done(c, `/calendar?year=${from.slice(0, 4)}&changed=${from}`, sentence)
}

calendarRoutes.post('/calendar/days', formOf(dayForm), async c => {
  let from = ''
  const checked = c.req.valid('form')
  const again = await submit(checked, async input => { from = await c.var.store.write(db => addDay(db, by(c), input)) })
  if (again) return showCalendar(c, { dayForm: again })
  return changed(c, from, checked.input!.kind === 'off' ? `Đã thêm ngày nghỉ “${checked.input!.name}”.` : `Đã thêm ngày làm bù “${checked.input!.name}”.`)
})

calendarRoutes.post('/calendar/days/:id/removal', async c => {
  const from = await c.var.store.write(db => removeDay(db, by(c), c.req.param('id')))
  return changed(c, from, 'Đã gỡ khỏi lịch. Nhật ký vẫn giữ nội dung đã gỡ.')
})

calendarRoutes.post('/calendar/proposals', formOf(proposalForm), async c => {
  let from = ''
  const again = await submit(c.req.valid('form'), async input => { from = await c.var.store.write(db => confirmProposals(db, by(c), input)) })
  if (!again) return changed(c, from, 'Đã nhập các ngày nghỉ đã xác nhận.')
  const { days } = await c.req.parseBody({ all: true })
  return showCalendar(c, { proposalForm: { ...again, chosen: [days].flat().filter(one => typeof one === 'string') } })
})

calendarRoutes.post('/calendar/weeks', formOf(weekForm), async c => {
  let from = ''
  const again = await submit(c.req.valid('form'), async input => { from = await c.var.store.write(db => changeWeek(db, by(c), input)) })
  return again ? showCalendar(c, { weekForm: again }) : changed(c, from, 'Đã đổi lịch tuần. Trước ngày ấy vẫn tính theo lịch cũ.')
})

calendarRoutes.post('/calendar/weeks/:id/removal', async c => {
  const from = await c.var.store.write(db => removeWeek(db, by(c), c.req.param('id')))
  return changed(c, from, 'Đã gỡ lịch tuần. Lịch tuần trước đó tiếp tục áp dụng.')
})
