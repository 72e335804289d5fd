// What is done about places that quote what has changed: looked at and still right, or given to their units as tasks.
import type { User } from '../accounts/accounts.ts'
import { written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { actor, may } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { giveTask, type AssigningRules } from '../tasks/assigning.ts'
import { mayAssign } from '../tasks/seeing.ts'
import type { Citing } from './citing.ts'

export const mayConfirm = (user: User, { ownerUnitId }: Pick<Citing, 'ownerUnitId'>): boolean => may(user, 'write knowledge', { unitId: ownerUnitId })

/** Says that these places are still right. Throws NotAllowed when one of them belongs to others. */
export async function confirmCitings(db: Write, user: User, chosen: readonly Citing[]): Promise<void> {
  if (!chosen.length) throw new Invalid({ '': 'Hãy đánh dấu ít nhất một dòng.' })
  if (!chosen.every(one => mayConfirm(user, one))) throw new NotAllowed('Chỉ đơn vị giữ và đầu mối của trợ lý xác nhận được. Hãy bỏ đánh dấu dòng của đơn vị khác.')
  for (const [procedure, own] of Map.groupBy(chosen, one => one.procedure.id)) {
    await record(db, actor(user, 'write knowledge', { unitId: own[0]!.ownerUnitId }), 'citations confirmed', 'procedure', procedure, { items: own.map(({ key }) => key) })
  }
}

const kindWords: Record<Citing['kind'], string> = { faq: 'Câu hỏi thường gặp', test: 'Câu kiểm chứng', answer: 'Câu đã trả lời' }

/**
 * One task for each owner unit, in the person's own name. Returns how many. Throws Invalid for places that no unit keeps,
 * NotAllowed for units to which the person gives no tasks.
 */
export async function giveReviews(db: Write, user: User, chosen: readonly Citing[], due: string, rules: AssigningRules): Promise<number> {
  if (!chosen.length) throw new Invalid({ '': 'Hãy đánh dấu ít nhất một dòng.' })
  if (chosen.some(({ ownerUnitId }) => ownerUnitId === null)) throw new Invalid({ '': 'Có thủ tục chưa giao đơn vị giữ nên chưa giao việc được. Hãy giao thủ tục cho một đơn vị trước.' })
  const byUnit = Map.groupBy(chosen, ({ ownerUnitId }) => ownerUnitId!)
  for (const unitId of byUnit.keys()) if (!mayAssign(user, { unitId, domain: null })) throw new NotAllowed('Bạn chỉ giao việc rà soát cho đơn vị mình phụ trách.')
  for (const [unitId, own] of byUnit) {
    const by = actor(user, 'assign tasks', { unitId })
    const names = [...new Set(own.map(({ procedure }) => procedure.name))]
    const task = await giveTask(db, by, {
      title: `Rà soát ${own.length} chỗ trích ${names.length === 1 ? `thủ tục “${names[0]!.slice(0, 160)}”` : `${names.length} thủ tục`} đã thay đổi`,
      product: 'Từng chỗ trích đã sửa theo bản mới hoặc đã xác nhận vẫn đúng', unitId, assignerId: user.id, deadline: { kind: 'date', value: due,
        original: written(due) },
      origin: { kind: 'oral', number: null, date: null, issuer: null, title: 'Thủ tục thay đổi, chỗ trích chưa rà', clause: null, quote: null, saidBy: user.name },
      note: own.slice(0, 40).map(({ kind, title }) => `${kindWords[kind]}: ${title.slice(0, 150)}`).join('\n'),
    }, rules)
    await tellGiven(db, by, own, task)
  }
  return byUnit.size
}

async function tellGiven(db: Write, by: Actor, own: readonly Citing[], task: string): Promise<void> {
  for (const [procedure, some] of Map.groupBy(own, one => one.procedure.id)) {
    await record(db, by, 'citations given to review', 'procedure', procedure, { items: some.map(({ key }) => key), task })
  }
}
