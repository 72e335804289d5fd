// Numbers in a sentence that say how much is to be reached, and the many that do not: years, document numbers, standards, terms.
import { fold } from '../text.ts'
import { amount } from './money.ts'

export interface Candidate {
  at: number
  number: number
  /** '%' or the words that are counted. */
  unit: string
  direction: 'min' | 'max'
  /** Up or down from a baseline, not a level. */
  change: -1 | 0 | 1
  steps: boolean
  baseline?: string
  /** The number may only say where or for whom. */
  weak: boolean
  doubt?: string
}

const documents = 'nghi quyet|quyet dinh|nghi dinh|thong tu|ke hoach|chi thi|cong van|to trinh|luat|bo luat|de an|du an|chuong trinh|van ban|thong bao|bo chi so|bieu|bieu mau|mau|mau so|phu luc|dieu|khoan|diem|muc do|cap do|phien ban|tcvn|iso|quy chuan|giai doan|nam|thang|quy|ngay|tong dai|so hieu|khoa|ky|dot|tuan|phan|chuong|tieu chi|tieu chuan|ban|pho|duong|phong hop|lan thu'
const notTargets: RegExp[] = [
  /\d+\s*\/\s*(?:\d{4}\s*\/\s*)?[A-ZĐ][\p{L}\d-]*/gu,
  new RegExp(`(?<!\\p{L})(?:${documents})(?: so)?[\\s:]*\\d[\\d.:/]*(?:\\s*[-–,]\\s*\\d[\\d.:/]*)*(?!\\s*%)(?![\\d.,]*\\s*%)`, 'gu'),
  /(?<![\d.,])\d{1,2}\s*\/\s*\d{1,2}(?:\s*\/\s*\d{2,4})?(?!\d)/g,
  /(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d|\s*%)/g,
  /(?<![\d/])\d{1,2}\s*(?:thang|nam)(?!\p{L})/gu,
  /(?<=\p{L})\d+|\d+(?=\p{L})/gu,
]
const term = /(?<!(?:giam|rut ngan|cat giam|bot|xuong)[^;.]{0,30})(?<![\d.,])\d+\s*(?:ngay|gio|phut|tieng)(?: lam viec)?(?!\p{L})/gu

const blank = (text: string, pattern: RegExp) => text.replace(pattern, found => ' '.repeat(found.length))

/** The sentence folded, with everything that is no target left blank; brackets too unless `brackets`. */
function bare(sentence: string, brackets: boolean): string {
  let original = brackets ? sentence : blank(sentence, /\([^()]*\)/g)
  original = blank(original, notTargets[0]!)
  let said = fold(original)
  for (const pattern of notTargets.slice(1)) said = blank(said, pattern)
  return blank(said, term)
}

const number = '(\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)'
const percents = new RegExp(`(?<![\\d.,])${number}\\s*(?:%|phan tram|diem phan tram)(?:\\s*(?:-|den|–)\\s*${number}\\s*%)?`, 'g')
const fromTo = new RegExp(`(?<!\\p{L})tu\\s+(?:muc\\s+)?${number}\\s*(%?)\\s*(?:[^\\d;.]{0,24}?)\\s*(len|xuong|den|thanh)\\s+(?:con\\s+|muc\\s+)?${number}\\s*(%|\\p{L})`, 'gu')
const counts = new RegExp(`(?<![\\d.,/:%-])${number}(?=\\s+\\p{L})`, 'gu')

const atMost = /(?:khong (?:vuot )?qua|khong vuot|khong cao hon|khong lon hon|toi da|duoi|nho hon|it hon|thap hon|<|≤|<=|xuong con|giam con|chi con|con)\s*(?:muc\s*)?$/
const atLeast = /(?:toi thieu|it nhat|khong duoi|khong thap hon|khong it hon|tren|tu|dat|len|>|≥|>=|tro len|moi [^;.]{0,40}co)\s*(?:muc\s*|ty le\s*|duoc\s*)*$/
const filler = '(?:them|it nhat|toi thieu|toi da|tu|khoang|binh quan|trung binh|duoc|tren|hon|du kien|phan dau|khong duoi|>=|≥|:)'
const up = 'tang|nang|bo sung them|thu hut them'
const down = 'giam|rut ngan|cat giam|tinh gian|bot'
const moving = new RegExp(`(?<!\\p{L})(${up}|${down})(?: ${filler})*\\s*$`, 'u')
const anyMove = new RegExp(`(?<!\\p{L})(?:${up}|${down})(?!\\p{L})`, 'gu')

/** Numbers that may be the target, in the order of the sentence. */
export function candidatesIn(sentence: string, brackets = false): Candidate[] {
  const said = bare(sentence, brackets)
  const found: Candidate[] = []
  const taken: [number, number][] = []
  const baseline = /so voi (?:cung ky )?(?:nam )?((?:19|20)\d\d)/.exec(fold(sentence))?.[1] ?? (/so voi (?:cung ky )?nam truoc/.test(fold(sentence)) ? 'năm trước' : undefined)
  for (const match of said.matchAll(fromTo)) {
    const [all, first, sign, way, second, mark] = match
    const rises = way === 'len' || /tang|nang/.test(said.slice(Math.max(0, match.index - 60), match.index))
    if (way === 'den' && !rises && !/giam/.test(said.slice(Math.max(0, match.index - 60), match.index))) continue
    const unit = mark === '%' ? '%' : unitAt(sentence, match.index + all.length - 1)
    const falls = way === 'xuong' || (!rises && way === 'den')
    found.push({ at: match.index, number: amount(second!), unit, direction: falls ? 'max' : 'min', change: 0, steps: false, baseline: `${first}${sign}`, weak: false })
    taken.push([match.index, match.index + all.length])
  }
  const free = (at: number) => !taken.some(([from, to]) => at >= from && at < to)
  for (const match of said.matchAll(percents)) {
    if (!free(match.index)) continue
    const moved = movement(said, match.index, baseline !== undefined)
    const range = match[2] === undefined ? (/tiet kiem[^;.]{0,30}$/.test(said.slice(0, match.index)) ? { doubt: 'Chưa rõ là mức tiết kiệm phải đạt hay mức giảm.' } : {}) : { doubt: 'Chỉ tiêu là một khoảng; cổng lấy mức thấp.' }
    found.push({ at: match.index, number: amount(match[1]!), unit: '%', direction: directionAt(said, match.index, match.index + match[0].length), change: moved, steps: false, ...(moved && baseline ? { baseline } : {}), weak: false, ...range })
    taken.push([match.index, match.index + match[0].length])
  }
  for (const match of said.matchAll(counts)) {
    if (!free(match.index)) continue
    const unit = unitAt(sentence, match.index + match[0].length)
    const before = said.slice(Math.max(0, match.index - 50), match.index)
    const known = countable.test(fold(unit).replace(/^(?:phong|don vi), /, ''))
    const marked = atLeast.test(before) || atMost.test(before) || /^0\d/.test(match[1]!)
    const moved = movement(said, match.index, baseline !== undefined && known)
    if (!known && !marked && !moved) continue
    const steps = /^(?:giai doan|buoc|moc|pha|hop phan)(?: |$)/.test(fold(unit)) && !atLeast.test(before.replace(/(?:tu|tren)\s*$/, ''))
    const rank = /(?:nhom|top|trong so|thuoc)\s*$/.test(before) ? { doubt: 'Con số có thể là thứ hạng.', direction: 'max' as const } : {}
    const scope = /(?:^|\s)(?:tai|cho|cua|voi|trong|o|giua|thuoc|doi voi|tren|tu)\s*$/.test(before) && !/(?:toi thieu|it nhat|khong duoi|tren|dat)\s*$/.test(before)
    found.push({ at: match.index, number: amount(match[1]!), unit, direction: directionAt(said, match.index, match.index + match[0].length), change: steps ? 0 : moved, steps, ...(moved && baseline ? { baseline } : {}), weak: scope && !steps, ...rank })
  }
  const sorted = found.toSorted((a, b) => a.at - b.at)
  // "tại 03 phòng, 02 đơn vị": one list.
  for (const [at, one] of sorted.entries()) if (at && sorted[at - 1]!.weak && /^\S+\s+\p{L}+(?:\s\p{L}+)?\s*(?:,|va)\s*$/u.test(said.slice(sorted[at - 1]!.at, one.at))) one.weak = true
  return sorted
}

function directionAt(said: string, at: number, end: number): 'min' | 'max' {
  if (/^[^;.\d]{0,12}(?:tro xuong|la toi da)/.test(said.slice(end))) return 'max'
  return atMost.test(said.slice(Math.max(0, at - 40), at)) ? 'max' : 'min'
}

/** Whether the number is a step up or down: "giảm 20%", "tăng mức … thêm 5% so với năm 2025"; not "nâng lên 80%". */
function movement(said: string, at: number, compared: boolean): -1 | 0 | 1 {
  const clause = said.slice(said.lastIndexOf(';', at - 1) + 1, at)
  if (/(?:len|xuong|dat|xuong con|giam con|con)\s*(?:muc\s*|duoi\s*|tren\s*|toi thieu\s*|it nhat\s*|tu\s*)*$/.test(clause)) return 0
  const sign = (verb: string): -1 | 1 => (new RegExp(`^(?:${up})$`).test(verb) ? 1 : -1)
  const near = moving.exec(clause)
  if (near) return sign(near[1]!)
  const last = [...clause.matchAll(anyMove)].at(-1)
  return compared && last ? sign(last[0]) : 0
}

const nouns = [
  'tin, bai', 'tin bai', 'bai viet', 'tin', 'bai', 'lop', 'hoi nghi', 'hoi thao', 'buoi', 'cuoc', 'phien', 'dot', 'lan', 'luot', 'san pham', 'chuyen de', 'chuyen muc', 'so', 'ky', 'bao cao', 'ke hoach', 'van ban', 'quyet dinh', 'quy trinh', 'ho so', 'phieu',
  'tthc', 'thu tuc', 'dich vu', 'sang kien', 'mo hinh', 'giai phap', 'nhiem vu', 'don vi', 'phong', 'co quan', 'xa', 'huyen', 'nguoi', 'cong chuc', 'can bo', 'vien chuc', 'lao dong', 'hoc vien', 'doanh nghiep', 'ho', 'doi tuong', 'bien che', 'dau moi', 'bac', 'hang', 'diem', 'tieu chi',
  'giai doan', 'buoc', 'moc', 'pha', 'hop phan', 'phan mem', 'he thong', 'co so du lieu', 'bo', 'to', 'ban', 'trang', 'video', 'clip', 'infographic', 'pano', 'to roi', 'ap phich', 'doan', 'cau', 'thu', 'ngay', 'gio', 'phut', 'ty', 'trieu', 'dong', 'chi tieu', 'nghi quyet', 'de an', 'hoi thi', 'cuoc thi', 'khoa', 'viec lam', 'cong trinh', 'may', 'ca', 'vu', 'don', 'kien nghi', 'y kien', 'tre em', 'gia dinh', 'quy che', 'hop dong', 'du an', 'linh vuc', 'mau', 'bieu', 'van de', 'noi dung', 'cai cach',
]
const countable = new RegExp(`^(?:${nouns.join('|')})(?:[ ,/]|$)`)
const longestFirst = nouns.toSorted((a, b) => b.length - a.length)

/** What is counted: "tin, bài/quý", "đầu mối", "cuộc/năm". */
function unitAt(sentence: string, at: number): string {
  const rest = sentence.slice(at).trimStart()
  const said = fold(rest)
  const noun = longestFirst.find(one => said.startsWith(one) && !/^\p{L}/u.test(said.slice(one.length)))
  const plain = noun ? rest.slice(0, noun.length) : /^[\p{L}]+(?:\s+[\p{L}]+)?/u.exec(rest)?.[0] ?? ''
  const rate = /^\s*\/\s*(?:\d+\s*)?(?:ngày|tuần|tháng|quý|năm)/u.exec(rest.slice(plain.length))?.[0] ?? ''
  return plain + rate.trim()
}
