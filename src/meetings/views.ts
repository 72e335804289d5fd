// What the pages of meetings are given.
import type { AgendaShown, MeetingPaper } from './agenda-shown.ts'
import type { MeetingHead } from './head.ts'

export interface MeetingViews {
  'meetings/index': { rows: { href: string; title: string; on: string; startsAt: string; place: string; status: MeetingHead['status'] }[] }
  'meetings/_head': MeetingHead
  'meetings/show': { head: MeetingHead; agenda: AgendaShown }
  'meetings/_agenda': AgendaShown
  'meetings/_papers': { papers: MeetingPaper[] }
}
