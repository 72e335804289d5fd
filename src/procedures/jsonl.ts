// One line of the crawled JSON Lines format of administrative procedures, read as a record of ours.
import { clean, line as oneLine } from '../text.ts'
import { emptyContent, type Channel, type ChannelKind, type LegalBasis, type Level, type OnlineLevel, type Paper, type ProcedureContent } from './content.ts'
import { limitOf } from './limits.ts'

/** What could not be read as it stood. `field` is a component of the record; `message` a Vietnamese sentence. */
export interface Problem { field: string, message: string }
export interface ReadLine { id: string | null, content: ProcedureContent, problems: Problem[] }

const longest = { name: 2_000, short: 1_000, note: 20_000, long: 200_000 }

/**
 * Reads one line. Unknown stays null (a fee that the source does not state is not free); what is too long is cut, what
 * has the wrong type is left out, and both are said in `problems`. Throws an Error with a Vietnamese sentence when the
 * line is not a record at all (not JSON, no object, no name).
 */
export function readProcedureLine(line: string): ReadLine {
  let raw: unknown
  try { raw = JSON.parse(line.replace(/^\uFEFF/, '')) } catch { throw new Error('Dòng không phải là JSON hợp lệ.') }
  if (!isObject(raw)) throw new Error('Dòng không phải là một bản ghi thủ tục.')
  const problems: Problem[] = []
  const take = reader(problems)
  const name = take.line(raw, 'name', 'tên thủ tục', longest.name)
  if (!name) throw new Error('Bản ghi không có tên thủ tục.')

  const content: ProcedureContent = {
    ...emptyContent(name.replace(/(?<=\p{L}\)?)\s*\.$/u, '')),
    code: take.line(raw, 'code', 'mã thủ tục', 60),
    aliases: take.list(raw, 'aliases', 'tên thường gọi').flatMap((one) => (typeof one === 'string' && oneLine(one) ? [oneLine(one)] : [])),
    field: take.line(raw, 'field', 'lĩnh vực', longest.short),
    levels: levelsOf(take.line(raw, 'level', 'cấp thực hiện', longest.short), problems),
    audience: take.line(raw, 'audience', 'đối tượng thực hiện', longest.note),
    channels: channelsOf(take, raw, problems),
    papers: papersOf(take, raw, problems),
    steps: take.text(raw, 'steps', 'trình tự thực hiện'),
    conditions: take.text(raw, 'conditions', 'yêu cầu, điều kiện'),
    result: take.text(raw, 'result', 'kết quả'),
    legalBases: basesOf(take, raw, problems),
    onlineLevel: onlineOf(take.line(raw, 'online_level', 'mức độ trực tuyến', 60)),
    postal: typeof raw.postal === 'boolean' ? raw.postal : null,
    sourceUrl: addressOf(take.line(raw, 'url', 'địa chỉ nguồn', 2_000)),
  }
  content.agencies.handling = take.line(raw, 'agency', 'cơ quan thực hiện', longest.note)
  content.agencies.issuing = take.line(raw, 'authority', 'cơ quan ban hành', longest.short)
  const decision = take.line(raw, 'decision', 'quyết định công bố', longest.short)
  if (decision) content.decision = { number: decision, date: null, issuer: null }

  if (!content.code) problems.push({ field: 'code', message: 'Không có mã số thủ tục.' })
  if (raw.parse === 'flat') problems.push({ field: 'steps', message: 'Nguồn không phân rõ các mục: hãy đối chiếu với Cổng Dịch vụ công quốc gia.' })
  return { id: take.line(raw, 'id', 'mã bản ghi', 200), content, problems }
}

type Raw = Record<string, unknown>
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

function reader(problems: Problem[]) {
  const string = (raw: Raw, key: string, called: string, most: number): string | null => {
    const value = raw[key]
    if (value === null || value === undefined || value === '') return null
    if (typeof value !== 'string' && typeof value !== 'number') {
      problems.push({ field: key, message: `Mục ${called} không phải là chữ nên bị bỏ qua.` })
      return null
    }
    const text = clean(String(value))
    if (text.length <= most) return text
    problems.push({ field: key, message: `Mục ${called} dài ${text.length.toLocaleString('vi-VN')} ký tự, đã cắt còn ${most.toLocaleString('vi-VN')}.` })
    return text.slice(0, most)
  }
  return {
    line: (raw: Raw, key: string, called: string, most: number) => oneLine(string(raw, key, called, most) ?? '') || null,
    text: (raw: Raw, key: string, called: string) =>
      (string(raw, key, called, longest.long) ?? '').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim() || null,
    list: (raw: Raw, key: string, called: string): unknown[] => {
      const value = raw[key]
      if (value === null || value === undefined) return []
      if (Array.isArray(value)) return value.slice(0, 2_000)
      problems.push({ field: key, message: `Mục ${called} không phải là danh sách nên bị bỏ qua.` })
      return []
    },
  }
}
type Take = ReturnType<typeof reader>

const levelNames: [RegExp, Level][] = [
  [/bộ|trung ương/i, 'ministry'], [/tỉnh/i, 'province'], [/huyện|quận/i, 'district'], [/xã|phường/i, 'commune'], [/khác/i, 'other'],
]

function levelsOf(text: string | null, problems: Problem[]): Level[] {
  const found = new Set<Level>()
  for (const part of (text ?? '').split(/[,;]/)) {
    const level = levelNames.find(([pattern]) => pattern.test(part))?.[1]
    if (level) found.add(level)
    else if (part.trim()) problems.push({ field: 'levels', message: `Không hiểu cấp thực hiện “${part.trim()}”.` })
  }
  if (found.has('district')) problems.push({ field: 'levels', message: 'Bản ghi còn ghi cấp huyện, nay không còn.' })
  return [...found]
}

const kindOf = (text: string | null): ChannelKind | null =>
  !text ? null : /trực tuyến|mạng|điện tử/i.test(text) ? 'online' : /bưu/i.test(text) ? 'post' : /trực tiếp/i.test(text) ? 'inPerson' : null

function channelsOf(take: Take, raw: Raw, problems: Problem[]): Channel[] {
  return take.list(raw, 'methods', 'cách thức thực hiện').flatMap((one) => {
    if (!isObject(one)) { problems.push({ field: 'channels', message: 'Một dòng cách thức thực hiện không đọc được nên bị bỏ qua.' }); return [] }
    const named = take.line(one, 'channel', 'hình thức nộp', longest.short)
    const kind = kindOf(named)
    if (!kind) problems.push({ field: 'channels', message: `Không hiểu hình thức nộp “${named ?? ''}”, tạm ghi là trực tiếp.` })
    const limitText = take.line(one, 'time_limit', 'thời hạn giải quyết', longest.note)
    return [{
      kind: kind ?? 'inPerson',
      case: take.line(one, 'case', 'trường hợp', longest.note),
      limit: limitOf(limitText), limitText,
      fee: feeOf(take.line(one, 'fee', 'phí, lệ phí', longest.note), problems),
      note: take.text(one, 'note', 'ghi chú'),
    }]
  })
}

/** The words of the fee without the portal's link text; null when they name a fee but no amount ('Phí : Đồng'). */
function feeOf(text: string | null, problems: Problem[]): string | null {
  if (text === null) return null
  const fee = oneLine(text.replace(/Xem chi tiết/gi, '; ').replace(/(?:;\s*)+/g, '; ').replace(/;\s*$/, ''))
  if (/^(?:lệ )?phí\s*:?\s*đồng$/i.test(fee) || fee === '') {
    problems.push({ field: 'channels', message: 'Nguồn ghi lệ phí nhưng không ghi số tiền: để là chưa có thông tin.' })
    return null
  }
  if (/^[1-9]\d{0,2} VNĐ$/i.test(fee)) problems.push({ field: 'channels', message: `Lệ phí “${fee}” có vẻ thiếu hàng nghìn, hãy kiểm tra lại.` })
  return fee
}

function papersOf(take: Take, raw: Raw, problems: Problem[]): Paper[] {
  const count = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1_000 ? value : null)
  return take.list(raw, 'documents', 'thành phần hồ sơ').flatMap((one) => {
    if (!isObject(one)) { problems.push({ field: 'papers', message: 'Một giấy tờ không đọc được nên bị bỏ qua.' }); return [] }
    const name = take.text(one, 'name', 'tên giấy tờ')
    if (!name) return []
    return [{
      name, case: take.text(one, 'case', 'trường hợp'), originals: count(one.originals), copies: count(one.copies),
      form: take.line(one, 'form', 'mẫu', longest.short), required: true, note: take.text(one, 'note', 'ghi chú'),
    }]
  })
}

const actNumber = /\d+[\w./]*\/\d{4}\/[\p{Lu}\d-]+|\d+[\w.]*\/[\p{Lu}][\p{L}\d&-]+/u

function basesOf(take: Take, raw: Raw, problems: Problem[]): LegalBasis[] {
  return take.list(raw, 'legal_basis', 'căn cứ pháp lý').flatMap((one) => {
    if (!isObject(one)) { problems.push({ field: 'legalBases', message: 'Một căn cứ pháp lý không đọc được nên bị bỏ qua.' }); return [] }
    const code = take.line(one, 'code', 'số ký hiệu', longest.short)
    const title = take.line(one, 'title', 'trích yếu', longest.note)
    if (!code && !title) return []
    const dated = /ngày (\d{1,2})[/. ](?:tháng )?(\d{1,2})[/. ](?:năm )?(\d{4})/i.exec(title ?? '')
    const date = dated ? `${dated[3]}-${dated[2]!.padStart(2, '0')}-${dated[1]!.padStart(2, '0')}` : null
    const real = date !== null && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date)
    return [{ number: actNumber.exec(code ?? '')?.[0] ?? code, title, date: real ? date : null, issuer: null, validity: 'unknown' as const }]
  })
}

const onlineOf = (text: string | null): OnlineLevel | null =>
  !text ? null : /toàn trình/i.test(text) ? 'full' : /một phần/i.test(text) ? 'partial' : /cung cấp thông tin|không/i.test(text) ? 'none' : null

const addressOf = (text: string | null): string | null => (text && /^https?:\/\/\S+$/.test(text) ? text : null)
