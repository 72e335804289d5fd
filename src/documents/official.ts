// The official documents of the office as Word files and as printed pages, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I.
import { laid, printable, type Block, type Laid } from './body.ts'
import { wordFile } from './file.ts'
import { balancedWidth, brokenName, widthOf } from './measures.ts'
import { layoutOf, textWidth, twips, type Layout } from './page.ts'
import { bodyXml, gapXml, lineXml, paragraphXml, sectionEndXml, sectionXml, sideBySideXml } from './word.ts'
import { closed, dateInWords, numberAndSign, roman, signOfKind, upper } from './wording.ts'

export interface Signature {
  /** For whom, from the top: 'TM. Ủy ban nhân dân', 'KT. Giám đốc', 'TL. Giám đốc', 'TUQ. Giám đốc'; empty when in one's own right. */
  behalf?: readonly string[]
  /** 'Giám đốc', 'Q. Giám đốc', 'Thư ký'. */
  position: string
  /** Without academic titles; null while nobody has been named. */
  name: string | null
}

export interface Annex { title: string; body: readonly Block[]; landscape?: boolean }

/** Names and kinds are given as in a sentence ('Sở Nội vụ', 'Kế hoạch'); capitals, numbers, marks at line ends are the writer's work. */
export interface Official {
  superior: string | null
  /** A line end in it is kept in the head of the document. */
  issuer: string
  /** `value` is null until the number is given; `issuer` is the sign of the office: 'SLĐTBXH', of a công văn 'SLĐTBXH-VP'. */
  number: { value: number | null; issuer: string }
  /** null: no line of place and date, as in minutes. */
  place: string | null
  /** 'YYYY-MM-DD'; 'YYYY-MM', 'YYYY' or null leave blank what is not known. */
  date: string | null
  /** One of `signOfKind`; null is a công văn. */
  kind: string | null
  abstract: string
  addressees?: readonly string[]
  /** Who decides ('Giám đốc Sở …'): the document then says QUYẾT ĐỊNH: after its grounds. */
  authority?: string
  grounds?: readonly string[]
  body: readonly Block[]
  /** One stands on the right; of two the first stands on the left. */
  signatures: readonly [Signature] | readonly [Signature, Signature]
  recipients: readonly string[]
  /** Where it is filed: 'VT, VP'. */
  filed: string
  annexes?: readonly Annex[]
  layout?: Partial<Layout>
}

export interface AnnexSheet { heading: string; title: string; attached: string; landscape: boolean; body: Laid[] }
/** A document with all its words in place; the Word file and the printed page show exactly these. */
export interface Sheet {
  title: string
  /** The names of the offices, broken into the lines that the head has room for. */
  superior: string[]
  issuer: string[]
  number: string
  placeAndDate: string | null
  kind: string | null
  abstract: string
  addressees: string[]
  authority: string | null
  grounds: string[]
  body: Laid[]
  signatures: { lines: string[]; name: string }[]
  recipients: string[]
  annexes: AnnexSheet[]
}

/** Throws an Error for a kind the decree does not know, a signature on nobody's behalf, or a table that does not fill its columns. */
export function sheetOf(document: Official): Sheet {
  const { kind, annexes = [], addressees = [], grounds = [], authority } = document
  const sign = kind === null ? null : signOfKind[kind]
  if (sign === undefined) throw new Error(`"${kind}" is no kind of document`)
  const layout = layoutOf(document.layout)
  const [left] = halves(layout)
  const issuer = document.issuer.replace(/\s+/g, ' ')
  const number = numberAndSign(document.number.value, sign, document.number.issuer)
  const abstract = kind === null ? `V/v ${document.abstract.replace(/^(?:V\/v|Về việc)\s+/i, '')}` : document.abstract
  const attached = printable(`(Kèm theo ${kind ?? 'Công văn'} số ${number} ${dateInWords(document.date)} của ${issuer})`)
  const recipients = [...(kind === null && addressees.length ? ['Như trên'] : []), ...document.recipients]
  return {
    title: printable(kind === null ? `Công văn ${abstract}` : `${kind} ${abstract}`),
    superior: document.superior ? brokenName(printable(upper(document.superior)), { size: layout.head }, left) : [],
    issuer: brokenName(printable(upper(document.issuer)), { size: layout.head, bold: true }, left),
    number: `Số: ${number}`,
    placeAndDate: document.place === null ? null : printable(`${document.place}, ${dateInWords(document.date)}`),
    kind: kind && upper(kind),
    abstract: printable(abstract),
    addressees: (addressees.length === 1 ? [`Kính gửi: ${closed(addressees[0]!, '.')}`]
      : ['Kính gửi:', ...ended(addressees).map(name => `- ${name}`)].slice(0, addressees.length && addressees.length + 1)).map(printable),
    authority: authority ? printable(upper(authority)) : null,
    grounds: ended(grounds).map(printable),
    body: withEnd(laid(document.body)),
    signatures: document.signatures.map(({ behalf = [], position, name }) => {
      for (const one of behalf) if (!/^(?:TM|KT|TL|TUQ)\. \S/.test(one)) throw new Error(`"${one}" does not say on whose behalf is signed`)
      return { lines: [...behalf, position].map(one => printable(upper(one))), name: printable(name ?? '') }
    }),
    recipients: [...recipients.map(one => `- ${closed(one, ';')}`), `- Lưu: ${closed(document.filed, '.')}`].map(printable),
    annexes: annexes.map(({ title, landscape = false, body }, index) => ({
      heading: annexes.length > 1 ? `Phụ lục ${roman(index + 1)}` : 'Phụ lục', title: printable(upper(title)), attached, landscape, body: laid(body),
    })),
  }
}

const ended = (texts: readonly string[]): string[] => texts.map((text, index) => closed(text, index === texts.length - 1 ? '.' : ';'))

/** Every document's text ends with './.'. */
function withEnd(body: Laid[]): Laid[] {
  const last = body.at(-1)
  const run = last?.kind === 'text' ? last.runs.at(-1) : undefined
  if (last?.kind !== 'text' || !run) return [...body, { kind: 'text', role: 'text', align: 'right', runs: [{ text: './.' }] }]
  return [...body.slice(0, -1), { ...last, runs: [...last.runs.slice(0, -1), { ...run, text: closed(run.text, './.') }] }]
}

/** The document as a .docx file. The same document gives the same bytes. Throws as `sheetOf`, and for measures the decree does not allow. */
export function officialDocument(document: Official): Buffer<ArrayBuffer> {
  const layout = layoutOf(document.layout)
  const sheet = sheetOf(document)
  const width = textWidth(layout, false)
  const main = headXml(sheet, layout) + titleXml(sheet, layout, width) + bodyXml(sheet.body, width, layout.tableSize, true) + endXml(sheet, layout, width)
  const annexes = sheet.annexes.map(annex => annexXml(annex, layout))
  const sections = [sectionXml(layout, false), ...sheet.annexes.map(annex => sectionXml(layout, annex.landscape))]
  const content = [main, ...annexes].map((part, index) => part + (index === annexes.length ? sections[index] : sectionEndXml(sections[index]!)))
  return wordFile(content.join(''), layout, { title: sheet.title, issuer: document.issuer.replace(/\s+/g, ' '), date: document.date })
}

const motto = 'Độc lập - Tự do - Hạnh phúc'
const country = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
// The decree's 1/3 to 1/2 of the text above.
const shortLine = 0.42

/** The right half of the head is as wide as quốc hiệu needs, the rest belongs to the names of the offices. */
function halves(layout: Layout): [left: number, right: number] {
  const right = widthOf(country, { size: layout.head, bold: true }) + 140
  return [textWidth(layout, false) - right, right]
}

function headXml(sheet: Sheet, layout: Layout): string {
  const [left, right] = halves(layout)
  const centred = (text: string, size: number, form: { bold?: boolean; italic?: boolean } = {}, before = 0) => paragraphXml([{ text, ...form }], { style: 'head', size, before })
  const names = sheet.superior.map(line => centred(line, layout.head)).join('') + sheet.issuer.map(line => centred(line, layout.head, { bold: true })).join('')
  const longest = Math.max(...sheet.issuer.map(line => widthOf(line, { size: layout.head, bold: true })))
  const mottoType = { size: layout.head + 1, bold: true }
  const state = centred(country, layout.head, { bold: true }) + centred(motto, layout.head + 1, { bold: true }) + lineXml(widthOf(motto, mottoType), right)
  const regarding = sheet.kind !== null ? ''
    : paragraphXml([{ text: sheet.abstract }], { style: 'head', size: layout.head, before: 6, ...narrowed(sheet.abstract, { size: layout.head }, left) })
  return sideBySideXml([left, right], [
    [names + lineXml(longest * shortLine, left), state],
    [centred(sheet.number, 13, {}, 6) + regarding, sheet.placeAndDate === null ? '' : centred(sheet.placeAndDate, layout.size, { italic: true }, 6)],
  ])
}

/** Indents that make centred words of several lines alike in length. */
function narrowed(text: string, type: { size: number; bold?: boolean }, within: number): { left: number; right: number } {
  // Two hundredths more than measured, so that another font's slightly wider letters do not break differently.
  const side = Math.max(0, Math.floor((within - balancedWidth(text, type, within) * 1.02) / 2))
  return { left: side, right: side }
}

function titleXml(sheet: Sheet, layout: Layout, width: number): string {
  const type = { size: layout.size, bold: true }
  const middle = (text: string, before: number, after: number) => paragraphXml([{ text, bold: true }], { style: 'head', size: layout.size, before, after, keepWithNext: true })
  const within = Math.round(width * 0.85)
  const title = sheet.kind === null ? gapXml(18) : middle(sheet.kind, 18, 0)
    + paragraphXml([{ text: sheet.abstract, bold: true }], { style: 'head', size: layout.size, keepWithNext: true, ...narrowed(sheet.abstract, type, within) })
    + lineXml(Math.min(widthOf(sheet.abstract, type), balancedWidth(sheet.abstract, type, within)) * shortLine, width, 12)
  const addressees = sheet.addressees.map((text, index) => {
    const form = sheet.addressees.length === 1 ? { align: 'center' as const, first: 0 } : { align: 'left' as const, left: twips.ofMillimetres(index ? 45 : 25), first: 0 }
    return paragraphXml([{ text }], { ...form, after: index === sheet.addressees.length - 1 ? 12 : layout.gap, keepWithNext: true })
  })
  const grounds = sheet.grounds.map(text => paragraphXml([{ text, italic: true }]))
  return title + addressees.join('') + (sheet.authority ? middle(sheet.authority, 0, 12) : '') + grounds.join('') + (sheet.authority ? middle('QUYẾT ĐỊNH:', 6, 12) : '')
}

/** Signatures and recipients. With two signatures the recipients stand below, with one they stand beside it. */
function endXml(sheet: Sheet, layout: Layout, width: number): string {
  const half = Math.round(width / 2)
  const bold = (text: string, before = 0) => paragraphXml([{ text, bold: true }], { style: 'head', size: layout.size, before, keepWithNext: true })
  // Room for a signature and the seal over its left third.
  const signed = sheet.signatures.map(({ lines, name }) => {
    const broken = lines.flatMap(line => brokenName(line, { size: layout.size, bold: true }, half - 140))
    return broken.map(line => bold(line)).join('') + bold(name, 72)
  })
  const recipients = paragraphXml([{ text: 'Nơi nhận:', bold: true, italic: true }], { style: 'head', align: 'left', size: 12 })
    + sheet.recipients.map(text => paragraphXml([{ text }], { style: 'head', align: 'left', size: 11 })).join('')
  if (signed.length === 2) return gapXml(12) + sideBySideXml([half, width - half], [signed]) + gapXml(12) + recipients
  return gapXml(12) + sideBySideXml([half, width - half], [[recipients, signed[0]!]])
}

function annexXml(annex: AnnexSheet, layout: Layout): string {
  const width = textWidth(layout, annex.landscape)
  const centred = (text: string, size: number, form: { bold?: boolean; italic?: boolean }, after = 0) =>
    paragraphXml([{ text, ...form }], { style: 'head', size, after, keepWithNext: true, ...narrowed(text, { size, bold: form.bold }, Math.round(width * 0.9)) })
  return centred(annex.heading, 14, { bold: true }) + centred(annex.title, layout.size, { bold: true })
    + centred(annex.attached, layout.size, { italic: true }, 12) + bodyXml(annex.body, width, layout.tableSize)
}
