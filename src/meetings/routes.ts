// Meetings: the list.
import { desc } from 'drizzle-orm'
import { routes } from '../web/context.ts'
import { page } from '../web/render.ts'
import { statusOf } from './head.ts'
import { visibleMeetings } from './meetings.ts'
import { meetings } from './tables.ts'

export const meetingRoutes = routes()

meetingRoutes.get('/meetings', async c => {
  const rows = await c.var.store.read.select().from(meetings).where(visibleMeetings(c.var.user)).orderBy(desc(meetings.on)).limit(100)
  return page(c, 'Giao ban', 'meetings/index', {
    rows: rows.map(({ id, title, on, startsAt, place, state }) => ({ href: `/meetings/${id}`, title, on, startsAt, place, status: statusOf(state) })),
  })
})
