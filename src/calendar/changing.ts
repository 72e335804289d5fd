// What the office changes in its calendar: days off, days made up for, next year's days, the week from a date on.
import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { z } from 'zod'
import { addDays, isDay, written } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { line } from '../text.ts'
import { rangeInWords } from './explaining.ts'
import { loadCalendar } from './calendar.ts'
import { proposalsFor } from './proposals.ts'
import { calendarDays, calendarPatterns, dayKinds, shifts, type Shift } from './tables.ts'
import { minutesOf } from './working-calendar.ts'
import { isWorkingDay } from './working-days.ts'

const inReach = (day: string) => day >= '2000-01-01' && day <= '2099-12-31'
const day = z.string('Hãy chọn một ngày có thật.').trim().refine(isDay, 'Hãy chọn một ngày có thật.').refine(inReach, 'Hãy chọn ngày từ năm 2000 đến năm 2099.')
const document = z.string().default('').transform(line).pipe(z.string().min(3, 'Hãy ghi văn bản quyết định: số, ngày, cơ quan.').max(300, 'Hãy viết gọn trong 300 ký tự.'))
const time = z.string('Hãy ghi giờ như 07:30.').trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Hãy ghi giờ như 07:30.')

/** More days in one row are a slip of the hand. */
const longest = 31

export const dayForm = z.object({
  kind: z.enum(dayKinds, 'Hãy chọn nghỉ hay làm bù.'),
  from: day,
  to: z.string().trim().refine(text => text === '' || isDay(text), 'Hãy chọn một ngày có thật.').default(''),
  name: z.string().default('').transform(line).pipe(z.string().min(2, 'Hãy ghi tên ngày nghỉ hoặc lý do làm bù.').max(100, 'Hãy viết gọn trong 100 ký tự.')),
  decision: document,
})

/** Adds a row. Throws Invalid where it meets another one, or makes up on a day that is worked anyway. Returns its first day. */
export async function addDay(db: Write, actor: Actor, input: z.infer<typeof dayForm>): Promise<string> {
  const { kind, from, name, decision } = input
  const to = input.to || from
  if (to < from) throw new Invalid({ to: 'Ngày cuối ở trước ngày đầu.' })
  if (to > addDays(from, longest - 1)) throw new Invalid({ to: `Mỗi lần chỉ nhập được ${longest} ngày. Hãy xem lại ngày cuối.` })
  if (kind === 'makeUp' && to !== from) throw new Invalid({ to: 'Ngày làm bù nhập từng ngày một; hãy để trống ô này.' })
  await refuseOverlap(db, from, to)
  if (kind === 'makeUp' && isWorkingDay(await loadCalendar(db), from)) throw new Invalid({ from: `${written(from)} vốn là ngày làm việc, không cần làm bù.` })
  const id = newId()
  await db.insert(calendarDays).values({ id, kind, from, to, name, decision })
  await record(db, actor, 'calendar changed', 'calendar', id, { change: 'day added', kind, from, to, name, decision })
  return from
}

async function refuseOverlap(db: Write, from: string, to: string): Promise<void> {
  const [other] = await db.select().from(calendarDays).where(and(lte(calendarDays.from, to), gte(calendarDays.to, from))).limit(1)
  if (other) throw new Invalid({ from: `Trùng với “${other.name}” (${rangeInWords(other.from, other.to, true)}) đã có trong lịch. Hãy gỡ dòng ấy trước nếu cần sửa.` })
}

/** Takes a row out; the event keeps what it said. Returns its first day. */
export async function removeDay(db: Write, actor: Actor, id: string): Promise<string> {
  const [row] = await db.select().from(calendarDays).where(eq(calendarDays.id, id))
  if (!row) throw new NotFound('Dòng này không còn trong lịch: có thể bạn hoặc người khác vừa gỡ ở cửa sổ khác.')
  await db.delete(calendarDays).where(eq(calendarDays.id, id))
  const { kind, from, to, name, decision } = row
  await record(db, actor, 'calendar changed', 'calendar', id, { change: 'day removed', kind, from, to, name, decision })
  return from
}

export const proposalForm = z.object({
  year: z.coerce.number().int().min(2000).max(2099),
  days: z.union([z.string().transform(one => [one]), z.array(z.string())], 'Hãy chọn ít nhất một ngày.'),
  proposalDecision: document,
})

/** Puts the chosen proposals of a year into the calendar. Throws Invalid where one is in it by now. Returns the first day. */
export async function confirmProposals(db: Write, actor: Actor, { year, days, proposalDecision: decision }: z.infer<typeof proposalForm>): Promise<string> {
  const chosen = proposalsFor(await loadCalendar(db), year).filter(({ key }) => days.includes(key))
  if (chosen.length < new Set(days).size) throw new Invalid({ days: 'Có ngày đã chọn vừa được nhập ở cửa sổ khác. Hãy xem lại danh sách.' })
  for (const { name, from, to, reason } of chosen) {
    await refuseOverlap(db, from, to).catch((error: unknown) => { throw error instanceof Invalid ? new Invalid({ days: Object.values(error.errors).join(' ') }) : error })
    await db.insert(calendarDays).values({ id: newId(), kind: 'off', from, to, name, decision, source: reason })
  }
  const rows = chosen.map(({ from, to, name }) => ({ from, to, name }))
  await record(db, actor, 'calendar changed', 'calendar', String(year), { change: 'days confirmed', year, days: rows, decision })
  return rows.map(({ from }) => from).toSorted()[0]!
}

const shift = z.enum(shifts, 'Hãy chọn buổi làm việc.')
export const weekForm = z.object({
  since: day, w1: shift, w2: shift, w3: shift, w4: shift, w5: shift, w6: shift, w7: shift,
  morningFrom: time, morningTo: time, afternoonFrom: time, afternoonTo: time, weekDecision: document,
})

/** A new week from a date on. Throws Invalid for hours out of order, a week without work, a date that has one. Returns the date. */
export async function changeWeek(db: Write, actor: Actor, input: z.infer<typeof weekForm>): Promise<string> {
  const { since, morningFrom, morningTo, afternoonFrom, afternoonTo, weekDecision: decision } = input
  const week: Shift[] = [input.w1, input.w2, input.w3, input.w4, input.w5, input.w6, input.w7]
  if (week.every(one => one === 'off')) throw new Invalid({ w1: 'Tuần phải có ít nhất một buổi làm việc.' })
  if (minutesOf(morningTo) <= minutesOf(morningFrom)) throw new Invalid({ morningTo: 'Giờ nghỉ trưa phải sau giờ vào buổi sáng.' })
  if (minutesOf(afternoonFrom) < minutesOf(morningTo)) throw new Invalid({ afternoonFrom: 'Buổi chiều bắt đầu trước khi buổi sáng kết thúc.' })
  if (minutesOf(afternoonTo) <= minutesOf(afternoonFrom)) throw new Invalid({ afternoonTo: 'Giờ về phải sau giờ vào buổi chiều.' })
  const [same] = await db.select().from(calendarPatterns).where(eq(calendarPatterns.since, since))
  if (same) throw new Invalid({ since: `Đã có lịch tuần áp dụng từ ${written(since)}. Hãy gỡ lịch tuần ấy trước.` })
  const id = newId()
  await db.insert(calendarPatterns).values({ id, since, week, morningFrom, morningTo, afternoonFrom, afternoonTo, decision })
  await record(db, actor, 'calendar changed', 'calendar', id, { change: 'week changed', since, week, morningFrom, morningTo, afternoonFrom, afternoonTo, decision })
  return since
}

/** Takes a week out, so that the one before it goes on. The first one stays. Returns the date it began. */
export async function removeWeek(db: Write, actor: Actor, id: string): Promise<string> {
  const patterns = await db.select().from(calendarPatterns).orderBy(asc(calendarPatterns.since))
  const row = patterns.find(pattern => pattern.id === id)
  if (!row) throw new NotFound('Lịch tuần này không còn: có thể bạn hoặc người khác vừa gỡ ở cửa sổ khác.')
  if (row === patterns[0]) throw new NotFound('Lịch tuần đầu tiên không gỡ được: mọi ngày trước đó tính theo nó.')
  await db.delete(calendarPatterns).where(eq(calendarPatterns.id, id))
  const { since, week, morningFrom, morningTo, afternoonFrom, afternoonTo, decision } = row
  await record(db, actor, 'calendar changed', 'calendar', id, { change: 'week removed', since, week, morningFrom, morningTo, afternoonFrom, afternoonTo, decision })
  return since
}
