// Acting for somebody (ủy quyền): for some days one person lends their roles to another. Rows are ended, never deleted.
import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { addDays, isDay, realNow, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import type { User } from './accounts.ts'
import { delegations, people, type Delegation } from './tables.ts'

export const delegationForm = z.object({
  to: z.string().min(1, 'Hãy chọn người được ủy quyền.'),
  since: z.string().refine(isDay, 'Hãy nhập ngày bắt đầu.'),
  until: z.string().refine(isDay, 'Hãy nhập ngày kết thúc.'),
  reason: z.string().transform(line).pipe(z.string().min(1, 'Hãy ghi lý do, ví dụ: đi công tác, nghỉ phép.').max(300, 'Lý do dài quá 300 ký tự.')),
})

/** Longer absences are a matter of appointing somebody. */
const longestDays = 366

/** Lends the person's own roles. Throws Invalid beside the field; NotAllowed for whoever only holds the right on loan. */
export async function delegate(db: Write, user: User, { to, since, until, reason }: z.infer<typeof delegationForm>): Promise<void> {
  if (!may({ ...user, roles: user.roles.filter(held => held.lentById === null) }, 'delegate')) {
    throw new NotAllowed('Người đang được ủy quyền không ủy quyền lại cho người khác.')
  }
  if (to === user.id) throw new Invalid({ to: 'Hãy chọn một người khác: không thể ủy quyền cho chính mình.' })
  const [receiver] = await db.select().from(people).where(and(eq(people.id, to), isNull(people.leftOn)))
  if (!receiver) throw new Invalid({ to: 'Người này không còn công tác. Hãy chọn người khác.' })
  if (until < since) throw new Invalid({ until: 'Ngày kết thúc phải từ ngày bắt đầu trở đi.' })
  if (until < today()) throw new Invalid({ until: 'Ngày kết thúc đã qua. Hãy chọn từ hôm nay trở đi.' })
  if (since < addDays(today(), -1)) throw new Invalid({ since: 'Ủy quyền không có hiệu lực về trước. Hãy chọn từ hôm nay trở đi.' })
  if (until > addDays(since, longestDays)) throw new Invalid({ until: 'Ủy quyền dài nhất là một năm.' })
  const [same] = await db.select().from(delegations).where(and(
    eq(delegations.fromId, user.id), eq(delegations.toId, to), isNull(delegations.endedAt), lte(delegations.since, until), gte(delegations.until, since)))
  if (same) throw new Invalid({ to: `${receiver.name} đã được ủy quyền trong những ngày này. Hãy kết thúc ủy quyền cũ trước.` })
  const id = newId()
  await db.insert(delegations).values({ id, fromId: user.id, toId: to, since, until, reason })
  await record(db, { id: user.id }, 'delegation given', 'delegation', id, { to, since, until })
}

/** Ends a delegation the person gave, at once. Throws NotFound when it is not theirs or has ended. */
export async function endDelegation(db: Write, user: User, id: string): Promise<void> {
  const ended = await db.update(delegations).set({ endedAt: realNow() })
    .where(and(eq(delegations.id, id), eq(delegations.fromId, user.id), isNull(delegations.endedAt))).returning({ to: delegations.toId })
  if (!ended.length) throw new NotFound('Không có ủy quyền này, hoặc nó đã kết thúc.')
  await record(db, { id: user.id }, 'delegation ended', 'delegation', id, { to: ended[0]!.to })
}

/** Ends whatever a leaver gave or was given. */
export async function endDelegationsOf(db: Write, personId: string): Promise<void> {
  await db.update(delegations).set({ endedAt: realNow() })
    .where(and(or(eq(delegations.fromId, personId), eq(delegations.toId, personId)), isNull(delegations.endedAt)))
}

export interface DelegationLine extends Delegation { fromName: string; toName: string; state: 'valid' | 'coming' | 'over' }

/** What a person gave and was given, the latest first. */
export async function delegationsOf(db: Read, personId: string): Promise<{ given: DelegationLine[]; received: DelegationLine[] }> {
  const rows = await db.select().from(delegations)
    .where(or(eq(delegations.fromId, personId), eq(delegations.toId, personId))).orderBy(desc(delegations.since), desc(delegations.id))
  const ids = [...new Set(rows.flatMap(row => [row.fromId, row.toId]))]
  const named = ids.length ? await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids)) : []
  const nameOf = (id: string) => named.find(person => person.id === id)?.name ?? ''
  const lines = rows.map(row => ({ ...row, fromName: nameOf(row.fromId), toName: nameOf(row.toId), state: stateOf(row) }))
  return { given: lines.filter(row => row.fromId === personId), received: lines.filter(row => row.toId === personId) }
}

function stateOf({ since, until, endedAt }: Delegation): DelegationLine['state'] {
  if (endedAt !== null || until < today()) return 'over'
  return since > today() ? 'coming' : 'valid'
}
