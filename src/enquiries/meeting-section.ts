// The section of a meeting's package about citizens' questions: asked most, refused most, and late. No words of citizens: a package is kept for years.
import { asc } from 'drizzle-orm'
import { column } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { now, startOf, today, written } from '../clock.ts'
import { readConfig } from '../config.ts'
import { queue } from '../learning/queue.ts'
import type { Section, Sight } from '../meetings/sections.ts'
import { may } from '../policy.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import { clockOf, lateWhere } from './clock.ts'
import { enquiryFigures, figureRules } from './figures.ts'
import { enquiries } from './tables.ts'
import { numberOf } from './words.ts'

export interface MeetingEnquiries {
  from: string
  to: string
  counts: { label: string; value: string; href: string | null; late: boolean }[]
  asked: { name: string; count: number; href: string }[]
  /** By the procedure that was nearest: refused by the assistant, and closed without an answer. */
  refused: { name: string; refused: number; unanswered: number; href: string }[]
  late: { number: string; href: string; about: string; unit: string; distance: string }[]
  moreLate: number
  rule: string
}

const [mostRows, onSlide] = [6, 4]

async function load(db: Read, { user, since: from }: Sight): Promise<MeetingEnquiries | null> {
  if (!may(user, 'see enquiries')) return null
  const to = today()
  const rules = readConfig()
  const { all, procedures } = await enquiryFigures(db, from, to, rules)
  const names = await procedureNames(db)
  const nameOf = (id: string | null) => (id ? names.get(id) ?? 'Thủ tục không còn trong danh mục' : 'Chưa rõ thủ tục')
  const span = new URLSearchParams({ from, to }).toString()
  const figure = (label: string, value: string, href: string | null = null, late = false) => ({ label, value, href, late })
  const { rows: late, more } = await lateRows(db, nameOf, rules)
  return {
    from, to, rule: `${figureRules.onTime} ${figureRules.openLate}`,
    counts: [
      figure('Tiếp nhận', `${all.received}`, `/enquiries/figures?${span}`), figure('Đã trả lời', `${all.answered}`, `/enquiries/figures?${span}`), figure('Đúng hạn', `${all.onTime}/${all.answered}`),
      figure('Mở lại', `${all.reopened}`), figure('Trễ hạn', `${all.openLate}`, '/enquiries/late', all.openLate > 0),
    ],
    asked: procedures.filter(({ received, key }) => received && key).slice(0, mostRows).map(({ key, received }) => ({ name: nameOf(key), count: received, href: `/enquiries?procedure=${key}` })),
    refused: await refusedMost(db, from, new Map(procedures.map(({ key, unanswered }) => [key, unanswered])), nameOf), late, moreLate: more,
  }
}

async function refusedMost(db: Read, from: string, unanswered: ReadonlyMap<string | null, number>, nameOf: (id: string | null) => string): Promise<MeetingEnquiries['refused']> {
  const refused = new Map<string | null, number>()
  for (const { asked } of await queue(db)) {
    for (const one of asked) {
      if (one.outcome !== 'refused' || one.at < startOf(from)) continue
      const nearest = one.candidates[0]?.id ?? null
      refused.set(nearest, (refused.get(nearest) ?? 0) + 1)
    }
  }
  return [...new Set([...refused.keys(), ...unanswered.keys()])].map(id => ({
    name: id ? nameOf(id) : 'Không gần thủ tục nào', refused: refused.get(id) ?? 0, unanswered: unanswered.get(id) ?? 0, href: id ? `/procedures/${id}` : '/assistant/queue',
  })).filter(one => one.refused + one.unanswered > 0).toSorted((a, b) => b.refused + b.unanswered - a.refused - a.unanswered || (a.name < b.name ? -1 : 1)).slice(0, mostRows)
}

async function lateRows(db: Read, nameOf: (id: string | null) => string, rules: ReturnType<typeof readConfig>) {
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
