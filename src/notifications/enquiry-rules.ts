// Whom an event of a citizen's question tells: the unit and person that owe the answer, who checks it, who wrote it, who entered the question.
import { and, eq } from 'drizzle-orm'
import { dayOf } from '../clock.ts'
import { mergedInto } from '../enquiries/moving.ts'
import { enquiries, enquiryAnswers, type Enquiry } from '../enquiries/tables.ts'
import type { Event } from '../events/tables.ts'
import { writersOf } from '../replies/answering.ts'
import type { Read } from '../store/store.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { NoticeKind, Reason, Tell } from './tables.ts'

export async function tellOfEnquiry(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  const [enquiry] = await db.select().from(enquiries).where(eq(enquiries.id, subjectId))
  if (!enquiry) return
  const day = dayOf(at)
  const { unitId, personId, madeById } = enquiry
  const heads = async (kind: NoticeKind, reason: Reason) => { for (const id of await headsOf(db, unitId, day)) tell(id, kind, reason) }
  const owing = async (kind: NoticeKind) => { if (personId) tell(personId, kind, 'named'); else await heads(kind, 'answerer') }

  if (action === 'enquiry entered' && !unitId) for (const id of await holdersOf(db, 'reformOfficer', day)) tell(id, 'question', 'enquiryRouter')
  if (action === 'enquiry assigned' || action === 'enquiry handed over') {
    tell(details.person, 'assigned', 'named')
    await heads('assigned', 'answerer')
  }
  if (action === 'enquiry person named') tell(details.person, 'assigned', 'named')
  if (action === 'enquiry answer handed in') {
    const writers = await writersOf(db, enquiry.id)
    const others = (await headsOf(db, unitId, day)).filter(id => !writers.has(id))
    for (const id of others.length ? others : await holdersOf(db, 'procedureOfficer', day)) tell(id, 'request', 'enquiryChecker')
  }
  if (action === 'enquiry answer returned') tell(await writerOf(db, enquiry, details.number), 'decision', 'enquiryWriter')
  if (action === 'enquiry answer checked') {
    tell(await writerOf(db, enquiry, details.number), 'decision', 'enquiryWriter')
    for (const id of [madeById, ...(await mergedInto(db, enquiry.id)).map(one => one.madeById)]) tell(id, 'question', 'enquiryMaker')
  }
  if (action === 'enquiry paused' || action === 'enquiry resumed') {
    tell(madeById, 'question', 'enquiryMaker')
    await owing('question')
  }
  if (action === 'enquiry merged' || action === 'enquiry closed') {
    tell(madeById, 'question', 'enquiryMaker')
    if (action === 'enquiry merged') await owing('question')
  }
  if (action === 'enquiry reopened') await owing('assigned')
  if (action === 'enquiry reminded') for (const [id, why] of Object.entries((details.to ?? {}) as Record<string, Reason>)) tell(id, 'reminder', why)
}

/** Who wrote an answer of the enquiry. */
async function writerOf(db: Read, { id }: Enquiry, number: unknown): Promise<string | undefined> {
  if (typeof number !== 'number') return undefined
  const [answer] = await db.select({ writtenById: enquiryAnswers.writtenById }).from(enquiryAnswers)
    .where(and(eq(enquiryAnswers.enquiryId, id), eq(enquiryAnswers.number, number)))
  return answer?.writtenById
}
