// Words of an answer that look as if they told of one person: names, addresses, dates of birth. A hint for whoever makes it public, never a decision.
import { masked } from '../masking/masking.ts'
import type { Piece } from '../search/ranking.ts'

const upper = '\\p{Lu}\\p{Ll}*'
const surnames = [
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lò|Vàng|Giàng|Sùng|Thào|Lù|Hà',
  'Đinh|Trịnh|Đào|Đoàn|Vương|Nông|Bế|Triệu|Tẩn|Chảo|Má|Hầu|Cao|Mai|Lương|Tô|Tạ|Chu|Quách|Lường|Cầm|Tòng|Quàng',
].join('|')
const places = '[Ss]ố nhà|[Nn]hà số|[Nn]gõ|[Nn]gách|[Hh]ẻm|[Đđ]ường|[Pp]hố|[Tt]hôn|[Bb]ản|[Xx]óm|[Ấấ]p|[Bb]uôn|[Tt]ổ dân phố|[Kk]hu phố|[Tt]ổ'
const signs: readonly RegExp[] = [
  // An address to somebody with a name behind it: 'bà Lan', 'ông Nguyễn Văn A'.
  new RegExp(`(?<![\\p{L}])(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Dd]ì|[Cc]ụ|[Cc]háu)\\s+${upper}(?:\\s+${upper}){0,4}`, 'gu'),
  new RegExp(`(?<![\\p{L}])(?:${surnames})(?:\\s+${upper}){1,4}(?![\\p{L}])`, 'gu'),
  new RegExp(`(?<![\\p{L}])(?:${places})\\s+(?:\\d+[\\p{L}\\d/-]*|${upper}(?:\\s+(?:${upper}|\\d+))*)`, 'gu'),
  /(?<![\p{L}])sinh\s+(?:ngày|năm)\s+[\d/.-]{4,10}/giu,
]

/** A text in pieces; those marked look as if they told of one person. */
export function lookedThrough(text: string): Piece[] {
  const looking = signs.flatMap(sign => [...text.matchAll(sign)].map(({ 0: words, index: start }) => ({ start, end: start + words.length })))
  const spans = [...masked(text).found, ...looking].toSorted((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let from = 0
  for (const { start, end } of spans) {
    if (end <= from) continue
    if (start > from) pieces.push({ text: text.slice(from, start), hit: false })
    pieces.push({ text: text.slice(Math.max(start, from), end), hit: true })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false })
  return pieces
}
