// The Vietnamese lunar calendar, computed at UTC+7: new moons, the sun's place, months and leap months.
import { addDays } from '../clock.ts'

/** A day of the lunar calendar; `leap` in the second of two months of one number (tháng nhuận). */
export interface LunarDay { year: number; month: number; day: number; leap: boolean }

// Days are counted from 01/01/1970. Right for 1900 to 2100: the series and the slowing of the earth are good to seconds there.
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const dayNamed = (number: number) => addDays('1970-01-01', number)
const julianToDays = (julian: number) => julian - 2_440_587.5
const sine = (degrees: number) => Math.sin(degrees * Math.PI / 180)

/** Terms of the new moon: amount, power of E, multiples of M, M′, F (Meeus, Astronomical Algorithms, chapter 49). */
const moonTerms: [number, number, number, number, number][] = [
  [-0.40720, 0, 0, 1, 0], [0.17241, 1, 1, 0, 0], [0.01608, 0, 0, 2, 0], [0.01039, 0, 0, 0, 2], [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0], [0.00208, 2, 2, 0, 0], [-0.00111, 0, 0, 1, -2], [-0.00057, 0, 0, 1, 2], [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0], [0.00042, 1, 1, 0, 2], [0.00038, 1, 1, 0, -2], [-0.00024, 1, -1, 2, 0], [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2], [0.00004, 0, 3, 0, 0], [0.00003, 0, 1, 1, -2], [0.00003, 0, 0, 2, 2], [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2], [-0.00002, 0, -1, 1, -2], [-0.00002, 0, 1, 3, 0], [0.00002, 0, 0, 4, 0],
]
/** Amount, angle at k = 0 and its change for each k: what the planets do to the moon. */
const planetTerms: [number, number, number][] = [
  [0.000325, 299.77, 0.107408], [0.000165, 251.88, 0.016321], [0.000164, 251.83, 26.651886], [0.000126, 349.42, 36.412478],
  [0.000110, 84.66, 18.206239], [0.000062, 141.74, 53.303771], [0.000060, 207.14, 2.453732], [0.000056, 154.84, 7.306860],
  [0.000047, 34.52, 27.261239], [0.000042, 207.19, 0.121824], [0.000040, 291.34, 1.844379], [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099], [0.000023, 331.55, 3.592518],
]

/** The day in Vietnam on which the new moon number `k` falls; k = 0 is the first of the year 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
  let moment = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t
  for (const [amount, power, a, b, c] of moonTerms) moment += amount * e ** power * sine(a * sun + b * moon + c * latitude)
  for (const [amount, start, change] of planetTerms) moment += amount * sine(start + change * k)
  moment -= 0.00017 * sine(124.7746 - 1.56375588 * k)
  return Math.floor(julianToDays(moment - slowing(t * 100)) + 7 / 24)
}

/** How far the even time of astronomers is ahead of clocks, in days, `years` from 2000. */
const slowing = (years: number) => (64 + 0.5 * years) / 86_400

/** Which twelfth of its way, from 0 at the spring equinox, the sun is in when the day begins in Vietnam. */
function sunSector(number: number): number {
  const t = (number - 7 / 24 - 10_957.5) / 36_525
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
  const centre = (1.914602 - 0.004817 * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000289 * sine(3 * anomaly)
  const place = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t)
  return Math.floor(((place % 360) + 360) % 360 / 30)
}

interface LunarMonth { first: number; month: number; leap: boolean }

/** k of the new moon that begins the eleventh month of `year`: the one with the winter solstice in it. */
function eleventhMonth(year: number): number {
  const late = dayNumber(`${year}-12-31`)
  let k = Math.floor((late - julianToDays(2_451_550.1)) / 29.530588861) + 1
  while (newMoon(k) > late) k -= 1
  // The sun is in the ninth sector from the solstice on: a month that begins in it began after the solstice.
  return sunSector(newMoon(k)) >= 9 ? k - 1 : k
}

const kept = new Map<number, LunarMonth[]>()

/** The months of a lunar year in order, from Tết, with the first day of the next year's Tết as the last entry. */
function monthsOf(year: number): LunarMonth[] {
  const found = kept.get(year)
  if (found) return found
  // From the eleventh month before Tết to the eleventh month after it, and what follows it until the next Tết.
  const months = [...between(year - 1), ...between(year)]
  const start = months.findIndex(({ month }) => month === 1)
  const end = months.findIndex(({ month, leap }, index) => index > start + 11 && month === 1 && !leap)
  const made = months.slice(start, end + 1)
  kept.set(year, made)
  return made
}

/** Months from the eleventh of `year` up to before the eleventh of the next; with 13 of them the first without a new sector is the leap one. */
function between(year: number): LunarMonth[] {
  const from = eleventhMonth(year)
  const count = eleventhMonth(year + 1) - from
  let number = 11
  let leapWanted = count === 13
  return Array.from({ length: count }, (_, index) => {
    const first = newMoon(from + index)
    const leap = leapWanted && index > 0 && sunSector(first) === sunSector(newMoon(from + index + 1))
    if (leap) leapWanted = false
    else if (index > 0) number = number % 12 + 1
    return { first, month: number, leap }
  })
}

/** 'YYYY-MM-DD' → its lunar day. */
export function lunarOf(day: string): LunarDay {
  const number = dayNumber(day)
  let year = Number(day.slice(0, 4))
  if (monthsOf(year)[0]!.first > number) year -= 1
  const { first, month, leap } = monthsOf(year).slice(0, -1).findLast(one => one.first <= number)!
  return { year, month, day: number - first + 1, leap }
}

/** The day of a lunar date, 'YYYY-MM-DD'; null where the year has no such month, or the month no such day. */
export function solarOf({ year, month, day, leap = false }: Omit<LunarDay, 'leap'> & { leap?: boolean }): string | null {
  const months = monthsOf(year)
  const at = months.slice(0, -1).findIndex(one => one.month === month && one.leap === leap)
  if (at < 0 || day < 1 || day > months[at + 1]!.first - months[at]!.first) return null
  return dayNamed(months[at]!.first + day - 1)
}

/** First day of the lunar year (mùng 1 Tết). */
export const tetOf = (year: number): string => dayNamed(monthsOf(year)[0]!.first)
