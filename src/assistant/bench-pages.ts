// What the bench shows of a trial: numbers as people read them, and for each record why it is not the first.
import { catalogue, rowOf } from '../procedures/catalogue.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { percent } from '../web/helpers.ts'
import { noContext, type Turn } from './answering.ts'
import { lags, pointsOf, tryOut, type Point, type Trial, type Tried } from './bench.ts'
import { findTurn, turnsOf } from './conversation.ts'
import type { Check } from './gate.ts'
import type { Hit, Found } from './search-index.ts'
import { statusOf } from './showing.ts'
import { stepsShown } from './steps.ts'
import { tabsFor } from './tabs.ts'
import type { AssistantViews, BenchHit, BenchResult } from './views.ts'

const twoDecimals = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const decimal = (value: number) => twoDecimals.format(value)
const signed = (value: number) => `${value < 0 ? '−' : '+'}${decimal(Math.abs(value))}`

const fieldNames: Record<string, string> = { name: 'tên', said: 'tên thường gọi', head: 'kết quả, lĩnh vực', body: 'nội dung' }
const pointNames: Record<Point['key'], string> = {
  base: 'chữ tìm thấy', ofName: 'tên được phủ', ofQuestion: 'câu hỏi được phủ', agrees: 'hợp nhau', called: 'tên thường gọi', range: 'khoảng tuổi, năm',
    placed: 'địa danh',
}
const facetNames: Record<string, string> = {
  operation: 'việc làm', force: 'lực lượng', service: 'tại ngũ hay đã về', life: 'còn sống hay đã mất', era: 'thời kỳ', papers: 'giấy tờ', school: 'loại trường',
    outside: 'ngoài diện', branch: 'phân hiệu', owner: 'công lập hay tư thục',
  ministry: 'thuộc bộ', capital: 'thủ đô', insurance: 'loại bảo hiểm', exempt: 'miễn giấy phép', father: 'cha, mẹ, con nuôi', periodic: 'định kỳ hay phát sinh',
    leavePoor: 'thoát nghèo', shortfall: 'chưa đủ điều kiện', stage: 'giai đoạn',
  matter: 'lĩnh vực của việc', scheme: 'chế độ chi trả',
}
const doneWords: Record<Found['reading']['done'][number], string> = { telex: 'giải mã phím Telex', vni: 'giải mã phím VNI', tones: 'thêm dấu', slips: 'sửa chữ gõ lẫn' }

/** What the address asks for: a kept turn as it was asked, or a question with what was spoken of before it. */
export interface Wanted { q: string; about: string; as: string; turn: string }

export async function benchPage(c: Ask, wanted: Wanted, withheld: boolean): Promise<AssistantViews['assistant/bench']> {
  const { store: { read }, user, indexing } = c.var
  const tabs = tabsFor(user, '/assistant/bench')
  const { tried, form } = wanted.turn ? await ofTurn(c, wanted.turn) : await ofForm(c, wanted)
  const trial = tried && await tryOut(read, indexing.searcher, tried)
  return { tabs, form, withheld, ways, records: indexing.searcher.size, result: trial && resultOf(trial, tried) }
}

const ways = [{ value: 'context', label: 'cuộc hỏi đáp đang nói về thủ tục này' }, { value: 'chosen', label: 'người hỏi đã chọn thủ tục này' }]

async function ofForm(c: Ask, { q, about, as }: Wanted): Promise<{ tried: Tried | null; form: Form }> {
  const form = filled({ q, about, as: as || 'context' })
  if (!about) return { form, tried: q.trim() ? { question: q, context: noContext, chosen: null } : null }
  const { rows } = await catalogue(c.var.store.read)
  const row = rows.find(({ id, code }) => id === about || code === about)
  if (!row) return { tried: null, form: { ...form, errors: { about: 'Không có thủ tục nào mang mã số này. Hãy xem mã ở đầu trang thủ tục, ví dụ 1.001776.' } } }
  const tried: Tried = as === 'chosen' ? { question: q, context: noContext, chosen: row.id }
    : { question: q, context: { procedureId: row.id, name: row.name, aspect: null }, chosen: null }
  return { form, tried: q.trim() ? tried : null }
}

/** As the turn was asked, with what the conversation had spoken of by then. */
async function ofTurn(c: Ask, id: string): Promise<{ tried: Tried | null; form: Form }> {
  const { read } = c.var.store
  const { turn } = await findTurn(read, c.var.user, id)
  const before = (await turnsOf(read, turn.conversationId)).findLast(({ number }) => number < turn.number)
  const context = before?.answer.context ?? noContext
  const code = context.procedureId && ((await rowOf(read, context.procedureId))?.code ?? context.procedureId)
  return { tried: turn.question ? { question: turn.question, context, chosen: null } : null, form: filled({ q: turn.question, about: code, as: 'context' }) }
}

function resultOf({ turn, found, checks, times }: Trial, { context }: Tried): BenchResult {
  const first = found?.hits.find(({ id }) => id === turn.candidates[0]?.id) ?? found?.hits[0]
  // A question that was not looked up has no candidates, and still it is told what it would have found.
  const order = (turn.candidates.length ? turn.candidates : (found?.hits ?? []).slice(0, 10)).map(({ id }) => id)
  const hits = order.flatMap(id => found?.hits.find(hit => hit.id === id) ?? [])
  return {
    status: statusOf({ ...turn, answer: turn }), heading: turn.outcome === 'answered' ? turn.context.name ?? '' : turn.text, context: context.name,
    parts: turn.parts.map(({ heading, quotes }) => ({ heading, text: quotes.map(({ text }) => text).join(' · ').slice(0, 300) })),
    reading: found ? readingOf(found) : [], steps: stepsShown(turn.steps),
    checks: checks.map(checkOf), hits: hits.map((hit, at) => hitOf(hit, at, first!)),
    rejected: rejectedOf(turn, found, order), between: turn.choices.map(({ name }) => name),
    times: times.map(({ label, ms }) => ({ label, ms: `${decimal(Math.max(0, ms))} ms` })),
  }
}

function readingOf({ reading, told }: Found): BenchResult['reading'] {
  if (!told) return []
  const line = (label: string, text: string) => (text ? [{ label, text }] : [])
  return [
    ...line('Giải phím, viết đủ chữ tắt', told.written), ...line('Đọc thành', reading.text), ...line('Đã làm', reading.done.map(one => doneWords[one]).join(', ')),
    ...line('Lời thường thành lời luật', told.sayings.map(({ said, law }) => `“${said}” → ${law}`).join('; ')),
    ...line('Mã số', told.codes.join(', ')), ...line('Địa danh', told.places.join(', ')),
    ...line('Số năm, tuổi', told.amounts.map(({ number, unit }) => `${number} ${unit}`).join(', ')),
  ]
}

function checkOf({ label, value, least, unit }: Check): BenchResult['checks'][number] {
  const say = (measured: number) => (unit === 'share' ? percent(measured) : decimal(measured))
  const by = value - least
  return { label, value: say(value), least: say(least), by: `${by < 0 ? 'thiếu' : 'dư'} ${say(Math.abs(by))}`, passed: by >= 0 }
}

function hitOf(hit: Hit, at: number, first: Hit): BenchHit {
  const { id, name, score, parts } = hit
  return {
    number: at + 1, href: `/procedures/${id}`, name, score: decimal(score),
    points: parts ? pointsOf(parts).map(({ key, points }) => ({ label: pointNames[key], points: signed(points),
      counts: Math.abs(points) >= 0.005 })).filter(({ counts }) => counts) : null,
    matched: Object.entries(parts?.matched ?? {}).map(([field, words]) => ({ field: fieldNames[field] ?? field, ...mostTelling(words) })),
    facets: (parts?.byFacet ?? []).filter(({ points }) => Math.abs(points) >= 0.005).map(({ facet, asked, named, points }) => (
      { label: facetNames[facet] ?? facet, asked: asked.join(', ') || 'không nói', named: named.join(', ') || 'không nói', points: signed(points) })),
    calledBy: parts && parts.called > 0 ? parts.calledBy : null,
    behind: hit === first ? null : behindOf(hit, first),
  }
}

const mostWords = 8

/** Compounds first; a syllable that stands in one of them says nothing more. */
function mostTelling(words: readonly string[]): { words: string[]; more: number } {
  const pairs = words.filter(word => word.includes(' '))
  const rest = words.filter(word => !word.includes(' ') && !pairs.some(pair => pair.split(' ').includes(word)))
  const all = [...pairs, ...rest]
  return { words: all.slice(0, mostWords), more: Math.max(0, all.length - mostWords) }
}

/** Why a record does not come first. */
function behindOf(hit: Hit, first: Hit): string {
  const gap = first.score - hit.score
  if (gap <= 0) return 'Điểm cao hơn, nhưng thủ tục đứng đầu được ghim, được chọn hoặc được giữ từ câu trước.'
  const why = lags(hit, first).slice(0, 3).map(({ key, points }) => `${pointNames[key]} ${signed(points)}`)
  return `Kém ${decimal(gap)} điểm${why.length ? `: ${why.join(', ')}` : ''}.`
}

/** Found, and yet never answered from. */
function rejectedOf({ steps }: Turn, found: Found | null, order: readonly string[]): BenchResult['rejected'] {
  const excluding = steps.filter(({ name, decided }) => name === 'pin' && decided.startsWith('Loại trừ')).map(({ decided }) => decided).join(' ')
  return (found?.hits ?? []).flatMap(({ id, name, score }, at) => (order.includes(id) ? [] : [
    { href: `/procedures/${id}`, name, why: `Điểm ${decimal(score)}. ${at < 10 && excluding ? excluding : 'Ngoài 10 bản ghi gần nhất.'}` }]))
}
