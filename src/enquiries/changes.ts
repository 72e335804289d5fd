// What may be done with many citizens' questions at once: each by the step that its own page takes, all in one transaction, what is refused left as it is.
import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import type { Config } from '../config.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { refusalIn, tried, type Outcome } from '../outcomes.ts'
import { may } from '../policy.ts'
import { catalogue, type Row } from '../procedures/catalogue.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import { begin, giveToUnit, namePerson, remark } from './assigning.ts'
import { close } from './closing.ts'
import { attachProcedure } from './correcting.ts'
import { enquiries, type Enquiry } from './tables.ts'
import { numberOf } from './words.ts'

const kinds = ['unit', 'person', 'begin', 'procedure', 'close'] as const
export type ChangeKind = (typeof kinds)[number]
export const changeNames: Record<ChangeKind, string> = { unit: 'Giao, chuyển đơn vị', person: 'Giao người trả lời', begin: 'Nhận trả lời', procedure: 'Gắn thủ tục', close: 'Đóng' }

/** More would keep all others waiting for too long. */
export const mostChanged = 500

const mayDo: Record<ChangeKind, (user: User) => boolean> = {
  unit: user => may(user, 'route enquiries'), person: user => may(user, 'route enquiries'), begin: user => may(user, 'answer enquiries'),
  procedure: user => may(user, 'enter enquiries'), close: user => may(user, 'enter enquiries') || may(user, 'route enquiries'),
}
/** Kinds that the person may do to some question or other, in the order they are offered. */
export const kindsFor = (user: User): ChangeKind[] => kinds.filter(kind => mayDo[kind](user))

export const changeForm = z.object({ kind: z.enum(kinds, 'Hãy chọn việc cần làm.'), value: z.string().trim().max(300).default(''), note: remark().default('') })
export type Change = z.output<typeof changeForm>

/** A change with the procedure that it names. */
type Sound = Change & { procedure: Row | undefined }

/** What was typed, if it can be done to any question at all. Throws Invalid with a sentence for the field; NotAllowed. */
async function sound(db: Read, user: User, change: Change): Promise<Sound> {
  const { kind, value } = change
  if (!mayDo[kind](user)) throw new NotAllowed('Vai trò của bạn không làm được việc này.')
  const missing = { unit: 'Hãy chọn đơn vị trả lời.', person: 'Hãy chọn người trả lời.', procedure: 'Hãy ghi mã số thủ tục.', begin: '', close: '' }[kind]
  if (missing && !value) throw new Invalid({ value: missing })
  if (kind !== 'procedure') return { ...change, procedure: undefined }
  const procedure = (await catalogue(db)).rows.find(({ code }) => code === value)
  if (!procedure) throw new Invalid({ value: 'Không có thủ tục nào mang mã số này. Hãy xem mã ở đầu trang thủ tục, ví dụ 1.001776.' })
  return { ...change, procedure }
}

async function changeOne(db: Write, user: User, enquiry: Enquiry, { kind, value, note, procedure }: Sound, config: Config): Promise<unknown> {
  switch (kind) {
    case 'unit': return giveToUnit(db, user, enquiry, { revision: enquiry.revision, unit: value, person: '', reason: note })
    case 'person': return namePerson(db, user, enquiry, value)
    case 'begin': return begin(db, user, enquiry)
    case 'procedure':
      if (enquiry.procedureId === procedure!.id) throw new Invalid({ '': `Đã ghi thủ tục “${procedure!.name}” rồi.` })
      return attachProcedure(db, user, enquiry, { procedureId: procedure!.id, revision: enquiry.revision })
    case 'close': return close(db, user, enquiry, { reason: note }, config)
  }
}

/** What becomes of a question, in words. */
async function inWords(db: Read, { kind, value, procedure }: Sound): Promise<(enquiry: Enquiry) => string> {
  const units = await unitNames(db)
  const people = kind === 'person' ? await namesOfPeople(db, [value]) : new Map<string, string>()
  const to: Record<ChangeKind, (enquiry: Enquiry) => string> = {
    unit: ({ unitId }) => `${unitId ? `${units.get(unitId) ?? 'Đơn vị cũ'} → ` : 'Giao '}${units.get(value) ?? ''}`, person: () => `Giao ${people.get(value) ?? ''}`,
    begin: () => 'Bạn nhận trả lời', procedure: () => `Thủ tục: ${procedure?.name ?? ''}`, close: ({ answeredAt }) => (answeredAt ? 'Đóng' : 'Đóng, không trả lời'),
  }
  return to[kind]
}

async function changeAll(db: Write, user: User, ids: readonly string[], change: Sound, config: Config): Promise<Outcome[]> {
  if (!ids.length) throw new Invalid({ '': 'Chưa chọn câu hỏi nào.' })
  if (ids.length > mostChanged) throw new Invalid({ '': `Mỗi lần đổi nhiều nhất ${mostChanged} câu hỏi. Hãy lọc bớt.` })
  const said = await inWords(db, change)
  const found = new Map((may(user, 'see enquiries') ? await db.select().from(enquiries).where(inArray(enquiries.id, [...ids])) : []).map(one => [one.id, one]))
  const outcomes: Outcome[] = []
  for (const id of new Set(ids)) {
    const enquiry = found.get(id)
    if (!enquiry) continue
    const outcome = { id, title: `${numberOf(enquiry)}: ${enquiry.question.replace(/\s+/g, ' ').slice(0, 160)}` }
    try {
      await changeOne(db, user, enquiry, change, config)
      outcomes.push({ ...outcome, said: said(enquiry), refused: false })
    } catch (error) { outcomes.push({ ...outcome, said: refusalIn(error), refused: true }) }
  }
  return outcomes
}

/** Tries the change on all of them and keeps nothing: what it says is what the change itself would do now. */
export async function tryChange(store: Store, user: User, ids: readonly string[], change: Change, config: Config): Promise<Outcome[]> {
  const checked = await sound(store.read, user, change)
  return tried(store, db => changeAll(db, user, ids, checked, config))
}

/** Does it. Throws Invalid where nothing could be done. */
export async function runChange(store: Store, user: User, ids: readonly string[], change: Change, config: Config): Promise<Outcome[]> {
  const checked = await sound(store.read, user, change)
  return store.write(async db => {
    const outcomes = await changeAll(db, user, ids, checked, config)
    if (outcomes.every(({ refused }) => refused)) throw new Invalid({ '': 'Không có câu hỏi nào đổi được, nên chưa ghi gì.' })
    return outcomes
  })
}
