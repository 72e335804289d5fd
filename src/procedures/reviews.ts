// Records that are to be looked through again: which, and that many of them were found right at once.
import type { User } from '../accounts/accounts.ts'
import { addDays, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { catalogue, type Row } from './catalogue.ts'
import { confirmReview } from './procedures.ts'
import { inForce } from './statistics.ts'

/** Days before a review is due, of a procedure or of a frequently asked question, from which it is shown and told. */
export const reviewAhead = 14

export type Due = Row & { reviewOn: string }

/** Records in force that are due within so many days or late, the latest first. */
export async function dueForReview(db: Read, ahead = reviewAhead): Promise<Due[]> {
  const last = addDays(today(), ahead)
  return inForce(await catalogue(db)).filter((row): row is Due => row.reviewOn !== null && row.reviewOn <= last)
    .toSorted((a, b) => (a.reviewOn < b.reviewOn ? -1 : a.reviewOn > b.reviewOn ? 1 : 0))
}

const thingOf = ({ ownerUnitId, field }: Row) => ({ unitId: ownerUnitId, field })
export const maySeeReview = (user: User, row: Row): boolean => may(user, 'see drafts', thingOf(row))
export const mayConfirmReview = (user: User, row: Row): boolean => may(user, 'edit procedures', thingOf(row))

/** Says of each that it was looked through today and is right. Throws NotAllowed when one of them is kept by others. */
export async function confirmReviews(db: Write, user: User, chosen: readonly Due[], reviewOn: string): Promise<void> {
  if (!chosen.length) throw new Invalid({ '': 'Hãy đánh dấu ít nhất một thủ tục.' })
  if (!chosen.every(row => mayConfirmReview(user, row))) throw new NotAllowed('Chỉ đơn vị giữ và đầu mối kiểm soát thủ tục hành chính xác nhận được. Hãy bỏ đánh dấu thủ tục của đơn vị khác.')
  for (const row of chosen) await confirmReview(db, actor(user, 'edit procedures', thingOf(row)), row.id, reviewOn)
}
