// What the page of the ladder is given: a cell for each place and clock, and whom the ladder tells today, and why.
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { and, inArray } from 'drizzle-orm'
import { Invalid } from '../errors.ts'
import type { Read } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'
import { unitNames } from '../units/units.ts'
import type { Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { tellingsDue, type ClockRules, type Telling } from './clocks.ts'
import { leastDays, mostDays, type Ladder } from './ladder.ts'
import { clocks, rungs, type Clock, type Rung } from './tables.ts'
import type { NotificationViews } from './views.ts'
import { clockNames, clockWords, rungNames } from './words.ts'

const cellName = (clock: Clock, rung: Rung) => `${clock}-${rung}`
const mostShown = 100

/** The ladder as typed. Throws Invalid with a sentence for each cell that is no number of days. */
export function ladderFrom(input: Record<string, string>): Ladder {
  const errors: Record<string, string> = {}
  const ladder = clocks.flatMap(clock => rungs.flatMap(rung => {
    const name = cellName(clock, rung)
    const text = (input[name] ?? '').trim()
    if (!text) return []
    const days = Number(text)
    if (!Number.isInteger(days) || days < leastDays[clock] || days > mostDays) errors[name] = `Ghi số ngày làm việc từ ${leastDays[clock]} đến ${mostDays}, hoặc để trống.`
    return [{ clock, days, rung }]
  }))
  if (Object.keys(errors).length) throw new Invalid(errors)
  return ladder
}

/** `tried`: the ladder is as typed, not as kept. */
export async function ladderData(db: Read, user: User, rules: ClockRules, form: Form, ladder: Ladder | null, tried: boolean): Promise<NotificationViews['notifications/escalation']> {
  const kept = (clock: Clock, rung: Rung) => String(ladder?.find(step => step.clock === clock && step.rung === rung)?.days ?? '')
  const label = (clock: Clock, rung: Rung) => `${rungNames[rung]}, ${clockNames[clock].toLowerCase()}`
  return {
    form, tried, clocks: clocks.map(clock => clockNames[clock]),
    labels: Object.fromEntries(clocks.flatMap(clock => rungs.map(rung => [cellName(clock, rung), label(clock, rung)]))),
    rows: rungs.map(rung => ({
      label: rungNames[rung],
      cells: clocks.map(clock => ({ name: cellName(clock, rung), label: label(clock, rung), value: tried ? form.values[cellName(clock, rung)] ?? '' : kept(clock, rung), error: form.errors[cellName(clock, rung)] ?? '' })),
    })),
    remindDays: rules.remindDays, overdueDays: rules.overdueDays,
    preview: ladder && await previewOf(db, user, await tellingsDue(db, ladder, rules, true)),
  }
}

async function previewOf(db: Read, user: User, tellings: Telling[]): Promise<NonNullable<NotificationViews['notifications/escalation']['preview']>> {
  const sorted = tellings.toSorted((a, b) => Number(a.told) - Number(b.told) || Number(a.action === 'task reminded') - Number(b.action === 'task reminded') || a.days - b.days)
  const shown = sorted.slice(0, mostShown)
  const names = await namesOfPeople(db, [...new Set(tellings.flatMap(({ to }) => Object.keys(to)))])
  const units = await unitNames(db)
  const seen = new Set((await db.select({ id: tasks.id }).from(tasks).where(and(inArray(tasks.id, shown.map(({ task }) => task.id)), visibleTasks(db, user)))).map(({ id }) => id))
  const nameOf = (id: string) => names.get(id) ?? 'Người không còn trong danh bạ'
  const counts = Map.groupBy(tellings.filter(({ told }) => !told).flatMap(({ to }) => Object.keys(to)), id => id)
  return {
    waiting: tellings.filter(({ told }) => !told).length, told: tellings.filter(({ told }) => told).length, more: tellings.length - shown.length,
    when: tellings.find(({ told }) => !told)?.when ?? null,
    people: [...counts].map(([id, all]) => ({ name: nameOf(id), count: all.length })).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'vi')),
    rows: shown.map(telling => ({
      title: seen.has(telling.task.id) ? telling.task.title : `Một nhiệm vụ của ${units.get(telling.task.unitId ?? '') ?? 'đơn vị đã gỡ'}`,
      href: seen.has(telling.task.id) ? `/tasks/${telling.task.id}` : null,
      to: Object.keys(telling.to).map(nameOf), why: whyOf(telling), told: telling.told ? telling.when : null,
    })),
  }
}

/** 'Quá hạn làm 12/10/2026, 3 ngày làm việc, đến bậc Thủ trưởng đơn vị chủ trì'. */
function whyOf({ clock, due, days, rungs: reached }: Telling): string {
  const what = `${clockWords[clock]} ${date(due)}`
  if (reached.length) return `Quá ${what}${days < 0 ? `, ${number(-days)} ngày làm việc` : ''}; đến bậc ${reached.map(rung => rungNames[rung]).join(', ')}`
  return days < 0 ? `Nhắc lại: quá ${what}, ${number(-days)} ngày làm việc` : days === 0 ? `Nhắc: hôm nay là ${what}` : `Nhắc: còn ${number(days)} ngày làm việc đến ${what}`
}
