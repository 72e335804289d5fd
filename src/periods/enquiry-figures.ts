// Figures of citizens' questions in a period: received, answered in time, owed at its end, opened again, and how long an answer took.
import { and, asc, gte, isNull, lt, or, type SQL } from 'drizzle-orm'
import { dayOf, written } from '../clock.ts'
import { answersIn, receivedIn, reopenings, spanOfDays, unansweredIn } from '../enquiries/counting.ts'
import { figureRules } from '../enquiries/figures.ts'
import { enquiries } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import type { Span } from '../figures/filter.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import type { Listing } from './figures.ts'
import { item } from './items.ts'
import type { Item } from './tables.ts'

const slim = {
  id: enquiries.id, year: enquiries.year, number: enquiries.number, unitId: enquiries.unitId, procedureId: enquiries.procedureId, field: enquiries.field,
  receivedAt: enquiries.receivedAt, dueAt: enquiries.dueAt,
}
type Slim = { id: string; year: number; number: number; unitId: string | null; procedureId: string | null; field: string | null; receivedAt?: Date; answeredAt?: Date | null }

export async function enquiryListings(db: Read, { from, to }: Span): Promise<Listing[]> {
  const span = spanOfDays(from, to)
  const those = (condition: SQL | undefined) => db.select(slim).from(enquiries).where(condition).orderBy(asc(enquiries.year), asc(enquiries.number))
  const names = await procedureNames(db)
  const noteOf = ({ receivedAt, answeredAt }: Slim) => [
    receivedAt && `nhận ${written(dayOf(receivedAt))}`, answeredAt && `trả lời ${written(dayOf(answeredAt))}`,
  ].filter(Boolean).join(', ')
  const itemOf = (row: Slim, more: Partial<Item> = {}) => item('enquiry', row.id, [numberOf(row), names.get(row.procedureId ?? '')].filter(Boolean).join(', '),
    { note: noteOf(row), unitId: row.unitId, group: row.field, ...more })
  const figure = (key: string, label: string, rule: string, items: Item[], way: Listing['way'] = 'count', measure = way === 'share' ? '%' : 'câu hỏi'): Listing =>
    ({ key: `enquiries.${key}`, section: 'enquiries', label, measure, rule, way, items })
  const answered = await answersIn(db, span)
  const received = await those(receivedIn(span))
  const unanswered = await those(unansweredIn(span))
  const again = await reopenings(db, span)
  const notBefore = (column: typeof enquiries.answeredAt | typeof enquiries.closedAt) => or(isNull(column), gte(column, span.until))
  const owed = await those(and(lt(enquiries.receivedAt, span.until), notBefore(enquiries.answeredAt), notBefore(enquiries.closedAt)))
  return [
    figure('received', 'Câu hỏi của công dân tiếp nhận', figureRules.received, received.map(row => itemOf(row))),
    figure('answered', 'Câu hỏi đã trả lời', figureRules.answered, answered.map(row => itemOf(row))),
    figure('onTime', 'Trả lời đúng hạn', figureRules.onTime, answered.map(row => itemOf(row, { counts: row.onTime === true })), 'share'),
    figure(
      'hours', 'Thời gian trả lời (số ở giữa)', figureRules.medianHours,
      answered.flatMap(row => (row.hours === null ? [] : [itemOf(row, { amount: row.hours })])), 'median', 'giờ làm việc'
    ),
    figure('open', 'Chưa trả lời khi hết kỳ', 'Đã tiếp nhận, chưa trả lời và chưa đóng khi hết kỳ, dù tiếp nhận khi nào.', owed.map(row => itemOf(row))),
    figure('openLate', 'Trong đó quá hạn', 'Chưa trả lời khi hết kỳ mà hạn đã qua.', owed.filter(({ dueAt }) => dueAt < span.until).map(row => itemOf(row))),
    figure('unanswered', 'Đóng mà không trả lời', figureRules.unanswered, unanswered.map(row => itemOf(row))),
    figure('reopened', 'Lần công dân hỏi lại', figureRules.reopened, again.map(row => itemOf(row)), 'count', 'lần'),
  ]
}
