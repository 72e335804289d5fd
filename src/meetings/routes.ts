// Meetings: the list and the page of one.
import { desc } from 'drizzle-orm'
import { routes } from '../web/context.ts'
import { page } from '../web/render.ts'
import { agendaShown } from './agenda-shown.ts'
import { headOf, statusOf } from './head.ts'
import { findMeeting, visibleMeetings } from './meetings.ts'
import { meetings } from './tables.ts'

export const meetingRoutes = routes()

meetingRoutes.get('/meetings', async c => {
  const rows = await c.var.store.read.select().from(meetings).where(visibleMeetings(c.var.user)).orderBy(desc(meetings.on)).limit(100)
  return page(c, 'Giao ban', 'meetings/index', {
    rows: rows.map(({ id, title, on, startsAt, place, state }) => ({ href: `/meetings/${id}`, title, on, startsAt, place, status: statusOf(state) })),
  })
})

meetingRoutes.get('/meetings/:id', async c => {
  const { store: { read: db }, user } = c.var
  const meeting = await findMeeting(db, user, c.req.param('id'))
  return page(c, meeting.title, 'meetings/show', { head: await headOf(db, meeting, 'package'), agenda: await agendaShown(db, user, meeting) })
})
