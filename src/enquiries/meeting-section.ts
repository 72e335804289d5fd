// The section of a meeting's package about citizens' questions: asked most, refused most, and late. No words of citizens: a package is kept for years.
import { asc } from 'drizzle-orm'
import { column } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now, today, written } from '../clock.ts'
import { demandOf, enquiriesLike, type Demand } from '../demand/figures.ts'
import type { Section, Sight } from '../meetings/sections.ts'
import { may } from '../policy.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import { clockOf, lateWhere, type ClockRules } from './clock.ts'
import { spanOfDays } from './counting.ts'
import { enquiryFigures, figureRules } from './figures.ts'
import { happenedHref, listHref } from './filter.ts'
import { enquiries } from './tables.ts'
import { numberOf } from './words.ts'

export interface MeetingEnquiries {
  from: string
  to: string
  counts: { label: string; value: string; href: string | null; late: boolean }[]
  asked: { name: string; count: number; href: string }[]
  /** By procedure or field: refused by the assistant, and closed without an answer. */
  refused: { name: string; refused: number; unanswered: number; href: string }[]
  late: { number: string; href: string; about: string; unit: string; distance: string }[]
  moreLate: number
  rule: string
}

const [mostRows, onSlide] = [6, 4]

async function load(db: Read, { user, since: from, rules }: Sight): Promise<MeetingEnquiries | null> {
  if (!may(user, 'see enquiries')) return null
  const to = today()
  const { all } = await enquiryFigures(db, from, to, rules)
  const demand = await demandOf(db, spanOfDays(from, to))
  const names = await procedureNames(db)
  const nameOf = (id: string | null) => (id ? names.get(id) ?? 'Thủ tục không còn trong danh mục' : 'Chưa rõ thủ tục')
  const figure = (label: string, value: string, href: string | null = null, late = false) => ({ label, value, href, late })
  const { rows: late, more } = await lateRows(db, nameOf, rules)
  return {
    from, to, rule: `${figureRules.onTime} ${figureRules.openLate}`,
    counts: [
      figure('Tiếp nhận', `${all.received}`, happenedHref('received', from, to)), figure('Đã trả lời', `${all.answered}`, happenedHref('answered', from, to)),
      figure('Đúng hạn', `${all.onTime}/${all.answered}`, happenedHref('onTime', from, to)), figure('Mở lại', `${all.reopened}`, happenedHref('reopened', from, to)),
      figure('Trễ hạn', `${all.openLate}`, listHref({ late: 'late' }), all.openLate > 0),
    ],
    asked: most(demand, ({ entered, procedureId }) => (procedureId ? entered : 0))
      .map(one => ({ name: nameOf(one.procedureId), count: one.entered, href: happenedHref('received', from, to, enquiriesLike(one)) })),
    refused: most(demand, ({ refused }) => refused).map(one => ({
      name: one.procedureId ? nameOf(one.procedureId) : one.field ? `Lĩnh vực ${one.field}, không nêu thủ tục` : 'Không gần thủ tục nào',
      refused: one.refused - one.unanswered, unanswered: one.unanswered,
      href: one.enteredRefused ? happenedHref('refused', from, to, enquiriesLike(one)) : one.procedureId ? `/procedures/${one.procedureId}` : '/assistant/queue',
    })),
    late, moreLate: more,
  }
}

type Line = Demand extends Map<string, infer One> ? One : never

/** The lines with most of something. */
function most(demand: Demand, of: (line: Line) => number): Line[] {
  return [...demand.entries()].filter(([, line]) => of(line) > 0).toSorted(([a, one], [b, other]) => of(other) - of(one) || (a < b ? -1 : 1)).slice(0, mostRows).map(([, line]) => line)
}

async function lateRows(db: Read, nameOf: (id: string | null) => string, rules: ClockRules) {
  const calendar = await loadCalendar(db)
  const namesOfUnits = await unitNames(db)
  const count = await db.$count(enquiries, lateWhere(now()))
  const found = await db.select().from(enquiries).where(lateWhere(now())).orderBy(asc(enquiries.dueAt)).limit(mostRows)
  return {
    more: Math.max(0, count - found.length),
    rows: found.map(one => ({
      number: numberOf(one), href: `/enquiries/${one.id}`, about: nameOf(one.procedureId), unit: one.unitId ? namesOfUnits.get(one.unitId) ?? 'Đơn vị không còn' : 'Chưa giao đơn vị',
      distance: clockOf(calendar, one, rules)!.distance,
    })),
  }
}

export const citizensAsk: Section<'enquiries/_meeting', MeetingEnquiries> = {
  key: 'enquiries', title: 'Công dân hỏi', template: 'enquiries/_meeting', load,
  summary: ({ counts }) => counts.map(({ label, value }) => `${label.toLowerCase()} ${value}`).join(', '),
  headline: ({ late, moreLate }) => (late.length ? `${late.length + moreLate} câu hỏi của công dân đang trễ hạn trả lời.` : null),
  shortened: data => ({
    ...data, asked: data.asked.slice(0, onSlide), refused: data.refused.slice(0, onSlide), late: data.late.slice(0, onSlide), moreLate: data.moreLate + Math.max(0, data.late.length - onSlide),
  }),
  sheets: ({ from, to, counts, asked, refused, late }) => [{
    name: 'Công dân hỏi', columns: [column('Nhóm', 24), column('Nội dung', 80), column('Số', 16), column('Ghi chú', 50)],
    rows: [
      ...counts.map(({ label, value }) => ['Chung', `${label}, ${written(from)}–${written(to)}`, value, '']),
      ...asked.map(({ name, count }) => ['Hỏi nhiều', name, `${count}`, '']),
      ...refused.map(one => ['Từ chối nhiều', one.name, `${one.refused + one.unanswered}`, `trợ lý từ chối ${one.refused}, đóng không trả lời ${one.unanswered}`]),
      ...late.map(({ number, about, unit, distance }) => ['Trễ hạn', `${number}: ${about}`, '', `${unit}, ${distance}`]),
    ],
  }],
}
