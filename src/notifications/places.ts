// What a notice speaks of and where it leads: the title of each thing that the person may still see, and its page.
import { and, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { proposals } from '../demand/tables.ts'
import { titlesOfEnquiries } from '../enquiries/titles.ts'
import type { Event } from '../events/tables.ts'
import { titlesOfHandovers } from '../learning/handing-over.ts'
import { titlesOfFaqs } from '../faqs/faqs.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetings, meetingSeries } from '../meetings/tables.ts'
import { periods } from '../periods/tables.ts'
import { plans } from '../plans/tables.ts'
import { may } from '../policy.ts'
import { titlesOfPieces } from '../propaganda/pieces.ts'
import { scoringRounds } from '../scoring/tables.ts'
import { changedSources } from '../sources/citing.ts'
import { sourcesPath } from '../sources/filter.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'

/** Titles by id, of those that the person may see. */
export async function titlesFor(db: Read, user: User, ids: readonly string[]): Promise<Map<string, string>> {
  const seen = [...ids]
  const rows = [
    ...await db.select({ id: tasks.id, title: tasks.title }).from(tasks).where(and(inArray(tasks.id, seen), visibleTasks(db, user))),
    ...await titlesOfHandovers(db, user, seen),
    ...may(user, 'see drafts') ? [{ id: 'reviews', title: 'Thủ tục đến hạn rà soát' }] : [],
    ...may(user, 'see knowledge') ? [{ id: changedSources, title: 'Nguồn thay đổi: chỗ trích cần xem lại' }] : [],
    ...seen.includes(user.id) ? [{ id: user.id, title: 'Tài khoản của tôi' }] : [],
    ...await titlesOfFaqs(db, user, seen),
    ...await titlesOfEnquiries(db, user, seen),
    ...may(user, 'see enquiries') ? await db.select({ id: proposals.id, title: proposals.title }).from(proposals).where(inArray(proposals.id, seen)) : [],
    ...await titlesOfPieces(db, user, seen),
    ...may(user, 'see reports') ? await db.select({ id: periods.id, title: periods.name }).from(periods).where(inArray(periods.id, seen)) : [],
    ...may(user, 'see scores') ? await db.select({ id: scoringRounds.id, title: scoringRounds.name }).from(scoringRounds).where(inArray(scoringRounds.id, seen)) : [],
    ...may(user, 'see plans') ? await db.select({ id: plans.id, title: plans.title }).from(plans).where(inArray(plans.id, seen)) : [],
    ...may(user, 'see meetings') ? [
      ...await db.select({ id: meetings.id, title: meetings.title }).from(meetings).where(and(inArray(meetings.id, seen), visibleMeetings(user))),
      ...await db.select({ id: meetingSeries.id, title: meetingSeries.name }).from(meetingSeries).where(inArray(meetingSeries.id, seen)),
      // A proposal that is for no series.
      { id: 'any', title: 'Nội dung đề xuất đưa ra họp' },
    ] : [],
  ]
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** The page that an event speaks of. */
export function placeOf({ subjectKind, subjectId, details }: Pick<Event, 'subjectKind' | 'subjectId' | 'details'>): string {
  if (subjectKind === 'series') return '/meetings/backlog'
  if (subjectKind === 'procedure') return subjectId === changedSources ? sourcesPath : '/procedures/reviews'
  if (subjectKind === 'person') return '/me'
  if (subjectKind === 'enquiry') return `/enquiries/${subjectId}`
  if (subjectKind === 'proposal') return `/demand/proposals/${subjectId}`
  if (subjectKind === 'scoring') return `/scoring/${subjectId}`
  if (subjectKind === 'piece') return `/propaganda/${subjectId}`
  if (subjectKind === 'period') {
    const part = typeof details.unit === 'string' ? `/parts/${details.unit}` : details.unitIds ? '/parts' : details.report ? '/report' : ''
    return `/periods/${subjectId}${part}`
  }
  if (subjectKind === 'handover') return `/assistant/handovers/${subjectId}`
  return `/${subjectKind}s/${subjectId}${subjectKind === 'meeting' && typeof details.paper === 'string' ? `/papers/${details.paper}` : ''}`
}
