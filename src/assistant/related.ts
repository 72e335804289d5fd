// Where else in a record a point is spoken of: a place often stands in the steps, a limit in the conditions.
import type { ProcedureContent } from '../procedures/content.ts'
import { empty } from './noise.ts'
import { passagesOf, type Passage, type Section } from './passages.ts'
import type { Aspect } from './understanding.ts'
import { foldKey, keysOf } from './vietnamese.ts'

/** What a sentence that answers on a point looks like, and the sections where it is likely to stand. */
const signs: Record<Aspect, { pattern: RegExp, strong?: RegExp, where: Section[] }> = {
  documents: { pattern: /giấy|đơn|tờ khai|bản sao|hồ sơ|mẫu/iu, where: ['papers', 'steps', 'conditions'] },
  time_limit: { pattern: /\d+ ?(?:\([^)]*\) ?)?(?:giờ|ngày|tháng|năm)/iu, where: ['channels', 'steps', 'conditions'] },
  fee: {
    pattern: /phí|lệ phí|đồng|chi trả|kinh phí/iu,
    strong: /miễn phí|không thu|không phải (?:nộp|trả)|lệ phí|mức thu|\d+ ?đồng/iu,
    where: ['channels', 'steps', 'conditions'],
  },
  place: {
    pattern: /nộp|gửi|tiếp nhận|trung tâm phục vụ|bộ phận một cửa|nơi cư trú|nơi thường trú|cấp xã/iu,
    strong: /(?:nộp|gửi)\s+(?:\d+\s+)?(?:\([^)]*\)\s+)?(?:bộ\s+)?(?:hồ sơ|đơn|bản khai|giấy|tờ khai|trực tiếp)/iu,
    where: ['channels', 'steps', 'agencies'],
  },
  channel: {
    pattern: /trực tuyến|bưu chính|trực tiếp|cổng dịch vụ|vneid|điện tử|bưu điện/iu,
    strong: /cổng dịch vụ công|vneid|bưu chính|ứng dụng|phần mềm/iu,
    where: ['channels', 'steps'],
  },
  form: {
    pattern: /mẫu|phụ lục|tờ khai/iu,
    strong: /mẫu (?:số )?\d|mẫu [A-Z\d]/iu,
    where: ['papers', 'steps', 'result', 'conditions'],
  },
  result: { pattern: /quyết định|giấy|thẻ|thông báo|chứng nhận|bằng|kết quả/iu, where: ['result', 'steps'] },
  conditions: { pattern: /\d|điều kiện|đối tượng|trường hợp|từ đủ|không quá|tối đa|tối thiểu/iu, where: ['conditions', 'steps', 'audience', 'channels', 'papers'] },
  steps: { pattern: /\d+ ?(?:ngày|tháng|giờ)|bước|gửi|lập|trình/iu, where: ['steps', 'channels', 'conditions'] },
  agency: { pattern: /sở|bộ|ủy ban|uỷ ban|cục|chủ tịch|giám đốc|cơ quan|công an|đơn vị|trung đoàn/iu, where: ['agencies', 'steps', 'channels'] },
  legal_basis: { pattern: /nghị định|thông tư|luật|quyết định|pháp lệnh|nghị quyết|\/\d{4}\//iu, where: ['legalBases', 'papers', 'steps', 'conditions'] },
  overview: { pattern: /./u, where: [] },
}

/** A record of 140,000 characters is not read to its end for one answer. */
const mostPassages = 400

interface Read { passage: Passage, keys: string[] }
// Contents are remembered by register.ts, so what was read in one is there for the next question about it.
const readBefore = new WeakMap<ProcedureContent, Map<Aspect, Read[]>>()

function readPassages(content: ProcedureContent, aspect: Aspect): Read[] {
  const had = readBefore.get(content) ?? new Map<Aspect, Read[]>()
  readBefore.set(content, had)
  let read = had.get(aspect)
  if (!read) {
    read = passagesOf(content, signs[aspect].where).slice(0, mostPassages).map(passage => ({ passage, keys: keysOf(passage.text) }))
    had.set(aspect, read)
  }
  return read
}

/** How much of the question's words a passage has; a word that stands in the procedure's name says nothing about which sentence is meant. */
function sharing(question: readonly string[], name: string): (keys: readonly string[]) => number {
  const nameFolds = new Set(keysOf(name).map(foldKey))
  const words = new Map<string, number>()
  const pairs = new Map<string, number>()
  question.forEach((key, at) => {
    if (/^\d/.test(key)) { words.set(key, 1); return }
    const weight = empty.has(key) ? 0.12 : nameFolds.has(foldKey(key)) ? 0.35 : 1
    words.set(key, Math.max(words.get(key) ?? 0, weight))
    if (at > 0) pairs.set(`${question[at - 1]}_${key}`, weight * 1.2)
  })
  return keys => {
    const seen = new Set<string>()
    let shared = 0
    const share = (term: string, weight: number | undefined) => {
      if (weight !== undefined && !seen.has(term)) { seen.add(term); shared += weight }
    }
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!
      const weight = words.get(key)
      if (weight === undefined) continue
      share(key, weight)
      // Both words of a pair that is asked for are asked for themselves.
      if (at > 0 && words.has(keys[at - 1]!)) { const pair = `${keys[at - 1]}_${key}`; share(pair, pairs.get(pair)) }
    }
    return shared / Math.sqrt(12 + keys.length)
  }
}

/** Passages of the record that answer best, best first: words of the question in them, and the look of an answer on the point. */
export function related(question: readonly string[], aspect: Aspect, content: ProcedureContent): Passage[] {
  const sign = signs[aspect]
  if (sign.where.length === 0) return []
  const shared = sharing(question, content.name)
  return readPassages(content, aspect).map(({ passage, keys }, order) => {
    const score = shared(keys) + (sign.pattern.test(passage.text) ? 0.85 : 0) + (sign.strong?.test(passage.text) ? 0.45 : 0)
      - sign.where.indexOf(passage.section) * 0.12 - order * (aspect === 'place' ? 0.006 : 0.001)
    return { passage, score }
  }).sort((a, b) => b.score - a.score).map(({ passage }) => passage)
}

/** 'Đồng' alone is more often a contract's or a council's than money. */
const feeSaid = /phí|không thu|mức thu|\d ?đồng/iu

/** Whether a passage is about the point at all. */
export const speaksOf = (aspect: Aspect, text: string): boolean => (aspect === 'fee' ? feeSaid : signs[aspect].pattern).test(text)

/** Whether a passage says the point outright ('nộp hồ sơ tại …'), not only in passing. */
export const saysOutright = (aspect: Aspect, text: string): boolean => signs[aspect].strong?.test(text) ?? false

/** The one passage of a record, laws aside, that has most of the question's words; null when the record has none. */
export function closestPassage(question: readonly string[], content: ProcedureContent): Passage | null {
  const shared = sharing(question, content.name)
  let best: Passage | null = null
  let most = -1
  for (const passage of passagesOf(content).filter(({ section }) => section !== 'legalBases').slice(0, mostPassages)) {
    const share = shared(keysOf(passage.text))
    if (share > most) { most = share; best = passage }
  }
  return best
}
