// Addresses that prepare a meeting: a new one, its data and guests; calling people to it, calling it off, removing it.
import { z } from 'zod'
import type { Actor } from '../events/events.ts'
import { Invalid } from '../errors.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { unitsOn } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { editPage, everyUnit, newPage, type Forms } from './edit-pages.ts'
import { required, typedForm } from './fields.ts'
import { addGuests, checkServing, guestsFor, removeGuest } from './guests.ts'
import { addMeeting, writerOf } from './meetings.ts'
import { callMeeting, cancelMeeting, changeMeeting, meetingFrom, meetingToPrepare, removeMeeting } from './preparing.ts'
import { refuseOthers } from './series.ts'
import type { Meeting } from './tables.ts'

export const meetingEditRoutes = routes()

const idOf = (c: Ask): string => c.req.param('id')!
export const editAddress = (c: Ask, more = '') => `/meetings/${idOf(c)}/edit${more}`
const toPrepare = (c: Ask) => meetingToPrepare(c.var.store.read, c.var.user, idOf(c))

/** Changes a meeting that is being prepared, in one transaction. */
export const prepared = (c: Ask, work: (db: Write, by: Actor, meeting: Meeting) => Promise<unknown>): Promise<void> => c.var.store.write(async db => {
  const meeting = await meetingToPrepare(db, c.var.user, idOf(c))
  await work(db, writerOf(c.var.user, meeting), meeting)
})

/** The page again, with what was typed and what is wrong with it. */
export async function editAgain(c: Ask, forms: Forms) {
  const meeting = await toPrepare(c)
  return page(c, `Chuẩn bị: ${meeting.title}`, 'meetings/edit', await editPage(c, meeting, forms), 422)
}

meetingEditRoutes.get('/meetings/new', async c => {
  refuseOthers(c.var.user)
  return page(c, 'Lập cuộc họp', 'meetings/new', await newPage(c))
})

meetingEditRoutes.post('/meetings', formOf(typedForm), async c => {
  const { store, user } = c.var
  refuseOthers(user)
  let id = ''
  const failed = await submit(c.req.valid('form'), async typed => {
    const input = meetingFrom(typed)
    id = await store.write(async db => {
      await checkServing(db, { chairId: input.chairId, secretaryId: input.secretaryId })
      return addMeeting(db, actor(user, 'write meetings'), input)
    })
  })
  return failed ? page(c, 'Lập cuộc họp', 'meetings/new', await newPage(c, failed))
    : done(c, `/meetings/${id}/edit`, 'Đã lập bản nháp, chưa báo ai. Thêm nội dung và thành phần rồi mời họp.')
})

meetingEditRoutes.get('/meetings/:id/edit', async c => {
  const meeting = await toPrepare(c)
  return page(c, `Chuẩn bị: ${meeting.title}`, 'meetings/edit', await editPage(c, meeting))
})

meetingEditRoutes.post('/meetings/:id/edit', formOf(typedForm), async c => {
  const { state } = await toPrepare(c)
  const failed = await submit(c.req.valid('form'), typed => {
    const input = meetingFrom(typed)
    return prepared(c, (db, by, meeting) => changeMeeting(db, by, meeting, input, Number(typed.revision)))
  })
  if (failed) return editAgain(c, { form: failed })
  return done(c, editAddress(c), state === 'called' ? 'Đã lưu. Những người được mời thấy ngay thời gian, nơi họp mới.' : 'Đã lưu, chưa báo ai.')
})

// ---- Steps

meetingEditRoutes.post('/meetings/:id/calling', async c => {
  let sentence = ''
  const failed = await submit({ form: blank, input: idOf(c) }, () => prepared(c, async (db, by, meeting) => {
    sentence = `Đã mời ${number(await callMeeting(db, by, meeting))} người họp ngày ${date(meeting.on)}.`
  }))
  return failed ? editAgain(c, { stepForm: failed }) : done(c, `/meetings/${idOf(c)}`, sentence)
})

const cancellationForm = z.object({ reason: required('Hãy nêu lý do hoãn; người được mời đọc được.', 500) })

meetingEditRoutes.post('/meetings/:id/cancellation', formOf(cancellationForm), async c => {
  const failed = await submit(c.req.valid('form'), ({ reason }) => prepared(c, (db, by, meeting) => cancelMeeting(db, by, meeting, reason)))
  return failed ? editAgain(c, { stepForm: failed }) : done(c, `/meetings/${idOf(c)}`, 'Đã hoãn cuộc họp.')
})

meetingEditRoutes.post('/meetings/:id/removal', async c => {
  const failed = await submit({ form: blank, input: idOf(c) }, () => prepared(c, removeMeeting))
  return failed ? editAgain(c, { stepForm: failed }) : done(c, '/meetings', 'Đã xóa bản nháp cuộc họp.')
})

// ---- Guests

const word = z.string().max(200, 'Không quá 200 ký tự.').optional().default('').transform(line)
const guestForm = z.object({ unitId: word, personId: word, name: word, title: word })

async function invited(db: Read, { on, chairId, secretaryId }: Meeting, { unitId, personId, name, title }: z.output<typeof guestForm>) {
  if (title && !name) throw new Invalid({ name: 'Hãy ghi tên khách.' })
  const all = unitId === everyUnit ? (await unitsOn(db, on)).filter(({ kind, parentId }) => kind !== 'leadership' && parentId === null) : []
  const unitIds = unitId === everyUnit ? all.map(({ id }) => id) : unitId ? [unitId] : []
  const guests = await guestsFor(db, { unitIds, personIds: personId ? [personId] : [] }, on, [chairId, secretaryId])
  return name ? [...guests, { personId: null, unitId: null, name, title: title || null }] : guests
}

meetingEditRoutes.post('/meetings/:id/guests', formOf(guestForm), async c => {
  const failed = await submit(c.req.valid('form'), input => prepared(c, async (db, by, meeting) => addGuests(db, by, meeting, await invited(db, meeting, input))))
  return failed ? editAgain(c, { guestForm: failed }) : done(c, editAddress(c, '#thanh-phan'), 'Đã thêm vào thành phần họp.')
})

meetingEditRoutes.post('/meetings/:id/guests/:guest/removal', async c => {
  const failed = await submit({ form: blank, input: c.req.param('guest') }, guest => prepared(c, (db, by, meeting) => removeGuest(db, by, meeting, guest)))
  return failed ? editAgain(c, { guestForm: failed }) : done(c, editAddress(c, '#thanh-phan'), 'Đã bỏ khỏi thành phần họp.')
})
