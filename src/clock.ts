// The one place that knows what time it is. Everything else asks here, so that tests and the demo can set the date.

const zone = 'Asia/Ho_Chi_Minh'
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })

let fixedDay: string | null = null
let source: () => Date = () => new Date()
let toldAt: Date | null = null

/** The instant by the machine's clock: for sessions, locks and timings, which must go on while the demo's date stands still. */
export const realNow = (): Date => source()

/** The office's date, 'YYYY-MM-DD', in Vietnam whatever the server's zone; the demo's own date while the demo is in. */
export const today = (): string => (toldAt ? dayOf(toldAt) : fixedDay ?? dayOf(source()))

/** The office's moment: today's date at the real time of day. */
export function now(): Date {
  if (toldAt) return toldAt
  const real = source()
  if (!fixedDay) return real
  return new Date(real.getTime() + startOf(fixedDay).getTime() - startOf(dayOf(real)).getTime())
}

const clockTime = new Intl.DateTimeFormat('vi-VN', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })
/** The time in Vietnam of an instant, '08:12'. */
export const timeOf = (instant: Date): string => clockTime.format(instant)

// A minute never holds the end of a day, and formatting a date costs more than most of a page's own work.
let lastMinute = NaN
let lastDay = ''

/** The date in Vietnam of an instant, 'YYYY-MM-DD'. */
export function dayOf(instant: Date): string {
  const minute = Math.floor(instant.getTime() / 60_000)
  if (minute !== lastMinute) {
    lastDay = dayFormat.format(instant)
    lastMinute = minute
  }
  return lastDay
}

/** Stops the office's date at one day (the demo), or lets it run again with null. */
export function fixDay(day: string | null): void { fixedDay = day }

/** While the demo tells its history, every step happens at a moment of its own; null: the office's time again. */
export function tellAt(moment: Date | null): void { toldAt = moment }

/** The day at which the office's date stands still, or null when it runs. */
export const fixedDate = (): string | null => fixedDay

/** Tests put their own clock in; without an argument the machine's clock comes back. */
export function setClock(clock: () => Date = () => new Date()): void { source = clock }

/** `day` moved by a number of calendar days; both 'YYYY-MM-DD'. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

/** The instant at which a day begins in Vietnam. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00+07:00`)

/** '2026-11-24' → '24/11/2026', as the office writes dates. */
export const written = (day: string): string => day.split('-').reverse().join('/')

/** Whether a text is a date that exists, in the form 'YYYY-MM-DD'. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
