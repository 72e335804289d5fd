// A time limit in the source's words, read as a number with its unit only where the words state exactly one.
import type { Limit, LimitUnit } from './content.ts'

const units: [RegExp, LimitUnit][] = [
  [/^giờ/, 'hour'], [/^ngày\s*\(?\s*làm\s*việc/, 'workingDay'], [/^ngày/, 'day'], [/^tháng/, 'month'], [/^năm/, 'year'],
]
const stated = /(\d+(?:[.,]\d+)?)\s*(?:\([^)]*\)\s*)?(giờ|ngày(?:\s*\(?\s*làm\s*việc)?|tháng|năm)/g
const rising = /(?:tăng|cộng|kéo dài|gia hạn)\s+thêm/

/**
 * '05 Ngày làm việc' → { number: 5, unit: 'workingDay' }. null for no number, for several limits, for zero and for
 * words with a rule ('tăng thêm …'): those stay as text. Days and working days are never turned into each other.
 */
export function limitOf(text: string | null): Limit | null {
  if (!text || text.length > 2_000) return null
  const words = text.normalize('NFC').toLowerCase()
  const found = [...words.matchAll(stated)]
  if (found.length !== 1 || rising.test(words)) return null
  const number = Number(found[0]![1]!.replace(',', '.'))
  const unit = units.find(([pattern]) => pattern.test(found[0]![2]!))?.[1]
  return unit && number > 0 && number < 100_000 ? { number, unit } : null
}
