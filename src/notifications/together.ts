// Notices that say the same of many things, such as a day's questions given to one unit: told as one, with how many and where they are listed.
import { and, count, desc, eq, isNull, max, not, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import type { Read } from '../store/store.ts'
import { notices, type Notice, type Reason } from './tables.ts'

/** Fewer stand each for itself. */
const fewest = 3

type Same = Pick<Notice, 'kind' | 'reason' | 'subjectKind'>
export interface Together extends Same { count: number; newest: number }

const nouns: Record<string, string> = { enquiry: 'câu hỏi của công dân', piece: 'bài tuyên truyền', faq: 'câu hỏi thường gặp' }

/** Where things are listed, by why a person is told of them. What has no list here is told one by one. */
const lists: Partial<Record<Reason, (user: User) => string>> = {
  answerer: ({ unitId }) => `/enquiries?state=open&sort=due${unitId ? `&unit=${encodeURIComponent(unitId)}` : ''}`,
  named: () => '/enquiries?person=me&state=open&sort=due', enquiryRouter: () => '/enquiries?state=received', enquiryChecker: () => '/enquiries?state=checking&sort=due',
  enquiryWriter: () => '/enquiries?person=me', enquiryMaker: () => '/enquiries?state=answered',
  pieceChecker: () => '/propaganda?state=waiting', pieceWriter: () => '/propaganda', faqChecker: () => '/faqs?state=waiting', faqKeeper: () => '/faqs',
}

const sameAs = ({ kind, reason, subjectKind }: Same): SQL | undefined =>
  and(eq(notices.kind, kind), eq(notices.reason, reason), eq(notices.subjectKind, subjectKind))

const listed = ({ reason, subjectKind }: Same): boolean => Object.hasOwn(nouns, subjectKind) && lists[reason] !== undefined

/** What waits unread and says the same, the newest first. */
export async function toldTogether(db: Read, personId: string): Promise<Together[]> {
  const newest = max(notices.event)
  const rows = await db.select({ kind: notices.kind, reason: notices.reason, subjectKind: notices.subjectKind, count: count(), newest }).from(notices)
    .where(and(eq(notices.personId, personId), isNull(notices.readAt))).groupBy(notices.kind, notices.reason, notices.subjectKind).orderBy(desc(newest))
  return rows.filter(row => listed(row) && row.count >= fewest).map(row => ({ ...row, newest: row.newest! }))
}

/** Unread notices that are told by themselves. */
export const toldAlone = (groups: readonly Together[]): SQL | undefined => and(isNull(notices.readAt), ...groups.map(group => not(sameAs(group)!)))

/** Of a notice that stands for several: which ones, and where what they speak of is listed. */
export const behind = (notice: Same): SQL | undefined => and(sameAs(notice), isNull(notices.readAt))
export const listOf = (user: User, { reason }: Same): string => lists[reason]?.(user) ?? '/notices'

export const countInWords = ({ count: many, subjectKind }: Together): string => `${many.toLocaleString('vi-VN')} ${nouns[subjectKind]}`
