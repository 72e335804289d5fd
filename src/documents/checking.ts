// The format check: reads a Word file back and says, rule by rule, what departs from Nghị định 30/2020/NĐ-CP, Phụ lục I.
import { balancedWidth, widthOf } from './measures.ts'
import { allowed, paper, twips } from './page.ts'
import { readForm, type Letters, type Paragraph, type Section, type WordDocument } from './reading.ts'
import { outline, type Outline } from './outline.ts'
import { roman, signOfKind, upper } from './wording.ts'

export interface Finding {
  /** Short name of what is looked at: 'Lề trang', 'Quốc hiệu'. */
  rule: string
  /** What the decree wants, as a sentence for staff. */
  wanted: string
  right: boolean
  /** What stands there instead, with the place; null when it is right. */
  found: string | null
}

/**
 * All rules that apply to the document, in the order of the page; those about parts it does not have (grounds, annexes) are left out.
 * Throws Invalid({ file }) for what is no Word file, or a damaged or hostile one.
 */
export async function checkForm(bytes: Uint8Array): Promise<Finding[]> {
  const document = await readForm(bytes)
  const parts = outline(document)
  return [...checkPages(document), ...checkHead(parts), ...checkTitle(parts), ...checkText(parts), ...checkEnd(parts), ...checkAnnexes(document, parts)]
}

const finding = (rule: string, wanted: string, found: string | null | undefined): Finding => ({ rule, wanted, right: !found, found: found || null })
const range = ([least, most]: readonly [number, number]) => `${decimal(least)}–${decimal(most)}`
const decimal = (value: number): string => String(Math.round(value * 100) / 100).replace('.', ',')
const within = (value: number, [least, most]: readonly [number, number], slack = 0): boolean => value >= least - slack && value <= most + slack
const shown = (text: string): string => `“${text.trim().length > 48 ? `${text.trim().slice(0, 46)}…` : text.trim()}”`
const millimetres = (value: number): number => value * 25.4 / 1440
const written = (paragraph: Paragraph): Letters[] => paragraph.runs.filter(run => run.text.trim())

interface Look { sizes?: readonly [number, number]; bold?: boolean; italic?: boolean; capitals?: boolean; align?: string }
const boldTitle: Look = { sizes: [13, 14], bold: true, italic: false, align: 'center' }
const capitalTitle: Look = { ...boldTitle, capitals: true }
const officeName: Look = { ...capitalTitle, sizes: [12, 13] }

/** What is wrong with the letters of some paragraphs, or null. */
function looks(paragraphs: readonly Paragraph[], { sizes, bold, italic, capitals, align }: Look): string | null {
  for (const paragraph of paragraphs) {
    for (const run of written(paragraph)) {
      const wrong = sizes && !within(run.size, sizes) ? `cỡ chữ ${decimal(run.size)}`
        : bold !== undefined && run.bold !== bold ? (bold ? 'không đậm' : 'in đậm')
          : italic !== undefined && run.italic !== italic ? (italic ? 'không nghiêng' : 'in nghiêng')
            : capitals && run.text !== upper(run.text) ? 'không viết hoa' : null
      if (wrong) return `${shown(run.text)}: ${wrong}`
    }
    if (align && paragraph.text.trim() && paragraph.align !== align) return `${shown(paragraph.text)}: canh lề “${paragraph.align}”`
  }
  return null
}

function checkPages({ paragraphs, sections }: WordDocument): Finding[] {
  const first = <T>(items: readonly T[], wrong: (item: T, index: number) => string | null | undefined): string | null => {
    for (const [index, item] of items.entries()) { const found = wrong(item, index); if (found) return found }
    return null
  }
  const where = (index: number) => (index ? `phần ${index + 1}: ` : '')
  const isA4 = ({ width, height }: Section) => Math.abs(Math.min(width, height) - paper.short) < 30 && Math.abs(Math.max(width, height) - paper.long) < 30
  const margin = (name: string, side: 'top' | 'bottom' | 'left' | 'right') => finding(`Lề ${name}`, `Lề ${name} ${range(allowed[side])} mm`,
    first(sections, (section, index) => (within(millimetres(section[side]), allowed[side], 0.3) ? null : `${where(index)}${decimal(Math.round(millimetres(section[side]) * 10) / 10)} mm`)))
  const letters = paragraphs.flatMap(written)
  const strange = letters.find(run => run.font !== 'Times New Roman')
  const coloured = letters.find(run => !/^(?:auto|000000)$/i.test(run.colour))
  return [
    finding('Khổ giấy', 'Giấy A4 (210 × 297 mm)',
      first(sections, (section, index) => (isA4(section) ? null : `${where(index)}${Math.round(millimetres(section.width))} × ${Math.round(millimetres(section.height))} mm`))),
    margin('trên', 'top'), margin('dưới', 'bottom'), margin('trái', 'left'), margin('phải', 'right'),
    finding('Phông chữ', 'Times New Roman', strange && `${shown(strange.text)}: ${strange.font}`),
    finding('Màu chữ', 'Màu đen', coloured && `${shown(coloured.text)}: màu ${coloured.colour}`),
    finding('Số trang', 'Chữ số Ả Rập, cỡ 13–14, đứng, giữa lề trên; không hiện ở trang thứ nhất',
      first(sections, ({ numbered, hidesFirst }, index) => {
      const head = numbered.find(one => one.place === 'head')?.paragraph
      if (!head) return `${where(index)}${numbered.some(one => one.place === 'foot') ? 'số trang đặt ở lề dưới' : 'không có số trang'}`
      if (!hidesFirst || numbered.some(one => one.place === 'first')) return `${where(index)}trang thứ nhất có số trang`
      const wrong = looks([{ ...head, runs: head.runs.map(run => ({ ...run, text: run.text.trim() || '2' })) }], { sizes: [13, 14], bold: false, italic: false })
      return wrong ? `${where(index)}${wrong}` : head.align === 'center' ? null : `${where(index)}số trang không ở giữa`
    })),
  ]
}

/** What is wrong with the line under some words, which should be as long as the shares say. */
function lineUnder(parts: Outline, words: readonly Paragraph[], [least, most]: readonly [number, number]): string | null {
  const last = words.at(-1)
  if (!last) return null
  const at = parts.all.indexOf(last)
  const next = parts.all[at + 1]
  const line = [last.line, next && !next.text.trim() && next.table === last.table ? next.line : null].find(one => one !== null)
  if (line === undefined || line === null) return words.some(one => written(one).some(run => run.underlined)) ? 'gạch chân chữ thay cho đường kẻ' : 'không có đường kẻ'
  if (!line) return null
  const long = Math.max(...words.map(word => {
    const type = { size: written(word)[0]?.size ?? 13, bold: written(word)[0]?.bold }
    return Math.min(widthOf(word.text.trim(), type), balancedWidth(word.text.trim(), type, word.within))
  }))
  const share = line / long
  return share >= least && share <= most ? null : `đường kẻ dài ${Math.round(share * 100)} % dòng chữ`
}

/** Mẫu 1.9 and what amends it: no line of place and date, two signatures. */
const isMinutes = ({ kindName }: Outline): boolean => kindName !== null && signOfKind[kindName] === 'BB'

const sign = /^Số ?: ?(?<number>\d*|\s*|[….\s]+)\/(?<sign>.*)$/u

function checkHead(parts: Outline): Finding[] {
  const { country, motto, superior, issuer, number, placeAndDate, regarding } = parts
  const half: readonly [number, number] = [0.32, 0.51]
  const found = [
    finding('Quốc hiệu', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM: chữ in hoa, cỡ 12–13, đứng, đậm',
      country ? looks([country], officeName) : 'không có'),
    finding('Tiêu ngữ', 'Độc lập - Tự do - Hạnh phúc: chữ in thường, cỡ 13–14, đứng, đậm, ở giữa dưới Quốc hiệu',
      !motto ? 'không có' : motto.text.trim() !== 'Độc lập - Tự do - Hạnh phúc' ? shown(motto.text) : looks([motto], boldTitle)),
    finding('Đường kẻ dưới Tiêu ngữ', 'Nét liền, dài bằng dòng chữ', motto && lineUnder(parts, [motto], [0.93, 1.07])),
  ]
  if (superior.length) found.push(finding('Cơ quan chủ quản', 'Chữ in hoa, cỡ 12–13, đứng, không đậm',
    looks(superior, { sizes: [12, 13], bold: false, italic: false, capitals: true, align: 'center' })))
  found.push(
    finding('Cơ quan ban hành', 'Chữ in hoa, cỡ 12–13, đứng, đậm', issuer.length ? looks(issuer, officeName) : 'không có'),
    finding('Đường kẻ dưới cơ quan ban hành', 'Nét liền, dài 1/3–1/2 dòng chữ', lineUnder(parts, issuer, half)),
    finding('Số, ký hiệu', 'Số: 05/BB-SNV: chữ đứng cỡ 13, số nhỏ hơn 10 có số 0, dấu / sau số, dấu - giữa các nhóm, không có khoảng trống',
      number ? numberWrong(number, parts) : 'không có'),
  )
  if (!isMinutes(parts) || placeAndDate) found.push(finding('Địa danh, ngày tháng', 'Lào Cai, ngày 05 tháng 02 năm 2026: cỡ 13–14, nghiêng; số 0 trước ngày nhỏ hơn 10 và tháng 1, 2',
    placeAndDate ? dateWrong(placeAndDate) : 'không có'))
  if (isMinutes(parts)) found.push(finding('Biên bản', 'Mẫu 1.9 không có dòng địa danh, ngày tháng',
    placeAndDate && shown(placeAndDate.text)))
  if (regarding) {
    found.push(finding('Trích yếu công văn', 'V/v …: cỡ 12–13, đứng, dưới số và ký hiệu, cách 6 pt',
      looks([regarding], { sizes: [12, 13], bold: false, italic: false, align: 'center' }) ?? (regarding.before + (number?.after ?? 0) >= 120 ? null : `cách ${decimal(regarding.before / 20)} pt`)))
  }
  return found
}

function numberWrong(number: Paragraph, { kindName }: Outline): string | null {
  const match = sign.exec(number.text.trim())?.groups
  if (!match) return shown(number.text)
  if (/^\d$/.test(match.number!) || match.number === '0') return `${shown(number.text)}: thiếu số 0`
  if (/\s/.test(match.sign!) || match.sign!.includes('–') || !/^\p{Lu}[\p{L}\d]*(?:-\p{Lu}[\p{L}\d]*)*$/u.test(match.sign!)) return `ký hiệu ${shown(match.sign!)}`
  const wanted = kindName && signOfKind[kindName]
  if (wanted && match.sign!.split('-')[0] !== wanted) return `${shown(match.sign!)}: ${kindName} có ký hiệu ${wanted}`
  return looks([number], { sizes: [13, 13], bold: false, italic: false, align: 'center' })
}

function dateWrong(paragraph: Paragraph): string | null {
  const match = /,\s+ngày\s(?<day>[\d….\s]*?)\s?tháng\s(?<month>[\d….\s]*?)\s?năm\s?(?<year>.*)$/u.exec(paragraph.text.trim())?.groups
  if (!match) return shown(paragraph.text)
  const [day, month] = [match.day!.trim(), match.month!.trim()]
  if (/^\d$/.test(day)) return `ngày ${day}: thiếu số 0`
  if (/^[12]$/.test(month)) return `tháng ${month}: thiếu số 0`
  if (/^0[3-9]$/.test(month)) return `tháng ${month}: thừa số 0`
  return looks([paragraph], { sizes: [13, 14], italic: true, bold: false })
}

function checkTitle(parts: Outline): Finding[] {
  const { kind, abstract, grounds } = parts
  const found: Finding[] = []
  if (!kind && !parts.regarding) found.push(finding('Tên loại', 'Có tên loại văn bản, hoặc V/v … nếu là công văn', 'không có'))
  if (kind) {
    found.push(
      finding('Tên loại', 'Chữ in hoa, cỡ 13–14, đứng, đậm, ở giữa', looks([kind], capitalTitle)),
      finding('Trích yếu', 'Dưới tên loại: chữ in thường, cỡ 13–14, đứng, đậm, ở giữa',
        abstract.length ? looks(abstract, boldTitle) : 'không có'),
      finding('Đường kẻ dưới trích yếu', 'Nét liền, dài 1/3–1/2 dòng chữ', lineUnder(parts, abstract, [0.32, 0.51])),
    )
  }
  if (grounds.length) {
    const unended = grounds.find((ground, index) => !ground.text.trim().endsWith(index === grounds.length - 1 ? '.' : ';'))
    found.push(finding('Căn cứ', 'Chữ nghiêng cỡ 13–14; mỗi căn cứ một dòng, cuối dòng có dấu “;”, dòng cuối có dấu “.”',
      looks(grounds, { sizes: [13, 14], italic: true, bold: false }) ?? (unended && `${shown(unended.text.slice(-40))}: dấu cuối dòng`)))
  }
  return found
}

function checkText({ body, grounds }: Outline): Finding[] {
  // What is centred or set to the right on purpose (a motto of the text, the source of a quotation) is not running text.
  const running = [...grounds, ...body].filter(one => !/^(?:center|right|end)$/.test(one.align))
  const set = running.filter(one => one.align === 'both')
  const wrong = (bad: (paragraph: Paragraph) => string | null): string | null => {
    for (const paragraph of running) { const found = bad(paragraph); if (found) return `${shown(paragraph.text)}: ${found}` }
    return null
  }
  const indents = allowed.indent.map(value => twips.ofMillimetres(value * 10))
  const last = body.at(-1)
  return [
    finding('Cỡ chữ nội dung', 'Cỡ 13–14', looks(body, { sizes: [13, 14] })),
    finding('Canh lề nội dung', 'Canh đều cả hai lề',
      set.length * 2 < running.length ? `${running.length - set.length} đoạn trong ${running.length} đoạn không canh đều` : null),
    finding('Lùi đầu dòng', 'Dòng đầu mỗi đoạn lùi 1 cm hoặc 1,27 cm',
      wrong(one => (one.left || one.listed || one.align !== 'both' || indents.some(indent => Math.abs(one.first - indent) < 12) ? null : `lùi ${decimal(millimetres(one.first) / 10)} cm`))),
    finding('Khoảng cách đoạn', 'Các đoạn cách nhau ít nhất 6 pt',
      wrong(one => (one.before + one.after >= 120 ? null : `cách ${decimal((one.before + one.after) / 20)} pt`))),
    finding('Khoảng cách dòng', 'Dòng đơn đến 1,5 dòng',
      wrong(one => (one.lines === null || within(one.lines, allowed.lines, 0.01) ? null : `${decimal(one.lines)} dòng`))),
    finding('Kết thúc nội dung', 'Cuối nội dung có “./.”',
      last?.text.trim().endsWith('./.') ? null : last ? shown(last.text.trim().slice(-40)) : 'không có nội dung'),
  ]
}

const titles = /^(?:PGS|GS|TS|ThS|BS|KS|CN|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư)[.\s]/iu

function checkEnd(parts: Outline): Finding[] {
  const { positions, names, recipients, recipientsHead } = parts
  const found = [
    finding('Chức vụ người ký', 'Chữ in hoa, cỡ 13–14, đứng, đậm; TM., KT., TL., TUQ., Q. trước chức vụ',
      positions.length ? looks(positions, capitalTitle) : 'không có'),
  ]
  if (isMinutes(parts)) {
    const [left, right] = [positions[0], positions.at(-1)].map(one => one?.text.trim() ?? '')
    found.push(finding('Hai chữ ký', 'Biên bản có hai chữ ký: THƯ KÝ bên trái, CHỦ TỌA bên phải',
      positions.length < 2 ? 'chỉ có một chữ ký' : /^(?:THƯ KÝ|NGƯỜI GHI)/u.test(left!) && /^CHỦ (?:TỌA|TOẠ|TRÌ)/u.test(right!) ? null : `${shown(left!)} bên trái, ${shown(right!)} bên phải`))
  }
  if (names.length) {
    const titled = names.find(one => titles.test(one.text.trim()))
    found.push(finding('Họ tên người ký', 'Chữ in thường, cỡ 13–14, đứng, đậm; không ghi học hàm, học vị',
      titled ? shown(titled.text) : looks(names, boldTitle)))
  }
  found.push(finding('Nơi nhận', '“Nơi nhận:” cỡ 12, nghiêng, đậm',
    recipientsHead ? looks([recipientsHead], { sizes: [12, 12], bold: true, italic: true }) : 'không có'))
  if (!recipientsHead) return found
  const last = recipients.at(-1)
  const unlike = recipients.find((one, index) => !/^- \S/.test(one.text.trim()) || !one.text.trim().endsWith(index === recipients.length - 1 ? '.' : ';'))
  found.push(finding('Danh sách nơi nhận', 'Cỡ 11, đứng; mỗi dòng “- …;”, dòng cuối “- Lưu: VT, … .”',
    looks(recipients, { sizes: [11, 11], bold: false, italic: false }) ?? (unlike ? shown(unlike.text) : last && /^- Lưu: VT\b/.test(last.text.trim()) ? null : `dòng cuối ${shown(last?.text ?? '')}`)))
  return found
}

function checkAnnexes({ sections }: WordDocument, { annexes }: Outline): Finding[] {
  if (!annexes.length) return []
  const numberless = annexes.findIndex((annex, index) => annex.heading.text.trim() !== (annexes.length > 1 ? `Phụ lục ${roman(index + 1)}` : 'Phụ lục'))
  const uncounted = annexes.find(annex => sections[annex.heading.section]!.start !== 1 || annexes.filter(one => one.heading.section === annex.heading.section).length > 1)
  const titles = annexes.flatMap(annex => annex.title)
  const attached = annexes.flatMap(annex => annex.attached ?? [])
  return [
    finding('Phụ lục', '“Phụ lục I” cỡ 14, đậm, ở giữa; từ hai phụ lục trở lên đánh số La Mã',
      looks(annexes.map(annex => annex.heading), { sizes: [14, 14], bold: true, italic: false, align: 'center' }) ?? (numberless < 0 ? null : shown(annexes[numberless]!.heading.text))),
    finding('Tên phụ lục', 'Chữ in hoa, cỡ 13–14, đứng, đậm, ở giữa',
      titles.length < annexes.length ? 'không có' : looks(titles, capitalTitle)),
    finding('Chú dẫn phụ lục', '(Kèm theo … số … ngày …): cỡ 13–14, nghiêng, ở giữa',
      attached.length < annexes.length ? 'không có' : looks(attached, { sizes: [13, 14], italic: true, bold: false, align: 'center' })),
    finding('Số trang phụ lục', 'Mỗi phụ lục đánh số trang riêng từ 1', uncounted && shown(uncounted.heading.text)),
  ]
}
