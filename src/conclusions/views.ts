// What the templates of conclusions are given.
import type { MeetingConclusions } from './meeting-section.ts'

export interface ConclusionViews {
  'conclusions/_meeting': MeetingConclusions
  'conclusions/_meeting-rows': { caption: string; rows: MeetingConclusions['rows']; /** Whether the day of the meeting that took each is told. */ dated: boolean }
}
