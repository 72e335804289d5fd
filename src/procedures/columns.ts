// The columns of the register's spreadsheets, in both directions: the export writes them and the import reads the same.
import { isDay, written } from '../clock.ts'
import { clean, fold, line } from '../text.ts'
import {
  channelKinds, levels, limitUnits, onlineLevels, validities,
  type Channel, type Decision, type LegalBasis, type LimitUnit, type Paper, type ProcedureContent,
} from './content.ts'
import { limitOf } from './limits.ts'
import { channelWords, levelWords, limitWords, onlineWords, unitWords, validityWords } from './words.ts'

/** A column of the record itself. `read` puts a cell into the content and throws an Error with a Vietnamese sentence. */
export interface ContentColumn {
  heading: string
  kind: 'text' | 'number' | 'day'
  width: number
  write(content: ProcedureContent): string | number | null
  read(cell: string, content: ProcedureContent): void
}

/** Most characters an Excel cell holds; longer text is cut and ends in `cutMark`. */
const longest = 32_700
export const cutMark = ' … [đã cắt vì ô tính không chứa hết, xem đủ trên cổng]'
export const fitting = (text: string | null): string | null =>
  (text !== null && text.length > longest ? text.slice(0, longest - cutMark.length) + cutMark : text)

// One row of a repeating part is one line of a cell, its fields parted by " | ".
const escaped = (text: string | number | null) => String(text ?? '').replace(/\\/g, '\\\\').replace(/\|/g, '\\|').replace(/\n/g,
  '\\n')
const joined = (fields: (string | number | null)[]) => fields.map(escaped).join(' | ').replace(/(?: \| )+$/, '')
function parted(row: string): (string | null)[] {
  const fields = row.match(/(?:\\.|[^|\\])*(?:\||$)/g) ?? []
  return fields.map(field => field.replace(/\|$/, '').trim().replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
    || null)
}
const rowsOf = (cell: string) => cell.split('\n').filter(row => row.trim())

/** The code of a word, however it is cased or accented. */
function codeOf<T extends string>(word: string | null, codes: readonly T[], words: Record<T, string>, called: string): T {
  const found = codes.find(code => fold(words[code]) === fold(line(word ?? '')))
  if (!found) throw new Error(`Không hiểu ${called} “${word ?? ''}”. Ghi một trong: ${codes.map(code => words[code]).join('; ')}.`)
  return found
}

const text = (heading: string, width: number,
  key: 'field' | 'audience' | 'steps' | 'conditions' | 'result' | 'code' | 'sourceUrl'): ContentColumn => ({
  heading, width, kind: 'text', write: content => fitting(content[key]),
    read: (cell, content) => { content[key] = clean(cell).trim() || null },
})
const agency = (heading: string, key: keyof ProcedureContent['agencies']): ContentColumn => ({
  heading, width: 32, kind: 'text', write: ({ agencies }) => agencies[key],
    read: (cell, content) => { content.agencies[key] = clean(cell).trim() || null },
})
const decision = (heading: string, kind: 'text' | 'day', key: keyof Decision): ContentColumn => ({
  heading, width: 18, kind, write: content => content.decision?.[key] ?? null,
  read: (cell, content) => { if (cell) content.decision = { number: '', date: null, issuer: null, ...content.decision,
    [key]: kind === 'day' ? dayOf(cell) : line(cell) } },
})

export const contentColumns: ContentColumn[] = [
  text('Mã số', 14, 'code'),
  { heading: 'Tên thủ tục', width: 60, kind: 'text', write: ({ name }) => name,
    read: (cell, content) => { content.name = line(cell); if (!content.name) throw new Error('Chưa ghi tên thủ tục.') } },
  { heading: 'Tên thường gọi', width: 28, kind: 'text', write: ({ aliases }) => aliases.join('\n') || null,
    read: (cell, content) => { content.aliases = cell.split(/[\n;]/).map(line).filter(Boolean) } },
  text('Lĩnh vực', 24, 'field'),
  { heading: 'Cấp thực hiện', width: 18, kind: 'text', write: content => content.levels.map(level => levelWords[level]).join(', ')
    || null,
    read: (cell, content) => { content.levels = cell.split(/[,;\n]/).filter(part => part.trim()).map(part =>
      codeOf(part, levels, levelWords, 'cấp thực hiện')) } },
  text('Đối tượng thực hiện', 28, 'audience'),
  agency('Cơ quan thực hiện', 'handling'),
  agency('Cơ quan có thẩm quyền', 'competent'),
  agency('Cơ quan phối hợp', 'coordinating'),
  agency('Cơ quan ban hành', 'issuing'),
  agency('Địa chỉ tiếp nhận', 'receiving'),
  { heading: 'Cách nộp (hình thức | trường hợp | thời hạn | phí, lệ phí | ghi chú)', width: 50, kind: 'text',
    write: ({ channels }) => fitting(channels.map(one => joined([channelWords[one.kind], one.case,
      one.limitText ?? (one.limit && limitWords(one.limit)), one.fee, one.note])).join('\n') || null),
    read: (cell, content) => { content.channels = rowsOf(cell).map(channelOf) } },
  { heading: 'Giấy tờ (tên | trường hợp | bản chính | bản sao | mẫu | bắt buộc | ghi chú)', width: 60, kind: 'text',
    write: ({ papers }) => fitting(papers.map(one => joined([one.name, one.case, one.originals, one.copies, one.form, one.required
      ? 'có' : 'không', one.note])).join('\n') || null),
    read: (cell, content) => { content.papers = rowsOf(cell).map(paperOf) } },
  text('Trình tự thực hiện', 60, 'steps'),
  text('Yêu cầu, điều kiện', 40, 'conditions'),
  text('Kết quả', 30, 'result'),
  { heading: 'Căn cứ pháp lý (số ký hiệu | trích yếu | ngày | cơ quan | hiệu lực)', width: 50, kind: 'text',
    write: ({ legalBases }) => fitting(legalBases.map(one =>
      joined([one.number, one.title, one.date && written(one.date), one.issuer,
      validityWords[one.validity]])).join('\n') || null),
    read: (cell, content) => { content.legalBases = rowsOf(cell).map(basisOf) } },
  { heading: 'Mức độ trực tuyến', width: 18, kind: 'text', write: ({ onlineLevel }) => onlineLevel && onlineWords[onlineLevel],
    read: (cell, content) => { content.onlineLevel = line(cell) ? codeOf(cell, onlineLevels, onlineWords, 'mức độ trực tuyến')
      : null } },
  { heading: 'Qua bưu chính công ích', width: 12, kind: 'text', write: ({ postal }) =>
    (postal === null ? null : postal ? 'có' : 'không'),
    read: (cell, content) => { content.postal = line(cell) ? yes(cell) : null } },
  limitNumber('Thời hạn theo quy định', 'statutory'), limitUnit('Đơn vị thời hạn theo quy định', 'statutory'),
  limitNumber('Thời hạn sau cắt giảm', 'actual'), limitUnit('Đơn vị thời hạn sau cắt giảm', 'actual'),
  { heading: 'Quyết định cắt giảm', width: 20, kind: 'text', write: ({ reduction }) => reduction?.decision ?? null,
    read: (cell, content) => { if (line(cell)) { reductionOf(content).decision = line(cell) } } },
  decision('Quyết định công bố', 'text', 'number'),
  decision('Ngày quyết định', 'day', 'date'),
  decision('Cơ quan ra quyết định', 'text', 'issuer'),
  text('Nguồn', 30, 'sourceUrl'),
]

/** Throws an Error with a Vietnamese sentence when the cut of time was given only in part; call it after the last column. */
export function checkReduction(content: ProcedureContent): void {
  const cut = content.reduction
  if (cut && !(cut.statutory.number > 0 && cut.actual.number > 0 && cut.statutory.unit && cut.actual.unit)) {
    throw new Error('Cắt giảm thời hạn cần đủ: thời hạn theo quy định, thời hạn sau cắt giảm và đơn vị của cả hai.')
  }
  if (content.decision && !content.decision.number) throw new Error('Quyết định công bố chưa có số.')
}

const reductionOf = (content: ProcedureContent) =>
  content.reduction ??= { statutory: { number: 0, unit: '' as LimitUnit }, actual: { number: 0, unit: '' as LimitUnit },
    decision: null }

function limitNumber(heading: string, key: 'statutory' | 'actual'): ContentColumn {
  return { heading, width: 10, kind: 'number', write: ({ reduction }) => reduction?.[key].number ?? null,
    read: (cell, content) => { if (line(cell)) reductionOf(content)[key].number = numberOf(cell) } }
}
function limitUnit(heading: string, key: 'statutory' | 'actual'): ContentColumn {
  return { heading, width: 14, kind: 'text', write: ({ reduction }) => reduction && unitWords[reduction[key].unit],
    read: (cell, content) => { if (line(cell)) reductionOf(content)[key].unit = codeOf(cell, limitUnits, unitWords,
      'đơn vị thời hạn') } }
}

function channelOf(row: string): Channel {
  const [kind, forCase = null, limitText = null, fee = null, note = null] = parted(row)
  return { kind: codeOf(kind ?? null, channelKinds, channelWords, 'hình thức nộp'), case: forCase, limit: limitOf(limitText),
    limitText, fee, note }
}

function paperOf(row: string): Paper {
  const [name, forCase = null, originals = null, copies = null, form = null, required = null, note = null] = parted(row)
  if (!name) throw new Error('Một dòng giấy tờ không có tên.')
  const count = (cell: string | null) => (cell === null ? null : numberOf(cell))
  return { name, case: forCase, originals: count(originals), copies: count(copies), form, required: required === null
    || yes(required), note }
}

function basisOf(row: string): LegalBasis {
  const [number = null, title = null, date = null, issuer = null, validity = null] = parted(row)
  return { number, title, date: date && dayOf(date), issuer, validity: validity
    ? codeOf(validity, validities, validityWords, 'hiệu lực') : 'unknown' }
}

function yes(cell: string): boolean {
  const word = fold(line(cell))
  if (word === 'co' || word === 'x') return true
  if (word === 'khong') return false
  throw new Error(`Không hiểu “${cell}”. Ghi “có” hoặc “không”.`)
}

function numberOf(cell: string): number {
  const found = Number(cell.trim().replace(',', '.'))
  if (!Number.isFinite(found) || found < 0) throw new Error(`“${cell}” không phải là số.`)
  return found
}

/** '24/11/2026' or '2026-11-24' → '2026-11-24'. */
export function dayOf(cell: string): string {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line(cell))
  const found = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : line(cell).slice(0, 10)
  if (!isDay(found)) throw new Error(`“${cell}” không phải là ngày. Ghi theo mẫu 24/11/2026.`)
  return found
}
