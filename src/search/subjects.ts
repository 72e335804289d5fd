// What the search knows of: each kind of thing says how it is read, who may see it, and how it is shown. Another kind is one more line.
import type { User } from '../accounts/accounts.ts'
import type { Event } from '../events/tables.ts'
import type { Read } from '../store/store.ts'
import type { StatusKind } from '../web/layout.ts'
import { conclusionSubject } from './of-conclusions.ts'
import { documentSubject } from './of-documents.ts'
import { enquirySubject } from './of-enquiries.ts'
import { meetingSubject } from './of-meetings.ts'
import { peopleSubject } from './of-people.ts'
import { periodSubject } from './of-periods.ts'
import { pieceSubject } from './of-pieces.ts'
import { planSubject } from './of-plans.ts'
import { procedureSubject } from './of-procedures.ts'
import { taskSubject } from './of-tasks.ts'
import { unitSubject } from './of-units.ts'
import type { SearchText } from './words.ts'

/** One thing that was found, as a row of the page. */
export interface Hit {
  id: string
  title: string
  /** What else is shown of it, from the most telling on; empty ones are left out. */
  details: (string | null)[]
  href: string
  status: { kind: StatusKind; label: string } | null
  /** Over, gone or abolished: it comes after what stands. */
  past: boolean
}

export interface Subject {
  kind: string
  /** 'Nhiệm vụ'; and as it stands in a sentence: 'nhiệm vụ'. */
  label: string
  icon: string
  /** Ids of the things that these events may have changed. */
  changedBy(db: Read, events: readonly Event[]): Promise<string[]>
  /** Ids of all things, in order, after one of them. */
  idsAfter(db: Read, id: string, limit: number): Promise<string[]>
  /** What is searched for of each; what is not there, or nobody may find, is left out. */
  textsOf(db: Read, ids: readonly string[]): Promise<Map<string, SearchText>>
  /** Words of whose things the person finds: none when all; null when the person finds nothing of the kind. */
  reachOf(user: User): string[] | null
  /** The things that the person may see, in any order: this decides, whatever the index says. */
  hitsOf(db: Read, user: User, ids: readonly string[]): Promise<Hit[]>
}

/** In the order in which the page shows them. */
export const subjects: readonly Subject[] = [taskSubject, planSubject, meetingSubject, conclusionSubject, procedureSubject, enquirySubject, documentSubject, periodSubject, pieceSubject, peopleSubject, unitSubject]

/** Subjects of these events of one kind, one or many at once. */
export const subjectIds = (events: readonly Event[], kind: string): string[] =>
  [...new Set(events.filter(({ subjectKind }) => subjectKind === kind).flatMap(({ subjectId, details }) => (Array.isArray(details.ids) ? details.ids as string[] : [subjectId])))]
