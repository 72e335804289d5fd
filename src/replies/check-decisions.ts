// Answers to citizens as decisions: what waits for the head of the unit that answers is sent, or goes back to its writer, in place.
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { momentInWords } from '../calendar/explaining.ts'
import type { Choice, Decision, Kind } from '../desk/decisions.ts'
import { inOrder, namesFor, shortened, waited, wordsField } from '../desk/task-words.ts'
import { enquiries, enquiryAnswers, type EnquiryAnswer } from '../enquiries/tables.ts'
import { numberOf } from '../enquiries/words.ts'
import { Invalid, NotFound } from '../errors.ts'
import { marksIn } from '../masking/masking.ts'
import { unitsHeld } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { checkAnswer, mayCheck, returnAnswer, staleOf, writersByEnquiry } from './answering.ts'

const answersWhere = (db: Read, condition: SQL | undefined) =>
  db.select({ answer: enquiryAnswers, enquiry: enquiries }).from(enquiryAnswers).innerJoin(enquiries, eq(enquiries.id, enquiryAnswers.enquiryId)).where(condition)

/** Of the person's own units, and not of their own words: leaders of the office may check every answer, but theirs is not the turn. */
async function waitingFor(db: Read, user: User): Promise<{ id: string; since: Date }[]> {
  const units = unitsHeld(user, 'check answers')
  if (!units.length) return []
  const rows = await db.select({ id: enquiryAnswers.id, since: enquiryAnswers.writtenAt, enquiryId: enquiries.id, unitId: enquiries.unitId }).from(enquiryAnswers)
    .innerJoin(enquiries, eq(enquiries.id, enquiryAnswers.enquiryId))
    .where(and(eq(enquiries.state, 'checking'), isNull(enquiryAnswers.checkedAt), inArray(enquiries.unitId, units)))
    .orderBy(asc(enquiryAnswers.writtenAt), asc(enquiryAnswers.id))
  const writers = await writersByEnquiry(db, rows.map(({ enquiryId }) => enquiryId))
  return rows.filter(row => mayCheck(user, row, writers.get(row.enquiryId)!)).map(({ id, since }) => ({ id, since }))
}

const sending: Choice = { value: 'sent', label: 'Cho gửi', icon: 'send', key: 'd', ask: null, fields: [], send: 'Cho gửi' }
const returning: Choice = { value: 'returned', label: 'Trả lại', icon: 'arrow-back-up', key: 't', ask: null, fields: [wordsField('Điều cần sửa')], send: 'Trả lại' }

async function decisionOf(db: Read, answer: EnquiryAnswer): Promise<Pick<Decision, 'caution' | 'choices'>> {
  const stale = await staleOf(db, answer.citations)
  const hidden = marksIn(answer.text)
  const kept = hidden.length ? [`Câu trả lời còn chỗ đã che: ${hidden.join(', ')}.`] : []
  // What has changed since is looked at on the page of the answer, beside its sources.
  return { caution: [...stale, ...kept].join(' ') || null, choices: stale.length ? [returning] : [sending, returning] }
}

export const answersToCheck: Kind = {
  name: 'answer', title: 'Câu trả lời công dân chờ kiểm', noun: 'câu trả lời', icon: 'message-2-question',
  async waiting(db, user, limit) { return (await waitingFor(db, user)).slice(0, limit) },
  async decisions(db, user, ids) {
    if (!ids.length) return []
    const rows = await answersWhere(db, inArray(enquiryAnswers.id, [...ids]))
    const names = await namesFor(db, [], rows.map(({ answer }) => answer.writtenById))
    const writers = await writersByEnquiry(db, rows.map(({ enquiry }) => enquiry.id))
    const calendar = await loadCalendar(db)
    const decisions: Decision[] = []
    for (const { answer, enquiry } of rows) {
      if (!mayCheck(user, enquiry, writers.get(enquiry.id)!)) continue
      decisions.push({
        kind: 'answer', id: answer.id, title: `${numberOf(enquiry)}: ${shortened(enquiry.question, 160)}`, href: `/enquiries/${enquiry.id}/answers/${answer.number}`,
        what: `Bản trả lời ${answer.number}, hạn ${momentInWords(enquiry.dueAt)}`, facts: [names.person(answer.writtenById), `${answer.citations.length} nguồn dẫn`],
        words: shortened(answer.text), ...waited(calendar, answer.writtenAt), plain: null, ...await decisionOf(db, answer),
      })
    }
    return inOrder(ids, decisions)
  },
  async decide(db, user, id, values) {
    const [found] = await answersWhere(db, eq(enquiryAnswers.id, id))
    if (!found) throw new NotFound('Không có câu trả lời này.')
    const { answer: { number }, enquiry } = found
    if (values.decision === 'sent') {
      await checkAnswer(db, user, enquiry, { number, seen: false })
      return 'Đã cho gửi; người ghi câu hỏi được báo để trả lời công dân.'
    }
    if (values.decision !== 'returned') throw new Invalid({ note: 'Hãy chọn một trong các nút.' })
    if (!values.note?.trim()) throw new Invalid({ note: 'Ghi điều cần sửa.' })
    await returnAnswer(db, user, enquiry, { number, reason: values.note })
    return 'Đã trả lại; người viết thấy điều cần sửa ngay.'
  },
}
