// What is done about places that quote what has changed: still right, told to those who were told otherwise, recalled, given to units as tasks.
import type { User } from '../accounts/accounts.ts'
import { today, written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import type { EventAction } from '../events/sentences.ts'
import { confirmFaq } from '../faqs/approving.ts'
import { findFaq } from '../faqs/faqs.ts'
import { actor, may, type Action } from '../policy.ts'
import { confirmPiece, mayRecall, recallPiece } from '../propaganda/approving.ts'
import { findPiece } from '../propaganda/pieces.ts'
import { confirmTemplate, findTemplate } from '../replies/templates.ts'
import type { Write } from '../store/store.ts'
import { giveTask, type AssigningRules } from '../tasks/assigning.ts'
import { mayAssign } from '../tasks/seeing.ts'
import type { Citing } from './citing.ts'
import type { PlaceKind } from './places.ts'
import { kindNames } from './words.ts'

/** Whose word it is that a place is still right. */
const rights: Record<PlaceKind, Action> = {
  faq: 'write knowledge', template: 'write knowledge', piece: 'approve propaganda', test: 'write knowledge', enquiry: 'answer enquiries',
  given: 'answer enquiries', slip: 'write knowledge', answer: 'write knowledge',
}

type Owned = Pick<Citing, 'kind' | 'ownerUnitId' | 'personId'>

export const mayConfirm = (user: User, { kind, ownerUnitId }: Owned): boolean => may(user, rights[kind], { unitId: ownerUnitId })

/** Slips and answers to citizens are told anew by whoever meets citizens; an answer of the assistant by its asker, or whoever keeps its source. */
export const mayTell = (user: User, one: Owned): boolean => may(user, 'enter enquiries')
  && (one.kind === 'given' || one.kind === 'slip' || (one.kind === 'answer' && (one.personId === user.id || mayConfirm(user, one))))

export const mayRecallPiece = (user: User, { kind, ownerUnitId }: Owned): boolean =>
  kind === 'piece' && ownerUnitId !== null && may(user, 'write propaganda') && mayRecall(user, { unitId: ownerUnitId })

function ticked(chosen: readonly Citing[]): void {
  if (!chosen.length) throw new Invalid({ '': 'Hãy đánh dấu ít nhất một dòng.' })
}

/** Records what was made of places, in the history of what they quote. */
async function tell(db: Write, by: Actor, action: EventAction, places: readonly Citing[], more: Record<string, unknown> = {}): Promise<void> {
  for (const own of Map.groupBy(places, ({ change }) => `${change.subject.kind} ${change.subject.id}`).values()) {
    const { kind, id } = own[0]!.change.subject
    await record(db, by, action, kind, id, { items: own.map(({ key }) => key), ...more })
  }
}

/** What confirming does to the place itself, so that its own warning goes too. Its own rules say whether it may be. */
async function confirmItself(db: Write, user: User, kind: PlaceKind, id: string, nextReview: string): Promise<void> {
  if (kind === 'template') await confirmTemplate(db, user, await findTemplate(db, id))
  if (kind === 'piece') await confirmPiece(db, user, await findPiece(db, user, id))
  if (kind !== 'faq') return
  const faq = await findFaq(db, user, id)
  if (faq.publishedNumber !== null) await confirmFaq(db, user, faq, faq.reviewOn && faq.reviewOn > today() ? faq.reviewOn : nextReview)
}

/**
 * Says that these places are still right. Throws NotAllowed when one of them belongs to others.
 * @param nextReview when a FAQ whose review is due is to be looked through next
 */
export async function confirmCitings(db: Write, user: User, chosen: readonly Citing[], nextReview: string): Promise<void> {
  ticked(chosen)
  if (!chosen.every(one => mayConfirm(user, one))) {
    throw new NotAllowed('Chỉ đơn vị giữ và đầu mối của trợ lý xác nhận được. Hãy bỏ đánh dấu dòng của đơn vị khác.')
  }
  for (const [, own] of Map.groupBy(chosen, ({ kind, id }) => `${kind} ${id}`)) {
    const { kind, id, title } = own[0]!
    try { await confirmItself(db, user, kind, id, nextReview) } catch (error) {
      if (error instanceof Invalid) throw new Invalid({ '': `“${title.slice(0, 120)}”: ${Object.values(error.errors).join(' ')}` })
      throw error
    }
  }
  for (const [right, own] of Map.groupBy(chosen, ({ kind }) => rights[kind])) {
    await tell(db, actor(user, right, { unitId: own[0]!.ownerUnitId }), 'citations confirmed', own)
  }
}

/** Says that those who were told the older version have been told the new one. */
export async function tellAnew(db: Write, user: User, chosen: readonly Citing[]): Promise<void> {
  ticked(chosen)
  if (!chosen.every(one => mayTell(user, one))) {
    const only = 'Chỉ câu đã trả lời công dân, phiếu hướng dẫn và câu bạn đã hỏi trợ lý mới ghi được là đã báo lại.'
    throw new Invalid({ '': `${only} Hãy bỏ đánh dấu dòng khác.` })
  }
  await tell(db, actor(user, 'enter enquiries'), 'citations told', chosen)
}

/** Recalls pieces of propaganda. Returns how many. */
export async function recallPieces(db: Write, user: User, chosen: readonly Citing[], reason: string): Promise<number> {
  ticked(chosen)
  if (chosen.some(({ kind }) => kind !== 'piece')) throw new Invalid({ '': 'Chỉ bài tuyên truyền mới thu hồi được. Hãy bỏ đánh dấu dòng khác.' })
  const ids = new Set(chosen.map(({ id }) => id))
  for (const id of ids) await recallPiece(db, user, await findPiece(db, user, id), { reason })
  return ids.size
}

/**
 * One task for each owner unit, in the person's own name. Returns how many. Throws Invalid for places that no unit keeps,
 * NotAllowed for units to which the person gives no tasks.
 */
export async function giveReviews(db: Write, user: User, chosen: readonly Citing[], due: string, rules: AssigningRules): Promise<number> {
  ticked(chosen)
  if (chosen.some(({ ownerUnitId }) => ownerUnitId === null)) {
    throw new Invalid({ '': 'Có thủ tục chưa giao đơn vị giữ nên chưa giao việc được. Hãy giao thủ tục cho một đơn vị trước.' })
  }
  const byUnit = Map.groupBy(chosen, ({ ownerUnitId }) => ownerUnitId!)
  for (const unitId of byUnit.keys()) {
    if (!mayAssign(user, { unitId, domain: null })) throw new NotAllowed('Bạn chỉ giao việc rà soát cho đơn vị mình phụ trách.')
  }
  for (const [unitId, own] of byUnit) {
    const by = actor(user, 'assign tasks', { unitId })
    const names = [...new Set(own.map(({ change }) => change.name))]
    const task = await giveTask(db, by, {
      title: `Rà soát ${own.length} chỗ trích ${names.length === 1 ? `“${names[0]!.slice(0, 160)}”` : `${names.length} nguồn`} đã thay đổi`,
      product: 'Từng chỗ trích đã sửa theo bản mới, đã thu hồi hoặc đã xác nhận vẫn đúng', unitId, assignerId: user.id,
      deadline: { kind: 'date', value: due, original: written(due) },
      origin: {
        kind: 'oral', number: null, date: null, issuer: null, title: 'Nguồn thay đổi, chỗ trích chưa rà', clause: null, quote: null,
        saidBy: user.name,
      },
      note: own.slice(0, 40).map(({ kind, title }) => `${kindNames[kind]}: ${title.slice(0, 150)}`).join('\n'),
    }, rules)
    await tell(db, by, 'citations given to review', own, { task })
  }
  return byUnit.size
}
