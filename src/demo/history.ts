// The life of the demo's plans, tasks, meetings, enquiries, propaganda and reports: each step at its own moment, by the functions of the pages.
import { and, asc, gt, gte } from 'drizzle-orm'
import { beginCalendar, withOneCalendar } from '../calendar/calendar.ts'
import { addToMonth } from '../calendar/deadlines.ts'
import { addDays, dayOf, startOf } from '../clock.ts'
import { events } from '../events/tables.ts'
import { tellOf } from '../notifications/following.ts'
import type { Write } from '../store/store.ts'
import { bringForth } from '../tasks/recurring.ts'
import { withOneOffice } from '../units/units.ts'
import type { Asking } from './asking.ts'
import { addEnquiryStories } from './enquiry-stories.ts'
import type { EnquiriesTold } from './enquiry-story.ts'
import { addMeetingStories } from './meeting-stories.ts'
import type { MeetingsTold } from './meeting-story.ts'
import { addPlanStory } from './plan-stories.ts'
import { addPropagandaStories } from './propaganda-stories.ts'
import type { PropagandaTold } from './propaganda-story.ts'
import { addReportStories } from './report-stories.ts'
import type { ReportsTold } from './report-story.ts'
import { addScoringStories } from './scoring-stories.ts'
import type { ScoringTold } from './scoring-story.ts'
import type { PlanTold, TaskTold } from './story.ts'
import { addGivenStory } from './task-stories.ts'
import { rules, Telling, type Known } from './telling.ts'

export interface HistoryTold {
  plans: readonly PlanTold[]
  tasks: readonly TaskTold[]
  meetings: MeetingsTold
  enquiries: EnquiriesTold
  propaganda: PropagandaTold
  reports: ReportsTold
  scoring: ScoringTold
}

/** Loads it all with what happened to it until `day`. The register must be in. Throws with the title of what cannot have been so. */
export async function tellHistory(db: Write, told: HistoryTold, known: Known, asking: Asking, day: string): Promise<void> {
  const { plans, tasks, meetings, enquiries, propaganda, reports, scoring } = told
  const telling = new Telling(db, known)
  for (const plan of plans) addPlanStory(telling, plan, tasks.filter(one => one.plan === plan.key))
  for (const task of tasks.filter(({ given }) => given)) addGivenStory(telling, task)
  addMeetingStories(telling, meetings, asking.config)
  addEnquiryStories(telling, enquiries, asking)
  addPropagandaStories(telling, propaganda, asking)
  addReportStories(telling, reports)
  addScoringStories(telling, scoring)
  for (let month = `${day.slice(0, 4)}-01`; month <= day.slice(0, 7); month = addToMonth(month, 1)) {
    telling.step(`${month}-01`, '00:05', `turns of ${month}`, () => bringForth(db, `${month}-01`, rules))
  }
  await telling.tell(() => beginCalendar(db), steps => withOneCalendar(db, () => withOneOffice(db, steps)))
}

/** What happened in the last weeks, after that event, is in the inboxes; what is older than some days was read. */
export async function fillInboxes(db: Write, day: string, after: number): Promise<void> {
  const lately = and(gte(events.at, startOf(addDays(day, -14))), gt(events.number, after))
  const recent = await db.select().from(events).where(lately).orderBy(asc(events.number))
  for (const event of recent) await tellOf(db, event, false, dayOf(event.at) < addDays(day, -4) ? event.at : null)
}
