// What the file says of the document itself: its number, date, year and titles, from the lines around the annex.
import { isDay } from '../clock.ts'
import { fold, line } from '../text.ts'
import { pointsIn } from './deadline-points.ts'

export interface DocumentRead {
  kind: string | null
  number: string | null
  /** 'YYYY-MM-DD'. */
  date: string | null
  /** The year that is planned; null where the file does not say it. */
  year: number | null
  annex: string | null
  title: string | null
}

const kinds: [string, RegExp][] = [['Kế hoạch', /ke hoach/], ['Quyết định', /quyet dinh/], ['Chương trình', /chuong trinh/], ['Công văn', /cong van/], ['Thông báo', /thong bao/], ['Tờ trình', /to trinh/]]
/** Number and symbol of a document: "31/BB-SLĐTBXH". */
export const symbol = /(\d{0,6}\s*\/\s*(?:\d{4}\s*\/\s*)?[A-ZĐ]{2,}(?:[-–.][\p{Lu}\d&]+)*)/u

/** @param above lines of text before the table's header, from the file's first line on. @param later lines after it. */
export function documentOf(above: string[], later: string[] = []): DocumentRead {
  const lines = above.flatMap(text => text.split('\n')).map(line).filter(Boolean)
  const kem = [...lines, ...later.map(line)].find(text => /^\(?\s*(?:ban hanh )?kem theo/.test(fold(text)))
  const from = kem ?? ''
  const numberLine = lines.find(text => /^so\s*:/.test(fold(text)) && symbol.test(text))
  const number = (symbol.exec(from) ?? symbol.exec(numberLine ?? ''))?.[1]?.replace(/\s+/g, '') ?? null
  const placed = lines.find(text => /,\s*ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}\s*$/.test(fold(text)))
  const date = dayIn(from) ?? dayIn(placed ?? '')
  const at = lines.findLastIndex(text => /^phu luc\b/.test(fold(text)))
  const titles = lines.slice(at + 1).filter(text => text !== kem && !/^\(/.test(text) && text.length < 300 && !/^(?:so\s*:|don vi tinh|dvt|cong hoa|doc lap|ubnd|uy ban)/.test(fold(text)))
  const title = at >= 0 ? titles.join(' ') || null : titles.findLast(text => text === text.toUpperCase() && text.length > 12) ?? null
  const said = `${fold(from)} ${fold(lines.find(text => kinds.some(([, pattern]) => new RegExp(`^${pattern.source}$`).test(fold(text)))) ?? '')}`
  return {
    kind: kinds.find(([, pattern]) => pattern.test(said))?.[0] ?? null,
    number: number && /^\//.test(number) ? null : number,
    date,
    year: yearOf([title ?? '', ...(at >= 0 ? [lines[at]!] : []), ...lines.filter(text => text.length < 300 && !/^\(|^can cu/.test(fold(text)) && text !== placed && text !== numberLine)], date),
    annex: at >= 0 ? /^phụ lục(?:\s+(?:số\s+)?[\dIVX]+)?/iu.exec(lines[at]!)![0] : null,
    title: title ?? (at >= 0 ? line(lines[at]!.replace(/^phụ lục(?:\s+(?:số\s+)?[\dIVX]+)?[\s:.-]*/iu, '')) || null : null),
  }
}

function dayIn(text: string): string | null {
  const point = pointsIn(fold(text)).find(one => one.kind === 'date' && one.year !== null)
  if (!point) return null
  const day = `${point.year}-${String(point.part).padStart(2, '0')}-${String(point.day).padStart(2, '0')}`
  return isDay(day) ? day : null
}

/** The year in the title, else in a line that names the plan, else the document's own. */
function yearOf(lines: string[], date: string | null): number | null {
  for (const text of lines) {
    const said = fold(text)
    const year = /(?:nam|cchc|hanh chinh)\s*(20\d\d)(?!\s*[-–]\s*20)/.exec(said)?.[1]
    if (year && (text === lines[0] || /ke hoach|phu luc|danh muc|phan cong|cai cach|nhiem vu|chi tieu/.test(said))) return Number(year)
  }
  return date === null ? null : Number(date.slice(0, 4))
}
