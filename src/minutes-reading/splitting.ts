// Where the conclusions stand in minutes, and where each begins and ends: numbered, lettered, with bullets or in paragraphs.
import { fold } from '../text.ts'
import type { LabelKind, Line } from './lines.ts'
import { withRowsAsLines } from './table-rows.ts'

export interface Written {
  /** As it is shown; counted where nothing is shown. */
  no: string
  /** All of it in one line, the labels of its parts kept. */
  text: string
  /** Where its parts begin in the text. */
  parts: number[]
}

const longestHead = 160
const opens = /^(?:phan |muc )?(?:noi dung |cac |y kien |phan |phat bieu )*(?:ket luan|y kien chi dao|chi dao ket luan)(?!\s*(?:so|thu)?\s*\d)/
const opensAsSentence = new RegExp('(?:ket luan|chi dao|thong nhat|quyet dinh|yeu cau)(?:[^.;]{0,120}?)(?:nhu sau|sau day|noi dung sau|nhiem vu sau|van de sau|'
  + 'cong viec sau|noi dung)\\s*[:.]?$|(?:ket luan|ket luan, chi dao|chi dao|ket luan va chi dao)(?: cuoc hop| hoi nghi| buoi hop|'
  + ' phien hop| giao ban)?\\s*:$')
const opensInLine = /^(?:ket luan|y kien chi dao)(?: (?:cua (?:chu t|nguoi chu|dong chi|giam doc|pho giam doc|lanh dao)|noi dung|ve)[^:.;]{0,60})?\s*:\s*(?=\S)/
const closes = new RegExp('^(?:(?:cuoc hop|hoi nghi|buoi hop|phien hop|buoi giao ban|giao ban|bien ban)\\b.*(?:ket thuc|be mac|thong qua|lap thanh|'
  + 'lap xong|lap hoi|lap luc|cung ngay)|ket thuc (?:cuoc|buoi|hoi|phien)|tren day la|noi nhan\\b|(?:thu ky|chu tri|chu toa|'
  + 'nguoi ghi bien ban|tl\\. |kt\\. |tuq\\. |tm\\. |giam doc$|chanh van phong$))')

/** Where the conclusions stand: in one section, or in one after each item of the agenda. */
export interface Sections {
  sections: Line[][]
  /** The line after the first heading, and the one after the last conclusion. */
  from: number
  end: number
}

/** The sections of the conclusions; null where the text does not say where they begin. */
export function sectionsOf(lines: Line[]): Sections | null {
  const heads = lines.flatMap((one, at) => (isHead(one) ? [at] : []))
  const last = heads.findLast(at => (at + 1 < lines.length && !isClose(lines[at + 1]!)) || sameLine(lines[at]!))
  if (last === undefined) return null
  const name = headName(lines[last]!)
  const repeated = heads.filter(at => at <= last && headName(lines[at]!) === name)
  const sections = repeated.map((at, index) => sectionAt(lines.slice(0, index + 1 < repeated.length ? itemAfter(lines, at, repeated[index + 1]!) : lines.length), at, heads))
    .filter(section => section.length)
  const end = lines.indexOf(sections.at(-1)?.at(-1) ?? lines[last]!, last)
  return { sections, from: repeated[0]! + 1, end: Math.max(end, last) + 1 }
}

/** "Kết luận của chủ tọa:" after the first item and "Kết luận:" with words behind are told apart by what stands before the colon. */
const headName = ({ text, kind }: Line): string => (kind === 'bullet' ? 'none' : kind) + fold(text).replace(/:.*$/, '').replace(/\b(?:\d+|[ivx]+)\b/g, '').replace(/\s+/g, ' ').trim()

const itemName = /^(?:noi dung|van de|muc|phan|y kien|thao luan|dai bieu|trinh bay|bao cao)\s*(?:thu\s+)?(?:\d|[ivx]+\b|thao luan|cac)/
const speaking = new RegExp('^(?:(?:cac\\s+)?(?:ong|ba|dong chi|d/c|dai bieu)\\s+|(?:dai dien|lanh dao)\\s)[^.;:]{2,80}(?:bao cao|trinh bay|phat bieu|'
  + 'de nghi|y kien|de xuat|cho rang|neu|kien nghi|trao doi|:)')

/** Where the next item of the agenda begins between two headings of conclusions. */
function itemAfter(lines: Line[], head: number, next: number): number {
  const above = (['roman', 'number'] as const).flatMap(kind => lines.slice(0, head).findLast(one => one.kind === kind && isTitle(one)) ?? [])
  const follow = ({ kind, no }: Line) => above.some(one => one.kind === kind && (kind === 'roman' ? following(one.no) : String(Number(one.no) + 1)) === no)
  const between = lines.slice(head + 1, next)
  const told = between.findIndex(one => itemName.test(fold(one.text)) || (one.kind !== 'number' && speaking.test(fold(one.text))))
  const numbered = between.findLastIndex(one => follow(one) && isTitle(one))
  const stops = [told, numbered].filter(at => at > (sameLine(lines[head]!) === null ? 0 : -1))
  return stops.length ? head + 1 + Math.min(...stops) : next
}

/** "Kết luận: Giao …" in one line. */
function sameLine({ text }: Line): string | null {
  const after = /^[^:]{4,80}:\s*(?=\S)/u.exec(text)
  return after && !opensAsSentence.test(fold(text)) ? text.slice(after[0].length) : null
}

function sectionAt(lines: Line[], from: number, heads: number[]): Line[] {
  // The section's own heading says which number the next one bears.
  const top = [...heads].reverse().find(at => at <= from && lines[at]!.kind !== 'none' && from - at < 4)
  const rest = lines.slice(from + 1)
  const body = rest.slice(0, endOf(rest, top === undefined ? undefined : lines[top]))
  const first = sameLine(lines[from]!)
  return first ? [{ ...lines[from]!, kind: 'none', no: '', shown: '', text: first }, ...body] : body
}

const isHead = ({ text, cells, kind }: Line): boolean => {
  if (cells.length) return false
  const said = fold(text).trim()
  if (kind === 'none' && opensInLine.test(said)) return true
  if (opens.test(said) && said.length < longestHead && !/[;.]$/.test(said.replace(/^[^:]*:/, ''))) return true
  return said.length < 600 && kind !== 'letter' && opensAsSentence.test(said)
}

const isClose = ({ text, kind }: Line): boolean => {
  const said = fold(text)
  return closes.test(said) && (kind === 'none' || kind === 'roman' || said.length < 200) && !/^(?:chu tri|thu ky)[^:]{20,}/.test(said)
}

const isTitle = ({ text }: Line): boolean => text.length < 120 && !/[.;,]$/.test(text) && !/\d{1,2}[/.]\d{1,2}/.test(text)

function endOf(lines: Line[], head: Line | undefined): number {
  const next = head && (head.kind === 'roman' ? following(head.no) : head.kind === 'number' && /^\d+$/.test(head.no) ? String(Number(head.no) + 1) : undefined)
  let last = 0
  for (const [at, one] of lines.entries()) {
    if (isClose(one)) return at
    if (next !== undefined && one.kind === head!.kind && one.no === next && isTitle(one) && (head!.kind === 'roman' || last + 1 !== Number(next))) return at
    if (one.kind === 'none' && !one.cells.length && one.text.length > 8 && one.text === one.text.toUpperCase()) return at
    if (/\.\/\.\s*$/.test(one.text)) return at + 1
    if (one.kind === 'number') last = Number(one.no)
  }
  return lines.length
}

const following = (no: string) => (romans.includes(no) ? romans[romans.indexOf(no) + 1] : String.fromCharCode(no.charCodeAt(0) + 1))
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
const depthOf = (no: string) => no.split('.').length

/** The conclusions of all sections; where each begins anew with 1, the section's number stands before. */
export function split(sections: Line[][]): Written[] {
  const written = sections.map(splitSection)
  if (written.length === 1) return written[0]!
  const isCounted = sections.every(lines => !lines.some(({ kind }) => kind === 'number' || kind === 'letter'))
  const all = written.flat()
  if (isCounted) return all.map((one, at) => ({ ...one, no: String(at + 1) }))
  return new Set(all.map(({ no }) => no)).size === all.length ? all : written.flatMap((own, at) => own.map(one => ({ ...one, no: `${at + 1}.${one.no}` })))
}

function splitSection(lines: Line[]): Written[] {
  const body = withoutHardBreaks(withRowsAsLines(lines).flatMap(ownLines)).filter(({ text }) => text)
  const kind = topKind(body)
  const depth = Math.min(...body.filter(one => one.kind === 'number').map(({ no }) => depthOf(no)))
  const sign = body.find(one => one.kind === 'bullet')?.sign
  const begins = (one: Line) => one.kind === kind && (kind !== 'number' || depthOf(one.no) === depth) && (kind !== 'bullet' || one.sign === sign)
  const found: (Omit<Written, 'text' | 'parts'> & { lines: Line[] })[] = []
  let group = ''
  let restarted = false
  for (const [at, one] of body.entries()) {
    if (kind !== 'roman' && one.kind === 'roman') { group = one.no; continue }
    if (begins(one)) {
      restarted ||= group !== '' && found.some(({ no }) => no === one.no)
      found.push({ no: one.no || String(found.length + 1), lines: [one] })
    } else if (found.length) found.at(-1)!.lines.push(one)
    else if (kind === 'none' || !isOpening(one, body[at + 1])) found.push({ no: '0', lines: [one] })
    if (group && found.length) Object.assign(found.at(-1)!, { group })
  }
  return found.map(({ no, lines: own, ...rest }) => ({ no: restarted && 'group' in rest ? `${String(rest.group)}.${no}` : no, ...joined(own, kind) }))
}

const isOpening = (one: Line, next: Line | undefined): boolean => /[:,]$/.test(one.text) || next?.no === '1' || isTitle(one)

/** What kind of label the conclusions bear: the outermost that is not a title over others. */
function topKind(lines: Line[]): LabelKind {
  const kinds = new Set(lines.map(({ kind }) => kind))
  if (kinds.has('roman') && !(lines.every((one, at) => one.kind !== 'roman' || (isTitle(one) && lines[at + 1] !== undefined && lines[at + 1]!.kind !== 'roman')))) return 'roman'
  const first = lines.find(({ kind }) => kind !== 'none' && kind !== 'roman')
  if (!first) return 'none'
  if (kinds.has('number')) return 'number'
  // A paragraph with bullets under it is one conclusion; bullets under an opening line are many.
  const loose = lines.filter(({ kind }) => kind === 'none')
  const marked = lines.filter(({ kind }) => kind === first.kind)
  return loose.length > 1 && lines[0]!.kind === 'none' && marked.length / loose.length < 6 && loose.every(({ text }) => !/^\p{Ll}/u.test(text)) ? 'none' : first.kind
}

function joined(lines: Line[], kind: LabelKind): { text: string; parts: number[] } {
  let text = ''
  const parts: number[] = []
  for (const [at, one] of lines.entries()) {
    if (text) text += ' '
    if (at > 0 || kind === 'none') parts.push(text.length)
    text += at > 0 && one.shown ? `${one.shown} ${one.text}` : one.text
  }
  return { text: text.replace(/\.\/\.$/, '.').trim(), parts: parts.filter(Boolean) }
}

/** Several conclusions that were written in one line: "1. Giao …. 2. Giao …". */
function ownLines(one: Line): Line[] {
  if (one.kind !== 'number' || !/^\d+$/.test(one.no)) return [one]
  const next = Number(one.no) + 1
  const match = new RegExp(`(?<=[.;:])\\s+${next}\\s*[.)/]\\s+(?=\\p{Lu})`, 'u').exec(one.text)
  if (!match) return [one]
  return [{ ...one, text: one.text.slice(0, match.index) }, ...ownLines({ ...one, no: String(next), shown: `${next}.`, text: one.text.slice(match.index + match[0].length) })]
}

/** A line that only goes on with the one above, as in text of a fixed width. */
function withoutHardBreaks(lines: Line[]): Line[] {
  const found: { first: Line; texts: string[] }[] = []
  for (const one of lines) {
    const before = found.at(-1)
    if (before && one.kind === 'none' && !/[.;:]$/.test(before.texts.at(-1)!) && /^[\p{Ll}\d(“]/u.test(one.text)) before.texts.push(one.text)
    else found.push({ first: one, texts: [one.text] })
  }
  return found.map(({ first, texts }) => ({ ...first, text: texts.join(' ') }))
}
