// What the events of meetings say, for the audit log and the page of a meeting.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'

type Details = Event['details']
const day = (value: unknown) => (typeof value === 'string' ? ` ngày ${written(value)}` : '')

export const meetingSentences = {
  'meeting prepared': ({ on }: Details) => `đã lập cuộc họp${day(on)}, chưa báo ai`,
}
