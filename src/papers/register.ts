// The register of signed papers: by year, kind, number, and whether the signed file is there.
import { and, count, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetings } from '../meetings/tables.ts'
import type { Read } from '../store/store.ts'
import { paperKinds, papers, type Paper, type PaperKind } from './tables.ts'

export const fileStates = ['kept', 'missing'] as const
/** What the register is narrowed to; all of it stands in the address. */
export interface PaperFilter { year: number | null; kind: PaperKind | ''; file: (typeof fileStates)[number] | '' }

export function paperFilterFrom(query: Record<string, string>): PaperFilter {
  return {
    year: /^20\d\d$/.test(query.year ?? '') ? Number(query.year) : null, kind: paperKinds.find(kind => kind === query.kind) ?? '', file: fileStates.find(state => state === query.file) ?? '',
  }
}

const condition = (user: User, { year, kind, file }: PaperFilter): SQL | undefined => and(
  eq(papers.state, 'signed'), visibleMeetings(user), year === null ? undefined : eq(papers.year, year), kind ? eq(papers.kind, kind) : undefined,
  file ? (file === 'kept' ? isNotNull : isNull)(papers.signedFileId) : undefined)

export async function countPapers(db: Read, user: User, filter: PaperFilter): Promise<number> {
  const [row] = await db.select({ count: count() }).from(papers).innerJoin(meetings, eq(meetings.id, papers.meetingId)).where(condition(user, filter))
  return row?.count ?? 0
}

/** The latest first. */
export async function listPapers(db: Read, user: User, filter: PaperFilter, limit: number, offset = 0): Promise<Paper[]> {
  const rows = await db.select({ paper: papers }).from(papers).innerJoin(meetings, eq(meetings.id, papers.meetingId)).where(condition(user, filter))
    .orderBy(desc(papers.signedOn), desc(papers.symbol), desc(papers.number)).limit(limit).offset(offset)
  return rows.map(({ paper }) => paper)
}

/** Years in which papers were signed, the latest first. */
export async function yearsOfPapers(db: Read): Promise<number[]> {
  const rows = await db.selectDistinct({ year: papers.year }).from(papers).where(eq(papers.state, 'signed'))
  return rows.flatMap(({ year }) => year ?? []).toSorted((a, b) => b - a)
}
