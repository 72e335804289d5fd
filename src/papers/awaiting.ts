// What waits for a chair's signature: minutes of meetings they presided over and what corrects them, once nothing is lacking and nobody may comment any more.
import { and, asc, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { meetings, type Meeting } from '../meetings/tables.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { notCommenting } from './commenting.ts'
import type { Office } from './gathering.ts'
import { paperOf, shownPaper, type Shown } from './papers.ts'
import { isSigner, lackingIn, notSigning } from './signing.ts'
import { papers } from './tables.ts'

/** Of the latest meetings, `most` at most. */
export async function awaitingSignature(db: Read, user: User, office: Office, most: number): Promise<{ meeting: Meeting; shown: Shown }[]> {
  if (!may(user, 'sign papers', { personId: user.id })) return []
  const theirs = and(eq(meetings.chairId, user.id), eq(meetings.state, 'held'))
  // Minutes that nobody has worded yet have no row.
  const rows = await db.select({ meeting: meetings, sequence: papers.sequence, kind: papers.kind }).from(meetings)
    .leftJoin(papers, and(eq(papers.meetingId, meetings.id), inArray(papers.kind, ['minutes', 'supplement'])))
    .where(and(theirs, or(isNull(papers.state), ne(papers.state, 'signed')))).orderBy(desc(meetings.on), asc(papers.sequence)).limit(most)
  const found: { meeting: Meeting; shown: Shown }[] = []
  for (const { meeting, kind, sequence } of rows) {
    const paper = await paperOf(db, meeting, { kind: kind ?? 'minutes', sequence: sequence ?? 1 }, office)
    if (paper.state === 'commenting' && !notCommenting(paper)) continue
    const shown = await shownPaper(db, meeting, paper, office)
    if (isSigner(user, shown) && !notSigning(user, meeting, paper) && !(await lackingIn(db, meeting, shown)).length) found.push({ meeting, shown })
  }
  return found
}
