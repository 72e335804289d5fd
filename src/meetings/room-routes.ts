// Addresses of a meeting's room: its beginning and end, attendance, what is written under each item, and the agenda on the wall.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { Invalid } from '../errors.ts'
import type { Write } from '../store/store.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Checked } from '../web/forms.ts'
import { date, time } from '../web/helpers.ts'
import { done, fragment } from '../web/render.ts'
import { addUninvited, attendanceOf, countsInWords, everybodyPresent, takeAttendance } from './attendance.ts'
import { beginMeeting, correctTimes, endMeeting, meetingInRoom, resumeMeeting } from './holding.ts'
import { addItem, findItem, itemForm } from './agenda.ts'
import { calledName, keepTime, saveNotes, setDealtWith, type NotesInput, type Saved } from './notes.ts'
import { writerOf } from './meetings.ts'
import { moveItem, targetNamed } from './moving.ts'
import { showPresenting } from './presenting-pages.ts'
import { attendanceSaved, changesSince, showRoom, type RoomFormName } from './room-pages.ts'
import type { Meeting } from './tables.ts'

export const roomRoutes = routes()

const text = z.string().default('')
const nothing = z.object({})
const roomOf = (c: Ask) => `/meetings/${c.req.param('id')}/room`

type Work<T> = (db: Write, user: User, meeting: Meeting, input: T) => Promise<string>

/** One step in the room, by one who may write this meeting while it is open; a mistake comes back in its own form. */
async function step<T>(c: Ask, checked: Checked<T>, name: RoomFormName, work: Work<T>, to = '') {
  const { store, user } = c.var
  let said = ''
  const again = await submit(checked, input => store.write(async db => { said = await work(db, user, await meetingInRoom(db, user, c.req.param('id')!), input) }))
  return again ? showRoom(c, c.req.param('id')!, { name, form: again }) : done(c, `${roomOf(c)}${to}`, said)
}

roomRoutes.get('/meetings/:id/room', c => showRoom(c, c.req.param('id')))
roomRoutes.get('/meetings/:id/room/changes', async c => {
  const changes = await changesSince(c, c.req.param('id'))
  return changes ? c.json(changes) : c.body(null, 204)
})

roomRoutes.post('/meetings/:id/room/beginning', formOf(nothing), c => step(c, c.req.valid('form'), 'stage', async (db, user, meeting) => {
  await beginMeeting(db, user, meeting, c.var.config)
  return 'Đã bắt đầu họp. Điểm danh trước, rồi ghi diễn biến từng nội dung.'
}))
roomRoutes.post('/meetings/:id/room/end', formOf(nothing), c => step(c, c.req.valid('form'), 'stage', async (db, user, meeting) =>
  `Đã kết thúc cuộc họp: ${await endMeeting(db, user, meeting)}. Tiếp theo: ghi kết luận và lập biên bản.`))
roomRoutes.post('/meetings/:id/room/resumption', formOf(nothing), c => step(c, c.req.valid('form'), 'stage', async (db, user, meeting) => {
  await resumeMeeting(db, user, meeting)
  return 'Đã mở lại cuộc họp.'
}))
const timesForm = z.object({ began: text, ended: text })
roomRoutes.post('/meetings/:id/room/times', formOf(timesForm), c => step(c, c.req.valid('form'), 'times', async (db, user, meeting, input) => {
  await correctTimes(db, user, meeting, input)
  return 'Đã sửa giờ họp.'
}))

roomRoutes.post('/meetings/:id/room/attendance', formOf(nothing), c => step(c, c.req.valid('form'), 'stage', async (db, user, meeting) => {
  const count = await everybodyPresent(db, user, meeting)
  return count ? `Đã ghi ${count} người có mặt. Ai vắng hoặc ủy quyền thì sửa ở dòng của người đó.` : 'Mọi người đã được điểm danh từ trước, không đổi gì.'
}, '#diem-danh'))
roomRoutes.post('/meetings/:id/room/guests', formOf(z.object({ name: text, title: text })), c => step(c, c.req.valid('form'), 'guest', async (db, user, meeting, input) =>
  `Đã thêm ${await addUninvited(db, user, meeting, input)}, có mặt.`, '#diem-danh'))

roomRoutes.post('/meetings/:id/room/guests/:guest', formOf(z.object({ attendance: text, reason: text, deputy: text })), async c => {
  const { store, user } = c.var
  const guest = c.req.param('guest')
  const again = await submit(c.req.valid('form'), input => store.write(async db => {
    await takeAttendance(db, user, await meetingInRoom(db, user, c.req.param('id')), guest, input)
  }))
  if (c.req.header('HX-Request')) return fragment(c, 'meetings/_attendance-saved', await attendanceSaved(c, c.req.param('id'), guest, again))
  if (again) return showRoom(c, c.req.param('id'), { name: 'attendance', on: guest, form: again })
  const meeting = await meetingInRoom(store.read, user, c.req.param('id'))
  return done(c, `${roomOf(c)}#diem-danh`, `Đã ghi. ${countsInWords(await attendanceOf(store.read, meeting))}.`)
})

roomRoutes.post('/meetings/:id/room/items', formOf(itemForm.pick({ title: true })), c => step(c, c.req.valid('form'), 'item', async (db, user, meeting, { title }) => {
  await addItem(db, writerOf(user, meeting), meeting, { title, body: null, presenterId: null, unitId: null, minutes: 10 })
  return 'Đã thêm nội dung vào chương trình họp.'
}, '#them'))

const notesForm = z.object({ notes: text, notesBase: text, outcome: text, outcomeBase: text, revision: z.coerce.number().int().catch(0) })

/** What was kept, for the page that is typed into. */
function asSaved({ item, other }: Saved) {
  const { notesRevision: revision, notes, outcome, notesAt } = item
  return { revision, notes, outcome, at: notesAt ? time(notesAt) : '', other: other === null ? null : calledName(other) }
}

roomRoutes.post('/meetings/:id/room/items/:item/notes', formOf(notesForm), async c => {
  const { store, user } = c.var
  const [id, itemId] = [c.req.param('id'), c.req.param('item')]
  let saved: Saved | undefined
  const work = async (input: NotesInput) => { saved = await store.write(async db => saveNotes(db, user, await meetingInRoom(db, user, id), itemId, input)) }
  const again = await submit(c.req.valid('form'), work)
  // The page of one who types asks for words, not for a page.
  if (c.req.header('Accept') === 'application/json') {
    if (again) throw new Invalid(again.errors)
    return c.json(asSaved(saved!))
  }
  if (again) return showRoom(c, id, { name: 'notes', on: itemId, form: again })
  const { other } = asSaved(saved!)
  return done(c, `${roomOf(c)}#nd-${itemId}`, other ? `Đã lưu. ${other} cũng vừa ghi nội dung này; phần của cả hai đã được gộp.` : 'Đã lưu.')
})

// What stands in the boxes comes along, so that a button beside them loses nothing.
roomRoutes.post('/meetings/:id/room/items/:item/state', formOf(notesForm.extend({ state: z.enum(['done', 'planned']) })), async c => {
  const { store, user } = c.var
  const [id, itemId] = [c.req.param('id'), c.req.param('item')]
  let title = ''
  const again = await submit(c.req.valid('form'), input => store.write(async db => {
    const meeting = await meetingInRoom(db, user, id)
    await saveNotes(db, user, meeting, itemId, input)
    title = (await setDealtWith(db, user, meeting, itemId, input.state === 'done')).title
  }))
  if (again) return showRoom(c, id, { name: 'notes', on: itemId, form: again })
  return done(c, `${roomOf(c)}#nd-${itemId}`, c.req.valid('form').input?.state === 'done' ? `Đã họp xong “${title}”.` : `Đã mở lại “${title}”.`)
})

roomRoutes.post('/meetings/:id/room/items/:item/moving', formOf(notesForm.extend({ to: text })), async c => {
  const { store, user } = c.var
  const [id, itemId] = [c.req.param('id'), c.req.param('item')]
  let said = ''
  const again = await submit(c.req.valid('form'), input => store.write(async db => {
    const meeting = await meetingInRoom(db, user, id)
    await saveNotes(db, user, meeting, itemId, input)
    const target = await targetNamed(db, user, meeting, input.to)
    const item = await findItem(db, id, itemId)
    await moveItem(db, writerOf(user, meeting), meeting, item, target, false)
    said = `Đã chuyển “${item.title}” sang ${target ? `cuộc họp ngày ${date(target.on)}` : 'danh sách đề xuất'}.`
  }))
  return again ? showRoom(c, id, { name: 'notes', on: itemId, form: again }) : done(c, `${roomOf(c)}#nd-${itemId}`, said)
})

roomRoutes.get('/meetings/:id/presenting', c => showPresenting(c, c.req.param('id')))
roomRoutes.post('/meetings/:id/presenting/:item', formOf(z.object({ seconds: z.coerce.number().int().min(0).max(36_000) })), async c => {
  const { store, user } = c.var
  const { input } = c.req.valid('form')
  if (!input) throw new Invalid({ seconds: 'Thời lượng không đúng.' })
  await store.write(async db => keepTime(db, await meetingInRoom(db, user, c.req.param('id')), c.req.param('item'), input.seconds))
  return c.body(null, 204)
})
