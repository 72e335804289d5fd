// The agenda as every page of a meeting shows it: items with presenter, minutes and documents, and whether they fit the meeting's length.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { numberInWords } from '../evidence/documents.ts'
import { fileLine, type FileLine } from '../evidence/kinds.ts'
import { documents, storedFiles } from '../evidence/tables.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { units } from '../units/tables.ts'
import { agendaItems, meetingDocuments, type ItemState, type Meeting } from './tables.ts'

/** A document that goes with a meeting, as its pages link to it. */
export interface MeetingPaper { id: string; href: string; subject: string; words: string; file: FileLine | null }

export interface AgendaLine {
  id: string
  /** Its number among the items that are dealt with; null for one that was moved to another meeting. */
  number: number | null
  title: string
  body: string
  presenter: string
  unit: string
  minutes: number
  state: ItemState
  /** Why it was moved, and where to. */
  stateReason: string
  papers: MeetingPaper[]
}

export interface AgendaShown {
  items: AgendaLine[]
  /** Documents of the meeting as a whole. */
  papers: MeetingPaper[]
  /** Minutes of all items, the meeting's length, and by how much they are more than it; 0: they fit. */
  total: number
  length: number
  over: number
}

/** The agenda of a meeting for its pages; views/meetings/_agenda.eta draws it. Whoever may see the meeting may see all of it. */
export async function agendaShown(db: Read, user: User, meeting: Pick<Meeting, 'id' | 'minutes'>): Promise<AgendaShown> {
  const rows = await db.select({ item: agendaItems, unit: units.name }).from(agendaItems).leftJoin(units, eq(units.id, agendaItems.unitId))
    .where(and(eq(agendaItems.meetingId, meeting.id), inArray(agendaItems.state, ['planned', 'done', 'moved']))).orderBy(asc(agendaItems.position), asc(agendaItems.id))
  const names = await namesOfPeople(db, rows.flatMap(({ item }) => item.presenterId ?? []))
  const papers = Map.groupBy(may(user, 'see tasks') ? await papersOf(db, meeting.id) : [], ({ itemId }) => itemId)
  let number = 0
  const items = rows.map(({ item, unit }): AgendaLine => ({
    id: item.id, number: item.state === 'moved' ? null : ++number, title: item.title, body: item.body ?? '',
    presenter: names.get(item.presenterId ?? '') ?? '', unit: unit ?? '',
    minutes: item.minutes, state: item.state, stateReason: item.stateReason ?? '', papers: papers.get(item.id) ?? [],
  }))
  const total = items.reduce((sum, item) => sum + (item.number === null ? 0 : item.minutes), 0)
  return { items, papers: papers.get(null) ?? [], total, length: meeting.minutes, over: Math.max(0, total - meeting.minutes) }
}

async function papersOf(db: Read, meetingId: string): Promise<(MeetingPaper & { itemId: string | null })[]> {
  const rows = await db.select({ link: meetingDocuments, document: documents, file: storedFiles }).from(meetingDocuments)
    .innerJoin(documents, eq(documents.id, meetingDocuments.documentId)).leftJoin(storedFiles, eq(storedFiles.id, documents.fileId))
    .where(eq(meetingDocuments.meetingId, meetingId)).orderBy(asc(meetingDocuments.at), asc(meetingDocuments.id))
  return rows.map(({ link, document, file }) => ({
    id: link.id, itemId: link.itemId, href: `/documents/${document.id}`, subject: document.subject,
    words: [numberInWords(document), document.issuer].filter(Boolean).join(' · '), file: fileLine(document, file),
  }))
}
