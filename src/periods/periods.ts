// Reporting periods: made for a year at once or one by one, changed until they are closed, and how each stands.
import { and, asc, desc, eq, gte, lt, lte, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { isDay, now, today, written } from '../clock.ts'
import { dossierSheets } from '../dossiers/tables.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { periodicReports, reportParts } from '../periodic-reports/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { customaryPeriods } from './customary.ts'
import { periodKinds, periods, type Period, type PeriodKind } from './tables.ts'

const words = (sentence: string, most: number) => z.string().optional().transform(value => line(value ?? '')).pipe(z.string().min(1, sentence).max(most, `Không quá ${most} ký tự.`))
const dayOf = (sentence: string) => z.string().optional().transform(value => value ?? '').refine(isDay, sentence)

export const periodForm = z.looseObject({
  name: words('Ghi tên kỳ, ví dụ: Quý IV/2026.', 100), kind: z.enum(periodKinds, 'Chọn loại kỳ.'),
  from: dayOf('Chọn ngày đầu kỳ.'), to: dayOf('Chọn ngày chốt số liệu.'), unitsBy: dayOf('Chọn hạn đơn vị gửi.'), submitBy: dayOf('Chọn hạn gửi báo cáo.'),
  recipient: words('Ghi nơi nhận báo cáo.', 300), revision: z.coerce.number().optional(),
}).refine(({ from, to }) => from <= to, { path: ['to'], message: 'Ngày chốt không được trước ngày đầu kỳ.' })
  .refine(({ to, submitBy }) => submitBy > to, { path: ['submitBy'], message: 'Hạn gửi báo cáo phải sau ngày chốt số liệu.' })
  .refine(
    ({ from, submitBy, unitsBy }) => unitsBy >= from && unitsBy <= submitBy,
    { path: ['unitsBy'], message: 'Hạn đơn vị gửi nằm từ ngày đầu kỳ đến hạn gửi báo cáo.' }
  )
export type PeriodInput = z.output<typeof periodForm>

export const yearForm = z.looseObject({ year: z.coerce.number('Ghi năm bằng bốn chữ số.').int('Ghi năm bằng bốn chữ số.').min(2015, 'Từ năm 2015.').max(2100, 'Đến năm 2100.') })

/** The period, if the person may see reports. Throws NotFound. */
export async function findPeriod(db: Read, user: User, id: string): Promise<Period> {
  const [period] = may(user, 'see reports') ? await db.select().from(periods).where(eq(periods.id, id)) : []
  if (!period) throw new NotFound('Không có kỳ báo cáo này, hoặc bạn không được xem.')
  return period
}

function writer(user: User) {
  if (!may(user, 'write reports')) throw new NotAllowed('Kỳ báo cáo do Văn phòng và đầu mối CCHC lập.')
  return actor(user, 'write reports')
}

/** Makes the customary periods of a year; those that are there stay as they are. Returns how many were made. */
export async function makeYear(db: Write, user: User, year: number, kinds: readonly PeriodKind[], recipient: string): Promise<number> {
  const by = writer(user)
  if (!kinds.length) throw new Invalid({ kinds: 'Chọn ít nhất một loại kỳ.' })
  const wanted = customaryPeriods(year, kinds, await loadCalendar(db))
  const made = await db.insert(periods).values(wanted.map(one => ({ id: newId(), ...one, recipient, madeById: user.id, madeAt: now() })))
    .onConflictDoNothing().returning({ id: periods.id })
  if (!made.length) throw new Invalid({ year: `Năm ${year} đã có đủ các kỳ này.` })
  await record(db, by, 'periods made', 'period', 'many', { year: String(year), periods: made.length })
  return made.length
}

export async function makePeriod(db: Write, user: User, input: PeriodInput): Promise<string> {
  const by = writer(user)
  await refuseUnfit(db, input, null)
  const { name, kind, from, to, unitsBy, submitBy, recipient } = input
  const id = newId()
  await db.insert(periods).values({ id, name, kind, from, to, unitsBy, submitBy, recipient, madeById: user.id, madeAt: now() })
  await record(db, by, 'periods made', 'period', id, { periods: 1 })
  return id
}

export async function changePeriod(db: Write, user: User, period: Period, input: PeriodInput): Promise<void> {
  const by = writer(user)
  refuseClosed(period)
  await refuseUnfit(db, input, period.id)
  const { name, kind, from, to, unitsBy, submitBy, recipient } = input
  const changed = await db.update(periods).set({ name, kind, from, to, unitsBy, submitBy, recipient, revision: period.revision + 1 })
    .where(and(eq(periods.id, period.id), eq(periods.revision, input.revision ?? period.revision))).returning({ id: periods.id })
  if (!changed.length) throw new Invalid({ '': 'Kỳ này vừa được người khác sửa. Hãy mở lại trang rồi làm lại.' })
  await record(db, by, 'period changed', 'period', period.id, { from: period.from, to: period.to, submitBy })
}

/** Only what nobody has begun to work on. */
export async function removePeriod(db: Write, user: User, period: Period): Promise<void> {
  const by = writer(user)
  refuseClosed(period)
  for (const table of [reportParts, periodicReports, dossierSheets]) {
    if (await db.$count(table, eq(table.periodId, period.id))) throw new Invalid({ '': 'Kỳ này đã có phần của đơn vị, dự thảo báo cáo hoặc Biểu 06 nên không xóa được.' })
  }
  await db.delete(periods).where(eq(periods.id, period.id))
  await record(db, by, 'period removed', 'period', period.id, { name: period.name })
}

export function refuseClosed({ closedAt, name }: Period): void {
  if (closedAt) throw new NotAllowed(`Số liệu ${name} đã chốt nên không sửa được.`)
}

async function refuseUnfit(db: Read, { kind, from, to, submitBy }: PeriodInput, id: string | null): Promise<void> {
  // Between the cut-off and the sending there must be a working day (Nghị định 09/2019/NĐ-CP).
  if (workingDaysBetween(await loadCalendar(db), to, submitBy) < 1) throw new Invalid({ submitBy: 'Giữa ngày chốt và hạn gửi phải có ít nhất một ngày làm việc.' })
  const same = await db.$count(periods, and(eq(periods.kind, kind), eq(periods.from, from), eq(periods.to, to), id ? ne(periods.id, id) : undefined))
  if (same) throw new Invalid({ from: `Đã có kỳ loại này từ ${written(from)} đến ${written(to)}.` })
}

/** The period of the same kind just before; of another kind one of as many days. Null where there is none. */
export async function periodBefore(db: Read, { kind, from, to }: Pick<Period, 'kind' | 'from' | 'to'>): Promise<Period | null> {
  const earlier = await db.select().from(periods).where(and(eq(periods.kind, kind), lt(periods.to, from))).orderBy(desc(periods.to), asc(periods.id))
  const days = (span: { from: string; to: string }) => Math.round((Date.parse(span.to) - Date.parse(span.from)) / 86_400_000)
  return (kind === 'other' ? earlier.find(one => days(one) === days({ from, to })) : earlier[0]) ?? null
}

export interface PeriodFilter { year: string; kind: PeriodKind | '' }

/** The filter of an address; without a year it is this one, 'all' is every year. */
export function periodFilter({ year = today().slice(0, 4), kind = '' }: Record<string, string>): PeriodFilter {
  return { year: /^\d{4}$/.test(year) ? year : 'all', kind: periodKinds.find(one => one === kind) ?? '' }
}

/** The periods that end in a year, in their order. */
export function periodsOf(db: Read, { year, kind }: PeriodFilter): Promise<Period[]> {
  const within = year === 'all' ? undefined : and(gte(periods.to, `${year}-01-01`), lte(periods.to, `${year}-12-31`))
  return db.select().from(periods).where(and(within, kind ? eq(periods.kind, kind) : undefined)).orderBy(asc(periods.to), asc(periods.from), asc(periods.id))
}

export type PeriodState = 'upcoming' | 'running' | 'toClose' | 'closed'
export const stateOf = ({ from, to, closedAt }: Pick<Period, 'from' | 'to' | 'closedAt'>): PeriodState =>
  (closedAt ? 'closed' : today() < from ? 'upcoming' : today() <= to ? 'running' : 'toClose')
