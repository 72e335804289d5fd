// Enquiries that belong together: linked both ways, or merged, so that one answer goes to everybody who asked the same.
import { and, eq, inArray, or } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { asHandler, mayRoute, refuseSettled, revision } from './assigning.ts'
import { inTime } from './clock.ts'
import { mergedInto, moveTo } from './moving.ts'
import { endPauses } from './pausing.ts'
import { findEnquiry, thingOf } from './seeing.ts'
import { enquiries, enquiryLinks, type Enquiry } from './tables.ts'
import { numberIn, numberOf } from './words.ts'

const other = z.string().trim().min(1, 'Ghi số câu hỏi, ví dụ HĐ 12/2026.')
export const linkForm = z.object({ other, kind: z.enum(['duplicate', 'related']).catch('related') })
export const mergeForm = z.object({ revision, other })

/** The enquiry that a number names: 'HĐ 12/2026', '12/2026', or '12' of this year. Throws Invalid beside the field. */
export async function byNumber(db: Read, words: string): Promise<Enquiry> {
  const named = numberIn(words)
  if (!named) throw new Invalid({ other: 'Ghi số câu hỏi như HĐ 12/2026 hoặc 12/2026.' })
  const { number } = named
  const year = named.year ?? Number(today().slice(0, 4))
  const [found] = await db.select().from(enquiries).where(and(eq(enquiries.year, year), eq(enquiries.number, number)))
  if (!found) throw new Invalid({ other: `Không có câu hỏi ${numberOf({ number, year })}.` })
  return found
}

const pair = (one: string, two: string) => or(and(eq(enquiryLinks.fromId, one), eq(enquiryLinks.toId, two)), and(eq(enquiryLinks.fromId, two), eq(enquiryLinks.toId, one)))

async function keepLink(db: Write, user: User, from: Enquiry, to: Enquiry, kind: 'duplicate' | 'related'): Promise<void> {
  await db.delete(enquiryLinks).where(pair(from.id, to.id))
  await db.insert(enquiryLinks).values({ id: newId(), fromId: from.id, toId: to.id, kind, byId: user.id, at: now() })
}

/** Links two enquiries; linked again as another kind, that is the new one. */
export async function link(db: Write, user: User, enquiry: Enquiry, { other: number, kind }: z.output<typeof linkForm>): Promise<Enquiry> {
  const by = asHandler(user, enquiry)
  const to = await byNumber(db, number)
  if (to.id === enquiry.id) throw new Invalid({ other: 'Đây chính là câu hỏi này.' })
  const [linked] = await db.select({ kind: enquiryLinks.kind }).from(enquiryLinks).where(pair(enquiry.id, to.id))
  if (linked?.kind === kind) throw new Invalid({ other: `Câu này đã nối với ${numberOf(to)} rồi.` })
  await keepLink(db, user, enquiry, to, kind)
  for (const [one, two] of [[enquiry, to], [to, enquiry]] as const) await record(db, by, 'enquiries linked', 'enquiry', one.id, { other: two.id, number: numberOf(two), kind })
  return to
}

export async function unlink(db: Write, user: User, enquiry: Enquiry, otherId: string): Promise<void> {
  const by = asHandler(user, enquiry)
  const [to] = await db.select().from(enquiries).where(eq(enquiries.id, otherId))
  if (to && (enquiry.mergedIntoId === to.id || to.mergedIntoId === enquiry.id)) throw new Invalid({ '': 'Hai câu đã gộp: hãy tách ra trước rồi bỏ nối.' })
  const gone = to ? await db.delete(enquiryLinks).where(pair(enquiry.id, to.id)).returning({ id: enquiryLinks.id }) : []
  if (!to || !gone.length) throw new Invalid({ '': 'Hai câu này không còn nối nữa.' })
  for (const [one, two] of [[enquiry, to], [to, enquiry]] as const) await record(db, by, 'enquiries unlinked', 'enquiry', one.id, { other: two.id, number: numberOf(two) })
}

/** Merges the enquiry into another one, whose answer its asker gets too; what was merged into this one goes along. */
export async function merge(db: Write, user: User, enquiry: Enquiry, { other: number }: Pick<z.output<typeof mergeForm>, 'other'>): Promise<Enquiry> {
  if (!mayRoute(user, enquiry)) throw new NotAllowed('Người phân công câu hỏi mới gộp được.')
  refuseSettled(enquiry)
  const into = await byNumber(db, number)
  if (into.id === enquiry.id) throw new Invalid({ other: 'Đây chính là câu hỏi này.' })
  if (into.mergedIntoId) throw new Invalid({ other: `${numberOf(into)} đã gộp vào câu khác. Hãy gộp vào chính câu ấy.` })
  if (into.settlement === 'none') throw new Invalid({ other: `${numberOf(into)} đã đóng mà không trả lời, nên không có câu trả lời chung.` })
  const sent = into.answeredAt && ['answered', 'closed'].includes(into.state) ? { answeredAt: now(), onTime: inTime(enquiry), settlement: into.settlement } : {}
  for (const one of await mergedInto(db, enquiry.id)) {
    await db.update(enquiries).set({ mergedIntoId: into.id, revision: one.revision + 1 }).where(eq(enquiries.id, one.id))
  }
  await endPauses(db, [enquiry.id])
  await keepLink(db, user, enquiry, into, 'duplicate')
  const by = actor(user, 'route enquiries', thingOf(enquiry))
  await moveTo(db, by, enquiry, 'merged', 'enquiry merged', { set: { mergedIntoId: into.id, pausedAt: null, ...sent }, details: { into: into.id, number: numberOf(into) } })
  await record(db, by, 'enquiries linked', 'enquiry', into.id, { other: enquiry.id, number: numberOf(enquiry), kind: 'merged' })
  return into
}

/** Takes a merged enquiry out again: it is owed an answer of its own, by its old deadline. */
export async function separate(db: Write, user: User, enquiry: Enquiry): Promise<Enquiry> {
  if (!mayRoute(user, enquiry)) throw new NotAllowed('Người phân công câu hỏi mới tách được.')
  if (enquiry.state !== 'merged') throw new Invalid({ '': 'Câu hỏi này không gộp vào câu nào.' })
  if (enquiry.answeredAt) throw new Invalid({ '': 'Người hỏi đã được trả lời cùng câu kia. Hãy mở lại câu này nếu cần trả lời riêng.' })
  const into = await findEnquiry(db, user, enquiry.mergedIntoId!)
  const by = actor(user, 'route enquiries', thingOf(enquiry))
  await record(db, by, 'enquiries unlinked', 'enquiry', into.id, { other: enquiry.id, number: numberOf(enquiry) })
  return moveTo(db, by, enquiry, enquiry.unitId ? 'assigned' : 'received', 'enquiries unlinked', { set: { mergedIntoId: null }, details: { other: into.id, number: numberOf(into) } })
}

export interface Linked { enquiry: Enquiry; kind: 'merged here' | 'merged there' | 'duplicate' | 'related' }

/** What the enquiry is linked to, from whichever end it was linked; what it was merged into first. */
export async function linkedTo(db: Read, enquiry: Enquiry): Promise<Linked[]> {
  const links = await db.select().from(enquiryLinks).where(or(eq(enquiryLinks.fromId, enquiry.id), eq(enquiryLinks.toId, enquiry.id)))
  const kinds = new Map(links.map(({ fromId, toId, kind }) => [fromId === enquiry.id ? toId : fromId, kind]))
  const ids = [...new Set([...kinds.keys(), ...enquiry.mergedIntoId ? [enquiry.mergedIntoId] : []])]
  const linked = ids.length ? await db.select().from(enquiries).where(inArray(enquiries.id, ids)) : []
  const all = [...new Map([...linked, ...await mergedInto(db, enquiry.id)].map(one => [one.id, one])).values()]
  const order = ['merged there', 'merged here', 'duplicate', 'related']
  return all.map((one): Linked => ({
    enquiry: one, kind: one.id === enquiry.mergedIntoId ? 'merged there' : one.mergedIntoId === enquiry.id ? 'merged here' : kinds.get(one.id) ?? 'related',
  })).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.enquiry.receivedAt.getTime() - b.enquiry.receivedAt.getTime())
}
