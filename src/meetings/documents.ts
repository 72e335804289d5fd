// Documents of the register that go with a meeting or with one item: attached, they are open to all who see the meeting.
import { and, eq, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { findDocument } from '../evidence/seeing.ts'
import { documents } from '../evidence/tables.ts'
import { newId } from '../ids.ts'
import { refuseFrozen } from '../papers/frozen.ts'
import type { Read, Write } from '../store/store.ts'
import { meetingToWrite } from './meetings.ts'
import { meetingDocuments, type Meeting } from './tables.ts'

/** The meeting as one that this person may give documents: also after it was held, until its minutes are signed. Throws NotFound, NotAllowed, Invalid. */
export async function meetingForDocuments(db: Read, user: User, id: string): Promise<Meeting> {
  const meeting = await meetingToWrite(db, user, id)
  await refuseFrozen(db, id)
  if (meeting.state === 'cancelled') throw new Invalid({ '': 'Cuộc họp đã hoãn nên không kèm tài liệu.' })
  return meeting
}

/** Throws NotFound for a document that the person may not see, Invalid for one that is there already. */
export async function attachDocument(db: Write, user: User, actor: Actor, meeting: Meeting, itemId: string | null, documentId: string): Promise<void> {
  const document = await findDocument(db, user, documentId)
  const there = itemId ? eq(meetingDocuments.itemId, itemId) : isNull(meetingDocuments.itemId)
  const same = and(eq(meetingDocuments.meetingId, meeting.id), eq(meetingDocuments.documentId, documentId), there)
  if (await db.$count(meetingDocuments, same)) throw new Invalid({ documentId: 'Văn bản này đã kèm ở đây rồi. Hãy chọn văn bản khác.' })
  await db.insert(meetingDocuments).values({ id: newId(), meetingId: meeting.id, itemId, documentId, byId: actor.id, at: now() })
  const details = { document: documentId, subject: document.subject.slice(0, 200), item: itemId, called: meeting.state === 'called' }
  await record(db, actor, 'meeting document attached', 'meeting', meeting.id, details)
}

/** Takes a document from a meeting; it stays in the register. */
export async function detachDocument(db: Write, actor: Actor, meeting: Meeting, id: string): Promise<void> {
  const [row] = await db.select({ link: meetingDocuments, subject: documents.subject }).from(meetingDocuments)
    .innerJoin(documents, eq(documents.id, meetingDocuments.documentId))
    .where(and(eq(meetingDocuments.id, id), eq(meetingDocuments.meetingId, meeting.id)))
  if (!row) throw new NotFound('Tài liệu này không còn kèm theo cuộc họp.')
  await db.delete(meetingDocuments).where(eq(meetingDocuments.id, id))
  await record(db, actor, 'meeting document removed', 'meeting', meeting.id, { document: row.link.documentId, subject: row.subject.slice(0, 200), item: row.link.itemId })
}
