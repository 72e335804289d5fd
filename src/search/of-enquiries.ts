// Citizens' questions in the search: by what was asked, masked as it is kept, and by their number; never by who asked.
import { asc, gt, inArray } from 'drizzle-orm'
import { dayOf, written } from '../clock.ts'
import { enquiries } from '../enquiries/tables.ts'
import { channelNames, numberOf, stateStatus } from '../enquiries/words.ts'
import { pairsOf } from '../enquiries/pairs.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import { subjectIds, type Subject } from './subjects.ts'

export const enquirySubject: Subject = {
  kind: 'enquiry', label: 'Công dân hỏi', icon: 'headset',
  changedBy: async (_, events) => subjectIds(events, 'enquiry'),
  async idsAfter(db, id, limit) {
    return (await db.select({ id: enquiries.id }).from(enquiries).where(gt(enquiries.id, id)).orderBy(asc(enquiries.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select({ id: enquiries.id, year: enquiries.year, number: enquiries.number, question: enquiries.question }).from(enquiries).where(inArray(enquiries.id, [...ids]))
    return new Map(rows.map(({ id, question, ...row }) => [id, { title: `${numberOf(row)} ${question}`, body: [], seenBy: [], also: pairsOf(question) }]))
  },
  reachOf: user => (may(user, 'see enquiries') ? [] : null),
  async hitsOf(db, user, ids) {
    if (!may(user, 'see enquiries')) return []
    const rows = await db.select().from(enquiries).where(inArray(enquiries.id, [...ids]))
    const units = await unitNames(db)
    return rows.map(row => ({
      id: row.id, title: `${numberOf(row)}: ${row.question.replace(/\s+/g, ' ').slice(0, 300)}`, href: `/enquiries/${row.id}`, status: stateStatus(row.state), past: false,
      details: [units.get(row.unitId ?? '') ?? null, `nhận ${written(dayOf(row.receivedAt))}`, channelNames[row.channel].toLocaleLowerCase('vi')],
    }))
  },
}
