// The office's calendar out of its tables: read once and kept until an event says that it changed.
import { asc } from 'drizzle-orm'
import type { Follower } from '../events/followers.ts'
import { portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { knownDays, usualWeek } from './known-days.ts'
import { calendarDays, calendarPatterns } from './tables.ts'
import { workingCalendar, type WorkingCalendar } from './working-calendar.ts'

// Only what stands outside transactions is kept: a transaction reads what it changed itself.
const kept = new WeakMap<Read, { calendar: Promise<WorkingCalendar> | null }>()

/** The calendar as it stands. */
export function loadCalendar(db: Read): Promise<WorkingCalendar> {
  const place = kept.get(db)
  if (!place) return read(db)
  if (!place.calendar) {
    const loading = place.calendar = read(db)
    loading.catch(() => { if (place.calendar === loading) place.calendar = null })
  }
  return place.calendar
}

/** Reads the calendar once for all of a long piece of writing, in which nobody changes it. */
export async function withOneCalendar<T>(db: Write, work: () => Promise<T>): Promise<T> {
  if (kept.has(db)) return work()
  kept.set(db, { calendar: null })
  try { return await work() } finally { kept.delete(db) }
}

/** After a change: the next one who asks reads it anew. */
export function forgetCalendar(store: Store): void {
  const place = kept.get(store.read)
  if (place) place.calendar = null
}

async function read(db: Read): Promise<WorkingCalendar> {
  const patterns = await db.select().from(calendarPatterns).orderBy(asc(calendarPatterns.since))
  const days = await db.select().from(calendarDays).orderBy(asc(calendarDays.from))
  return workingCalendar(patterns.length ? patterns : [usualWeek], days)
}

/**
 * Gives an office without a calendar the usual week and the days that are certain, and keeps the calendar in memory.
 * The follower hears of changes that another process made.
 */
export async function keepCalendar(store: Store): Promise<Follower> {
  if (!await store.read.$count(calendarPatterns)) await store.write(beginCalendar)
  kept.set(store.read, { calendar: null })
  return {
    name: 'calendar',
    async follow(events) {
      if (events.some(({ action }) => ['calendar begun', 'calendar changed', 'backup restored'].includes(action))) forgetCalendar(store)
    },
  }
}

/** The usual week and the days that are certain, where there is no calendar yet. */
export async function beginCalendar(db: Write): Promise<void> {
  if (await db.$count(calendarPatterns)) return
  await db.insert(calendarPatterns).values({ id: newId(), ...usualWeek })
  await db.insert(calendarDays).values(knownDays.map(known => ({ id: newId(), ...known })))
  await record(db, portal, 'calendar begun', 'calendar', 'calendar', { days: knownDays.length })
}
