// Finds the parts of an official document among the paragraphs of a Word file: head, title, grounds, text, signatures, recipients, annexes.
import type { Paragraph, WordDocument } from './reading.ts'
import { signOfKind, upper } from './wording.ts'

export interface Outline {
  all: Paragraph[]
  country?: Paragraph; motto?: Paragraph; superior: Paragraph[]; issuer: Paragraph[]; number?: Paragraph; placeAndDate?: Paragraph; regarding?: Paragraph
  kind?: Paragraph; kindName: string | null; abstract: Paragraph[]
  grounds: Paragraph[]; body: Paragraph[]
  positions: Paragraph[]; names: Paragraph[]; recipientsHead?: Paragraph; recipients: Paragraph[]
  annexes: { heading: Paragraph; title: Paragraph[]; attached?: Paragraph }[]
}

const kinds = new Map(Object.keys(signOfKind).map(kind => [upper(kind), kind]))
const plain = (paragraph: Paragraph): string => paragraph.text.replace(/\s+/g, ' ').trim()
const isBold = (paragraph: Paragraph): boolean => paragraph.runs.some(run => run.text.trim()) && paragraph.runs.every(run => run.bold || !run.text.trim())
const ground = /^(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Trên cơ sở)\s/u

/** Where each part stands; parts that are not found are undefined or empty. */
export function outline({ paragraphs }: WordDocument): Outline {
  const annexAt = paragraphs.findIndex((one, index) => index > 0 && one.table === null && /^phụ lục(?: [IVXLC]+| số \d+| \d+)?$/iu.test(plain(one)))
  const main = annexAt < 0 ? paragraphs : paragraphs.slice(0, annexAt)
  const filled = main.filter(one => plain(one))
  const country = filled.find(one => upper(plain(one)).replaceAll('HOÀ', 'HÒA') === 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const motto = filled.find(one => /^độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc$/iu.test(plain(one)))
  const number = filled.find(one => /^Số ?:/u.test(plain(one)))
  const headEnd = number ? filled.indexOf(number) : 0
  const names = filled.slice(0, headEnd).filter(one => one !== country && one !== motto)
  const kind = filled.slice(headEnd).find(one => kinds.has(upper(plain(one))) && one.table === null)
  const headLast = kind ? filled.indexOf(kind) : headEnd + 6
  const placeAndDate = filled.slice(0, headLast).find(one => /^[^:]{1,40},\s+ngày\b.*tháng\b.*năm/u.test(one.text.trim()))
  const regarding = kind ? undefined : filled.slice(headEnd, headEnd + 6).find(one => /^(?:V\/v|Về việc)\s/iu.test(plain(one)))
  const abstract: Paragraph[] = []
  const after = kind ? main.slice(main.indexOf(kind) + 1) : []
  for (const one of after) { if (!plain(one) || one.align !== 'center' || !isBold(one) || one.line === 0) break; abstract.push(one) }
  const started = [abstract.at(-1), kind, regarding, placeAndDate, number].find(Boolean)
  const tables = ends(filled)
  const text = main.slice(started ? main.indexOf(started) + 1 : 0).filter(one => plain(one) && one.table === null && !isRecipient(one, filled))
  const last = tables.first ? main.indexOf(tables.first) : main.length
  const runningText = text.filter(one => main.indexOf(one) < last)
  let grounds = runningText.filter(one => ground.test(plain(one)))
  const opening = runningText.findIndex(one => !ground.test(plain(one)) && one.align !== 'center')
  grounds = opening < 0 ? grounds : grounds.filter(one => runningText.indexOf(one) < opening)
  const addressed = runningText.findIndex(one => /^Kính gửi\s*:/u.test(plain(one)))
  const skipTo = addressed < 0 ? 0 : runningText.findIndex((one, index) => index > addressed && !/^- /.test(plain(one)))
  const body = runningText.slice(Math.max(0, skipTo)).filter(one => !grounds.includes(one) && one.align !== 'center')
  return {
    all: paragraphs, country, motto, number, placeAndDate, regarding, kind, abstract, grounds, body,
    superior: names.filter(one => !isBold(one)), issuer: names.filter(isBold), kindName: kind ? kinds.get(upper(plain(kind)))! : null,
    ...signing(filled, tables.first), ...receiving(filled), annexes: annexesOf(paragraphs, annexAt),
  }
}

/** The first paragraph of what follows the text: the last side-by-side table, with the signatures. */
function ends(filled: Paragraph[]): { first?: Paragraph } {
  const head = filled.findIndex(one => /^Nơi nhận ?:/u.test(plain(one)))
  const at = head < 0 ? filled.length : head
  const own = filled[at]
  if (own && own.table !== null) return { first: filled.find(one => one.table === own.table) }
  const table = filled.slice(0, at).findLast(one => one.table !== null)?.table
  const first = table === undefined || table === filled[0]?.table ? own : filled.find(one => one.table === table)
  return { first }
}

const isRecipient = (paragraph: Paragraph, filled: Paragraph[]): boolean => {
  const head = filled.findIndex(one => /^Nơi nhận ?:/u.test(plain(one)))
  return head >= 0 && filled.indexOf(paragraph) >= head
}

function receiving(filled: Paragraph[]): Pick<Outline, 'recipientsHead' | 'recipients'> {
  const at = filled.findIndex(one => /^Nơi nhận ?:/u.test(plain(one)))
  if (at < 0) return { recipients: [] }
  const recipients: Paragraph[] = []
  for (const one of filled.slice(at + 1)) { if (isBold(one) || !/^[-–+*]/.test(plain(one))) break; recipients.push(one) }
  return { recipientsHead: filled[at], recipients }
}

/** Titles stand in capitals; the names under them do not. */
function signing(filled: Paragraph[], first: Paragraph | undefined): Pick<Outline, 'positions' | 'names'> {
  const at = first ? filled.indexOf(first) : filled.length
  const { recipientsHead, recipients } = receiving(filled)
  const end = filled.slice(at).filter(one => one !== recipientsHead && !recipients.includes(one) && !/^\(.*\)$/.test(plain(one)))
  const inCapitals = (one: Paragraph) => plain(one) === upper(plain(one)) || /^(?:TM|KT|TL|TUQ|Q)\./.test(plain(one))
  return { positions: end.filter(inCapitals), names: end.filter(one => !inCapitals(one)) }
}

function annexesOf(paragraphs: Paragraph[], from: number): Outline['annexes'] {
  if (from < 0) return []
  const annexes: Outline['annexes'] = []
  for (const one of paragraphs.slice(from).filter(each => plain(each) && each.table === null)) {
    if (/^phụ lục(?: [IVXLC]+| số \d+| \d+)?$/iu.test(plain(one))) annexes.push({ heading: one, title: [] })
    else {
      const annex = annexes.at(-1)!
      if (annex.attached) continue
      if (/^\(.*kèm theo/iu.test(plain(one))) annex.attached = one
      else if (annex.title.length < 3 && one.align === 'center') annex.title.push(one)
    }
  }
  return annexes
}
