// Meetings: the list, its export, and one of them as a calendar file.
import { writeWorkbook } from '../admin/workbook.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { calendarOf } from '../calendar/icalendar.ts'
import { now, today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes } from '../web/context.ts'
import { download, page } from '../web/render.ts'
import { entryOf } from './calendar-entries.ts'
import { listPage, listSheet } from './list-pages.ts'
import { meetingFilterFrom } from './listing.ts'
import { findMeeting } from './meetings.ts'

export const meetingRoutes = routes()

const xlsx = fileKinds.xlsx.mime

meetingRoutes.get('/meetings', async c => page(c, 'Giao ban', 'meetings/index', await listPage(c, meetingFilterFrom(c.req.query()))))

meetingRoutes.get('/meetings/export/xlsx', async c =>
  download(c, `cuoc-hop-${today()}.xlsx`, xlsx, await writeWorkbook([await listSheet(c, meetingFilterFrom(c.req.query()))])))

meetingRoutes.get('/meetings/:id/calendar.ics', async c => {
  const { store: { read: db }, user, config } = c.var
  const meeting = await findMeeting(db, user, c.req.param('id'))
  const names = await namesOfPeople(db, [meeting.chairId])
  const entry = entryOf(meeting, config.publicOrigin || new URL(c.req.url).origin, names.get(meeting.chairId) ?? 'chưa rõ')
  return download(c, `hop-${meeting.on}.ics`, 'text/calendar; charset=utf-8', calendarOf([entry], now()))
})
