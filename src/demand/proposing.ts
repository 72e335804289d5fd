// Proposals for reform out of what citizens ask: made with the figures of a month, taken into a plan as a task, or not taken, with a reason.
import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { receivedIn } from '../enquiries/counting.ts'
import { enquiries, type Enquiry } from '../enquiries/tables.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { demandOf, enquiriesAbout, keyOf, nothing, type Figures, type Of } from './figures.ts'
import { isMonth, momentsOf, periodFrom, type Period } from './periods.ts'
import { demandReasons, proposals, proposalStates, type DemandReason, type Proposal } from './tables.ts'

/** What a proposal is made for. */
export interface Asked extends Of { reason: DemandReason; month: Period }

/** What an address or a form asks for. Throws NotFound for what is of no procedure and no field. */
export function askedFrom({ procedure = '', field = '', reason = '', month = '' }: Record<string, string>): Asked {
  const found = demandReasons.find(one => one === reason)
  const period = periodFrom({ period: month })
  if (!found || !isMonth(period) || (!procedure && !field)) throw new NotFound('Hãy mở lại từ trang nhu cầu: chưa rõ đề xuất cho thủ tục hay lĩnh vực nào.')
  return { procedureId: procedure || null, field: procedure ? null : field, reason: found, month: period }
}

export const proposalForm = z.looseObject({
  title: z.string('Hãy ghi điều đề xuất.').trim().min(10, 'Hãy ghi điều đề xuất, ít nhất 10 chữ.').max(300, 'Không quá 300 chữ.').transform(line),
  why: z.string('Hãy ghi lý do.').trim().min(10, 'Hãy ghi vì sao cần, ít nhất 10 chữ.').max(4000, 'Không quá 4.000 chữ.'),
  unitId: z.string().default(''),
})

const mostEnquiries = 20

/** The enquiries of the month that speak for it, the newest first. */
export async function enquiriesFor(db: Read, { reason, month, ...of }: Asked): Promise<Enquiry[]> {
  const rows = await db.select().from(enquiries).where(and(enquiriesAbout(of), receivedIn(momentsOf(month)))).orderBy(desc(enquiries.receivedAt)).limit(200)
  return rows.toSorted((a, b) => Number(speaksFor[reason](b)) - Number(speaksFor[reason](a))).slice(0, mostEnquiries)
}

const speaksFor: Record<DemandReason, (one: Enquiry) => boolean> = {
  asked: () => true, refused: ({ settlement }) => settlement === 'none', reopened: ({ reopened }) => reopened > 0, slow: ({ onTime }) => onTime === false,
}

/** What a proposal keeps of its figures. */
export type Proposed = Pick<Figures, 'asked' | 'refused' | 'reopened' | 'hours' | 'answered'>

/** How the proposed thing counts in a month. */
export async function figuresIn(db: Read, of: Of, month: Period): Promise<Proposed> {
  const { asked, refused, reopened, hours, answered } = (await demandOf(db, momentsOf(month), of)).get(keyOf(of)) ?? nothing
  return { asked, refused, reopened, hours, answered }
}

/** Keeps a proposal that waits, with the figures as they are now. Returns its id. */
export async function propose(db: Write, user: User, asked: Asked, input: z.output<typeof proposalForm>, enquiryIds: readonly string[]): Promise<string> {
  const { title, why, unitId } = input
  if (!may(user, 'propose reforms', { unitId: unitId || null })) throw new Invalid({ unitId: 'Chọn đơn vị mà bạn được đề xuất cho.' })
  const known = new Set((await enquiriesFor(db, asked)).map(one => one.id))
  const { hours, ...counts } = await figuresIn(db, asked, asked.month)
  const id = newId()
  await db.insert(proposals).values({
    id, state: 'waiting', title, why, procedureId: asked.procedureId, field: asked.field, reason: asked.reason, month: asked.month,
    figures: { ...counts, ...hours === null ? {} : { hours } },
    enquiryIds: enquiryIds.filter(one => known.has(one)), unitId: unitId || null, madeById: user.id, madeAt: now(),
  })
  await record(db, actor(user, 'propose reforms', { unitId: unitId || null }), 'reform proposed', 'proposal', id, { reason: asked.reason, month: asked.month })
  return id
}

/** Throws NotFound. */
export async function findProposal(db: Read, user: User, id: string): Promise<Proposal> {
  const [proposal] = may(user, 'see enquiries') ? await db.select().from(proposals).where(eq(proposals.id, id)) : []
  if (!proposal) throw new NotFound('Không có đề xuất này.')
  return proposal
}

/** Writes what was decided of a proposal that waits. Throws NotAllowed, and Invalid where somebody was first. */
export async function decide(db: Write, user: User, { id }: Proposal, revision: number, set: Partial<Proposal> & { state: 'taken' | 'refused' }): Promise<void> {
  if (!may(user, 'write plans')) throw new NotAllowed('Người soạn kế hoạch cải cách quyết định đề xuất này.')
  const kept = await db.update(proposals).set({ ...set, decidedById: user.id, decidedAt: now(), revision: revision + 1 })
    .where(and(eq(proposals.id, id), eq(proposals.revision, revision), eq(proposals.state, 'waiting'))).returning({ id: proposals.id })
  if (!kept.length) throw new Invalid({ '': 'Đề xuất vừa được người khác quyết định. Hãy xem lại trang.' })
}

export const refusalForm = z.object({
  revision: z.coerce.number('Hãy mở lại trang.'),
  reason: z.string().trim().min(5, 'Hãy nêu lý do để người đề xuất biết.').max(1000, 'Không quá 1.000 chữ.'),
})

export async function refuse(db: Write, user: User, proposal: Proposal, { revision, reason }: z.output<typeof refusalForm>): Promise<void> {
  await decide(db, user, proposal, revision, { state: 'refused', note: reason })
  await record(db, actor(user, 'write plans'), 'proposal refused', 'proposal', proposal.id, { reason })
}

export const proposalState = (state = ''): Proposal['state'] | '' => proposalStates.find(one => one === state) ?? ''

export const countProposals = (db: Read, state: Proposal['state'] | ''): Promise<number> => db.$count(proposals, state ? eq(proposals.state, state) : undefined)

export const listProposals = (db: Read, state: Proposal['state'] | '', limit: number, offset: number): Promise<Proposal[]> =>
  db.select().from(proposals).where(state ? eq(proposals.state, state) : undefined).orderBy(desc(proposals.madeAt), desc(proposals.id))
    .limit(limit).offset(offset).execute()

/** The latest proposal of each procedure and field that waits or was taken. */
export async function latestProposals(db: Read): Promise<Map<string, Pick<Proposal, 'id' | 'state'>>> {
  const rows = await db.select({ id: proposals.id, state: proposals.state, procedureId: proposals.procedureId, field: proposals.field })
    .from(proposals).where(inArray(proposals.state, ['waiting', 'taken'])).orderBy(proposals.madeAt)
  return new Map(rows.map(({ id, state, ...of }) => [keyOf(of), { id, state }]))
}
