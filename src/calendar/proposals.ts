// Days off that the law gives a year, with lunar dates computed: what a person confirms once the year's decision is there.
import { addDays } from '../clock.ts'
import { lunarOf, solarOf, tetOf } from './lunar.ts'
import { restsByWeek, stateOf, yearOf, type WorkingCalendar } from './working-calendar.ts'

export interface Proposal {
  key: string
  name: string
  from: string
  to: string
  /** The rule, and what is still open, in Vietnamese. */
  reason: string
  /** False where the law does not give it yet: offered, not ticked. */
  sure: boolean
}

const article = 'Bộ luật Lao động 2019, Điều 112'

/** Days off of a year by Bộ luật Lao động 2019, Điều 111 and 112, without those already in the calendar. */
export function proposalsFor(calendar: WorkingCalendar, year: number): Proposal[] {
  const lunar = (month: number, day: number) => solarOf({ year, month, day })!
  const lastOfYear = addDays(tetOf(year), -1)
  const national = nationalDays(year)
  const holidays: Proposal[] = [
    { key: 'new-year', name: 'Tết Dương lịch', from: `${year}-01-01`, to: `${year}-01-01`, reason: `${article}: 01 ngày (01/01 dương lịch).`, sure: true },
    {
      key: 'tet', name: 'Tết', from: lastOfYear, to: lunar(1, 4), sure: true,
      reason: `${article}: 05 ngày. Tính theo phương án ${lunarOf(lastOfYear).day} tháng Chạp và mùng 1 đến mùng 4; Thủ tướng quyết định hằng năm.`,
    },
    { key: 'ancestors', name: 'Giỗ Tổ Hùng Vương', from: lunar(3, 10), to: lunar(3, 10), reason: `${article}: 01 ngày (10/3 âm lịch).`, sure: true },
    { key: 'reunification', name: 'Ngày Chiến thắng 30/4', from: `${year}-04-30`, to: `${year}-04-30`, reason: `${article}: 01 ngày (30/4 dương lịch).`, sure: true },
    { key: 'labour', name: 'Quốc tế Lao động 1/5', from: `${year}-05-01`, to: `${year}-05-01`, reason: `${article}: 01 ngày (01/5 dương lịch).`, sure: true },
    {
      key: 'national', name: 'Quốc khánh', from: national[0]!, to: national[1]!, sure: true,
      reason: `${article}: 02 ngày (02/9 và 01 ngày liền kề trước hoặc sau); Thủ tướng quyết định ngày liền kề hằng năm.`,
    },
  ]
  const resting = new Set(holidays.flatMap(({ from, to }) => range(from, to)))
  const given = holidays.flatMap(holiday => [holiday, ...compensation(calendar, holiday, resting)])
  if (year >= 2026) {
    given.push({
      key: 'culture', name: 'Ngày Văn hóa Việt Nam', from: `${year}-11-24`, to: `${year}-11-24`, sure: false,
      reason: 'Nghị quyết 80-NQ/TW muốn là ngày nghỉ hưởng lương, Nghị quyết 30/NQ-CP ngày 26/02/2026 giao sửa Điều 112; chưa rõ đã có hiệu lực chưa.',
    })
  }
  return given.filter(({ from, to }) => range(from, to).some(day => stateOf(calendar, day) !== 'off'))
}

// The day beside 2/9 that joins it to a weekend, otherwise the one before.
function nationalDays(year: number): string[] {
  const weekday = new Date(`${year}-09-02T00:00:00Z`).getUTCDay()
  return weekday === 4 ? [`${year}-09-02`, `${year}-09-03`] : [`${year}-09-01`, `${year}-09-02`]
}

/** A rest day of the week on which a holiday falls is made up on the next working day (Điều 111 khoản 3). */
function compensation(calendar: WorkingCalendar, holiday: Proposal, resting: Set<string>): Proposal[] {
  const lost = range(holiday.from, holiday.to).filter(day => restsByWeek(calendar, day)).length
  const made: string[] = []
  for (let day = addDays(holiday.to, 1); made.length < lost; day = addDays(day, 1)) {
    if (resting.has(day) || restsByWeek(calendar, day)) continue
    resting.add(day)
    made.push(day)
  }
  const runs: string[][] = []
  for (const day of made) if (runs.at(-1)?.at(-1) === addDays(day, -1)) runs.at(-1)!.push(day); else runs.push([day])
  return runs.map((run, index) => ({
    key: `${holiday.key}-rest${index || ''}`, name: `Nghỉ bù ${holiday.name}`, from: run[0]!, to: run.at(-1)!, sure: true,
    reason: 'Bộ luật Lao động 2019, Điều 111 khoản 3: ngày nghỉ hằng tuần trùng ngày lễ được nghỉ bù vào ngày làm việc kế tiếp.',
  }))
}

/** All days from one to another, both included. */
export function range(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The year whose days off nobody has entered: this one, or from November on the next one; null where all is well. */
export function missingYear(today: string, calendar: WorkingCalendar): number | null {
  const year = Number(today.slice(0, 4))
  if (isEmptyYear(calendar, year)) return year
  return today.slice(5, 7) >= '11' && isEmptyYear(calendar, year + 1) ? year + 1 : null
}

/** Whether no day off of the year stands in the calendar. */
export const isEmptyYear = (calendar: WorkingCalendar, year: number): boolean => !yearOf(calendar, year).states.includes('off')
