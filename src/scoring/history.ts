// Score and rank by year in each index; what is put right stands beside what was written before, PAPI is only kept as the outside world gives it.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { numberFrom } from '../targets/figures.ts'
import { line } from '../text.ts'
import { indexKinds, indexRanks, type IndexRank } from './tables.ts'
import { indexShort } from './words.ts'

const whole = (sentence: string) => z.string().default('').transform(text => (text.trim() ? Number(text) : null))
  .refine(value => value === null || (Number.isInteger(value) && value > 0 && value < 10_000), sentence)

export const rankForm = z.object({
  index: z.enum(indexKinds, 'Chọn chỉ số.'),
  year: z.coerce.number('Ghi năm bằng bốn chữ số.').int('Ghi năm bằng bốn chữ số.').min(2000, 'Ghi năm bằng bốn chữ số.').max(2100, 'Ghi năm bằng bốn chữ số.'),
  score: z.string().default('').transform(text => numberFrom(text)).refine(value => value === null || (value >= 0 && value <= 1000), 'Ghi điểm bằng số, như 84,38.'),
  rank: whole('Ghi thứ hạng bằng số nguyên.'), among: whole('Ghi tổng số đơn vị bằng số nguyên.'),
  source: z.string('Ghi nguồn.').transform(line).pipe(z.string().min(5, 'Ghi nguồn: quyết định, báo cáo, bài báo.').max(400, 'Không quá 400 ký tự.')),
})

/** Results that hold, by index and year. */
export const ranksOf = (db: Read): Promise<IndexRank[]> =>
  db.select().from(indexRanks).where(isNull(indexRanks.replacedAt)).orderBy(asc(indexRanks.index), asc(indexRanks.year)).execute()

/** Writes a year's result; an earlier one of the same year is replaced, its row stays. Throws Invalid. */
export async function enterRank(db: Write, user: User, input: z.output<typeof rankForm>): Promise<void> {
  const { index, year, score, rank, among } = input
  if (score === null && rank === null) throw new Invalid({ rank: 'Ghi thứ hạng hoặc điểm.' })
  if (rank !== null && among !== null && rank > among) throw new Invalid({ rank: `Thứ hạng ${rank} lớn hơn số đơn vị ${among}.` })
  await db.update(indexRanks).set({ replacedAt: now() }).where(and(eq(indexRanks.index, index), eq(indexRanks.year, year), isNull(indexRanks.replacedAt)))
  await db.insert(indexRanks).values({ id: newId(), ...input, replacedAt: null, demo: user.demo, madeById: user.id, madeAt: now() })
  await record(db, actor(user, 'write criteria'), 'index rank entered', 'index', index, { index: indexShort[index], year: String(year), score, rank, among })
}
