// What every decision on a task says of it: names, the last figures, and how long it has waited.
import { inArray } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import { dayOf, today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import { figureInWords } from '../targets/computing.ts'
import type { Task } from '../tasks/tables.ts'
import { lightNames } from '../tasks/words.ts'
import { units } from '../units/tables.ts'

export interface Names { unit: (id: string | null) => string; person: (id: string | null) => string }

export async function namesFor(db: Read, unitIds: readonly (string | null)[], personIds: readonly (string | null)[]): Promise<Names> {
  const ids = (all: readonly (string | null)[]) => [...new Set(all.filter(id => id !== null))]
  const rows = unitIds.length ? await db.select({ id: units.id, name: units.name }).from(units).where(inArray(units.id, ids(unitIds))) : []
  const unitNames = new Map(rows.map(({ id, name }) => [id, name]))
  const people = await namesOfPeople(db, ids(personIds))
  return { unit: id => unitNames.get(id ?? '') ?? 'Chưa giao', person: id => people.get(id ?? '') ?? 'Người không còn trong danh bạ' }
}

/** From how many working days of waiting a decision is pressing. */
const pressing = 3

export function waited(calendar: WorkingCalendar, since: Date): { wait: string; tone: 'near' | null; days: number } {
  const days = Math.max(0, workingDaysBetween(calendar, dayOf(since), today()))
  return { wait: days ? `chờ ${days} ngày làm việc` : 'mới hôm nay', tone: days >= pressing ? 'near' : null, days }
}

/** 'tiến độ 60 %, có rủi ro', 'kết quả 103/135 = 76,3 %' of the last report. */
export function figuresOf(task: Pick<Task, 'percent' | 'light' | 'measure' | 'value'>): string[] {
  const figure = task.measure && task.value ? figureInWords(task.measure, task.value) : ''
  return [`tiến độ ${task.percent} %${task.light ? `, ${lightNames[task.light].toLowerCase()}` : ''}`, ...(figure ? [`kết quả ${figure}`] : [])]
}

/** Long words cut at a space: the row links to the whole. */
export const shortened = (words: string, most = 260): string =>
  words.length <= most ? words : `${words.slice(0, Math.max(words.lastIndexOf(' ', most), most / 2))}…`

/** Rows in the order of the ids that were asked for. */
export const inOrder = <T extends { id: string }>(ids: readonly string[], rows: readonly T[]): T[] => {
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

/** The field for the words that a decision needs. */
export const wordsField = (label: string, placeholder?: string) => ({ name: 'note', label, type: 'textarea' as const, rows: 2, maxlength: 3000, ...(placeholder ? { placeholder } : {}) })
