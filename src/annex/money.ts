// Sums of money in plans: "15 triệu đồng", "240", "1,5 tỷ", "Lồng ghép".
import { fold, line } from '../text.ts'

export interface Money { original: string; amount_vnd: number | null }

const units: [RegExp, number][] = [[/nghin ty/, 1e12], [/\bty\b|\bti\b/, 1e9], [/\btrieu\b|\btr\b|\btrd\b/, 1e6], [/\bnghin\b|\bngan\b|1\.?000 ?d/, 1e3], [/\bdong\b|\bvnd\b|\bd\b/, 1]]

/** The unit that a header or footnote names: "Kinh phí (triệu đồng)", "đơn vị tính: triệu đồng". Null: none. */
export function moneyUnit(words: string): number | null {
  const said = fold(line(words))
  for (const [, place] of [...said.matchAll(/(?:don vi(?: tinh)?|dvt)\s*:?([^);.]*)/g), ...said.matchAll(/\(([^)]*)\)/g)]) {
    const found = units.find(([pattern]) => pattern.test(place!))
    if (found) return found[1]
  }
  return null
}

/** @param unit what a number without words counts, in đồng; null: not known. The doubt is a Vietnamese sentence. */
export function readMoney(words: string, unit: number | null): { money: Money | null; doubt: string | null } {
  const original = line(words)
  if (!/[\p{L}\d]/u.test(original)) return { money: null, doubt: null }
  const said = fold(original)
  const number = /\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?/.exec(said.replace(/\b(?:nam|quy|thang)\s*\d+(?:\/\d+)?/g, blanks => ' '.repeat(blanks.length)))
  if (!number || /\d\s*%/.test(said)) return { money: { original, amount_vnd: null }, doubt: null }
  const own = units.find(([pattern]) => pattern.test(said.slice(number.index + number[0].length, number.index + number[0].length + 14)))?.[1]
  const value = amount(number[0])
  const worth = own ?? (unit !== null && value * unit >= 1e11 && value >= 1e5 ? 1 : unit ?? (value >= 100_000 ? 1 : null))
  if (worth === null) return { money: { original, amount_vnd: null }, doubt: `Chưa rõ đơn vị tiền của “${original}”.` }
  const several = (said.match(/\d+(?:[.,]\d+)*\s*(?:ty|trieu|nghin|dong)/g) ?? []).length > 1
  return { money: { original, amount_vnd: Math.round(value * worth) }, doubt: several ? 'Có nhiều số tiền; cổng lấy số đầu.' : null }
}

/** "1.234,5", "12.000", "7.5", "1 200". */
export function amount(text: string): number {
  const bare = text.replace(/\s/g, '')
  const comma = bare.lastIndexOf(',')
  const dot = bare.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) return Number(comma > dot ? bare.replace(/\./g, '').replace(',', '.') : bare.replace(/,/g, ''))
  const sign = comma >= 0 ? ',' : '.'
  return /^\d{1,3}(?:[.,]\d{3})+$/.test(bare) && !bare.startsWith('0') ? Number(bare.replaceAll(sign, '')) : Number(bare.replace(',', '.'))
}
