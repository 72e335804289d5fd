// Numbers of papers: one series a year for each symbol, without gaps or doubles, counting on from what was used outside the portal.
import { and, eq, max } from 'drizzle-orm'
import { z } from 'zod'
import { now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { symbolOf } from './naming.ts'
import { paperNumbers, papers, type PaperKind } from './tables.ts'

const series = ['minutes', 'notice', 'invitation'] as const satisfies PaperKind[]
export const yearNow = (): number => Number(today().slice(0, 4))

async function usedBefore(db: Read, symbol: string, year: number): Promise<number> {
  const [row] = await db.select({ used: paperNumbers.usedBefore }).from(paperNumbers).where(and(eq(paperNumbers.symbol, symbol), eq(paperNumbers.year, year)))
  return row?.used ?? 0
}

async function lastGiven(db: Read, symbol: string, year: number): Promise<number> {
  const [row] = await db.select({ last: max(papers.number) }).from(papers).where(and(eq(papers.symbol, symbol), eq(papers.year, year)))
  return Number(row?.last ?? 0)
}

/** The number that the next paper of the symbol gets. Only one write runs at a time, so that whoever asks in a write also takes it. */
export async function nextNumber(db: Read, symbol: string, year: number): Promise<number> {
  return Math.max(await lastGiven(db, symbol, year), await usedBefore(db, symbol, year)) + 1
}

export interface SeriesLine { kind: (typeof series)[number]; symbol: string; last: number; outside: number; next: number }

/** Each series of a year: the last number, and the one that comes. */
export async function seriesOf(db: Read, year: number, officeSign: string): Promise<SeriesLine[]> {
  const lines: SeriesLine[] = []
  for (const kind of series) {
    const symbol = symbolOf(kind, officeSign)
    lines.push({ kind, symbol, last: await lastGiven(db, symbol, year), outside: await usedBefore(db, symbol, year), next: await nextNumber(db, symbol, year) })
  }
  return lines
}

const whole = 'Hãy ghi số đã dùng, ví dụ 27.'
export const usedForm = z.looseObject({ kind: z.enum(series), used: z.coerce.number(whole).int(whole).min(1, whole).max(99_999, whole) })

/** Says up to which number the year's series was used outside the portal: it counts on from there, never back. */
export async function setUsed(db: Write, by: Actor, { kind, used }: z.output<typeof usedForm>, officeSign: string): Promise<number> {
  const [symbol, year] = [symbolOf(kind, officeSign), yearNow()]
  const next = await nextNumber(db, symbol, year)
  if (used < next) throw new Invalid({ used: `Số tới đã là ${next}. Chỉ ghi được số từ ${next} trở lên: số đã cấp không dùng lại.` })
  await db.insert(paperNumbers).values({ id: newId(), symbol, year, usedBefore: used, setById: by.id, setAt: now() })
    .onConflictDoUpdate({ target: [paperNumbers.symbol, paperNumbers.year], set: { usedBefore: used, setById: by.id, setAt: now() } })
  await record(db, by, 'numbers counted on', 'office', 'numbers', { symbol, year, used })
  return used + 1
}
