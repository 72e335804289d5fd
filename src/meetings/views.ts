// What the pages of meetings are given.
import type { MeetingHead } from './head.ts'

export interface MeetingViews {
  'meetings/index': { rows: { href: string; title: string; on: string; startsAt: string; place: string; status: MeetingHead['status'] }[] }
  'meetings/_head': MeetingHead
  'meetings/show': { head: MeetingHead; agenda: { title: string; presenter: string; minutes: number }[] }
}
