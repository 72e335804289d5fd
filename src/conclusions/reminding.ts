// Reminders: which earlier conclusion a new one speaks of, and the how-manieth time it is.
import { and, asc, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import { written } from '../clock.ts'
import { meetings, type Meeting } from '../meetings/tables.ts'
import type { Read } from '../store/store.ts'
import { openStates, tasks } from '../tasks/tables.ts'
import { searchable } from '../text.ts'
import { lineageOf } from '../units/lineage.ts'
import { conclusions, conclusionTasks } from './tables.ts'

/** An earlier conclusion of the series of which some task is still open. */
export interface Earlier {
  id: string
  number: string
  text: string
  meeting: string
  on: string
  tasks: { id: string; title: string; unitId: string | null; due: string | null }[]
}

/** What may be reminded of in this meeting: given by earlier meetings of its series, or by earlier single ones, and not done yet; the latest first. */
export async function earlierOf(db: Read, { seriesId, on }: Pick<Meeting, 'seriesId' | 'on'>): Promise<Earlier[]> {
  const same = seriesId ? eq(meetings.seriesId, seriesId) : isNull(meetings.seriesId)
  const rows = await db.select({
    id: conclusions.id, number: conclusions.number, text: conclusions.text, meeting: meetings.title, on: meetings.on,
    taskId: tasks.id, title: tasks.title, unitId: tasks.unitId, due: tasks.due,
  }).from(conclusions).innerJoin(meetings, eq(meetings.id, conclusions.meetingId)).innerJoin(conclusionTasks, and(eq(conclusionTasks.conclusionId, conclusions.id), eq(conclusionTasks.how, 'given')))
    .innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId)).where(and(same, lt(meetings.on, on), inArray(tasks.state, [...openStates, 'series'])))
    .orderBy(desc(meetings.on), asc(conclusions.position), asc(tasks.id))
  return [...Map.groupBy(rows, ({ id }) => id).values()].map(all => {
    const { id, number, text, meeting, on: day } = all[0]!
    return { id, number, text, meeting, on: day, tasks: all.map(({ taskId, title, unitId, due }) => ({ id: taskId, title, unitId, due })) }
  })
}

/** Which time it would be if this meeting reminded of the conclusion: one more than was counted, or said, before. */
export async function nextTime(db: Read, earlierId: string, { on }: Pick<Meeting, 'on'>): Promise<number> {
  const before = await db.select({ number: conclusions.reminderNumber }).from(conclusions).innerJoin(meetings, eq(meetings.id, conclusions.meetingId))
    .where(and(eq(conclusions.remindsId, earlierId), lt(meetings.on, on)))
  return Math.max(before.length, ...before.map(({ number }) => number ?? 0)) + 1
}

export interface Proposal { remindsId: string | null; /** Why a person should look; null when it is sure. */ doubt: string | null }

const noise = /\b(?:lan thu (?:\w+)|nhac(?: nho)?|khan truong|yeu cau|de nghi|giao|hoan thanh|truoc ngay|cham nhat|xong|da giao tai|giao ban|thang|ngay)\b/g
/** Pairs of words that stand beside each other: single syllables of Vietnamese are in every sentence. */
function pairs(text: string): Set<string> {
  const words = searchable(text).replace(noise, ' ').split(' ').filter(word => word && !/^\d+$/.test(word))
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))
}

function likeness(text: string, other: string): number {
  const [one, two] = [pairs(text), pairs(other)]
  const shared = [...one].filter(pair => two.has(pair)).length
  return shared < 2 ? 0 : shared / Math.min(one.size, two.size)
}

/** Ids of the units and of all that they came from. */
export const familyOf = async (db: Read, unitIds: readonly string[]): Promise<Set<string>> => new Set((await Promise.all(unitIds.map(id => lineageOf(db, id)))).flat())

/**
 * The earlier conclusion that a reminder speaks of: a task of the same unit, and most of its words. `units` are those that
 * are reminded, with what they came from; empty where none was understood.
 */
export function proposed(text: string, units: ReadonlySet<string>, earlier: readonly Earlier[]): Proposal {
  const scored = earlier.map(one => ({
    id: one.id, ofUnit: one.tasks.some(({ unitId }) => unitId !== null && units.has(unitId)), one,
    score: Math.max(likeness(text, one.text), ...one.tasks.map(({ title }) => likeness(text, title))),
  })).filter(({ score, ofUnit }) => score >= (ofUnit ? 0.2 : 0.4)).toSorted((a, b) => Number(b.ofUnit) - Number(a.ofUnit) || b.score - a.score)
  const [best, second] = scored
  if (!best) return { remindsId: null, doubt: 'Không thấy việc đã giao nào giống câu này. Để “Việc mới” thì giao thành nhiệm vụ mới.' }
  const sure = best.ofUnit && best.score >= 0.5 && !(second?.ofUnit && second.score > best.score - 0.2)
  return { remindsId: best.id, doubt: sure ? null : 'Có lẽ nhắc việc này: hãy xem lại.' }
}

/** Why the number that was said should be looked at; null where it is the one counted. */
export const timeDoubt = (said: number | null, counted: number): string | null =>
  said === null || said === counted ? null : `Câu ghi lần thứ ${said}, cổng đếm được lần thứ ${counted}.`

/** Earlier conclusions in words, whether they are open still or not: 'kết luận 4, Giao ban … ngày 13/07/2026'. */
export async function remindedInWords(db: Read, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = ids.length ? await db.select({ id: conclusions.id, number: conclusions.number, title: meetings.title, on: meetings.on }).from(conclusions)
    .innerJoin(meetings, eq(meetings.id, conclusions.meetingId)).where(inArray(conclusions.id, [...ids])) : []
  return new Map(rows.map(({ id, number, title, on }) => [id, `kết luận ${number}, ${title} ngày ${written(on)}`]))
}
