// Which column of an annex holds what, by the words of its header; a layout once put right by a person is known again by its fingerprint.
import { createHash } from 'node:crypto'
import { line, searchable } from '../text.ts'

export const fields = [
  'no', 'title', 'target', 'target_unit', 'product', 'lead', 'coordinators', 'deadline', 'start', 'budget', 'note',
  'domain', 'parent', 'person', 'basis', 'baseline', 'budget_source', 'progress',
] as const
export type Field = (typeof fields)[number]
export type Mapping = Partial<Record<Field, number>>

export interface Columns {
  of: Mapping
  /** Columns that stand for a quarter or month and are marked with a cross. */
  periods: { column: number; words: string }[]
  /** Header of every column, the upper words first; '' for none. */
  headers: string[]
  fingerprint: string
}

// Tried in this order on the lowest words of a header, then on all of them.
const rules: [Field, RegExp][] = [
  ['no', /^(?:tt|stt|s t t|so tt|so thu tu|thu tu|so|muc|ma so|ma nhiem vu|ma)$/],
  ['target_unit', /^(?:don vi tinh|dvt|dv tinh|dvi tinh)$/],
  ['note', /ghi chu|luu y|^chu thich/],
  ['lead', /chu tri.*phoi hop/],
  ['coordinators', /phoi hop|cung thuc hien|co quan tham gia|don vi tham gia|^tham gia$/],
  ['person', /nguoi (?:phu trach|thuc hien|chiu trach nhiem|theo doi|dung dau|chu tri)|^nguoi |can bo|chuyen vien|cong chuc|lanh dao/],
  ['budget_source', /^nguon(?: kinh phi| von| luc)?$/],
  ['budget', /kinh phi|du toan|ngan sach|^so tien|^von$/],
  ['start', /bat dau|khoi cong|^tu(?: ngay)?$/],
  ['baseline', /(?:thuc hien|ket qua|dat duoc|hien trang|so lieu) (?:cua )?(?:nam )?20\d\d|nam truoc|hien trang|gia tri goc/],
  ['basis', /can cu|co so phap ly|van ban (?:chi dao|giao|cap tren|lien quan)|nguon (?:nhiem vu|goc|giao)/],
  ['progress', /ket qua thuc hien|tinh hinh thuc hien|tinh trang|tien do den|danh gia|muc do hoan thanh|da thuc hien/],
  ['deadline', /thoi (?:gian|han|diem)|tien do|^han(?: |$)|ngay hoan thanh|hoan thanh (?:truoc|trong)|^hoan thanh$|^ket thuc$|^den(?: ngay)?$|ngay ket thuc|lo trinh|ky han/],
  ['lead', /chu tri|dau moi|(?:don vi|co quan|phong|bo phan|to chuc).*(?:thuc hien|phu trach|chiu trach nhiem|duoc giao|tham muu|tong hop)|phan cong|trach nhiem|^(?:don vi|co quan|phong|bo phan|phong ban|phong don vi|co quan don vi|thuc hien)$/],
  ['product', /san pham|dau ra|ket qua|minh chung|tai lieu kiem chung|bang chung/],
  ['domain', /^linh vuc|nhom nhiem vu|^nhom$/],
  ['title', /nhiem vu|noi dung|cong viec|tieu chi|hoat dong|giai phap|cong tac|dau viec|chi tieu|muc tieu|chi so/],
  ['target', /gia tri|so luong|muc phan dau|ke hoach (?:nam )?20\d\d|khoi luong|ty le|^ke hoach$|phan dau/],
]
const aims = /chi tieu|muc tieu|chi so|ket qua can dat|yeu cau dat/
const works = /nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|tieu chi/
const periodWords = /^(?:quy (?:i|ii|iii|iv|[1-4])|(?:thang|t) ?(?:[1-9]|1[0-2])|q[1-4]|i|ii|iii|iv)$/

/** What a header says, or null. `words` are the lowest line first, then the ones above. */
export function fieldOf(header: string): Field | null {
  const lines = header.split('|').map(searchable).filter(Boolean)
  for (const words of [lines.at(-1) ?? '', lines.join(' ')]) {
    // A sentence is not a header.
    if (words && words.length <= 90) {
      const found = rules.find(([, pattern]) => pattern.test(words))
      if (found) return found[0]
    }
  }
  return null
}

/** @param headers one text a column, upper and lower header cells parted by '|'. @param kept what a person said for this layout before. */
export function mapColumns(headers: string[], kept?: { fingerprint: string; of: Mapping }): Columns {
  const fingerprint = createHash('sha256').update(headers.map(searchable).join('|')).digest('hex').slice(0, 16)
  const periods = headers.flatMap((header, column) => {
    const lines = header.split('|').map(searchable)
    const leaf = lines.at(-1)!
    return lines.length > 1 && periodWords.test(leaf) && /thoi|tien do|quy|thang|han/.test(lines.join(' ')) ? [{ column, words: /^[iv]+$/.test(leaf) ? `quý ${leaf}` : line(header.split('|').at(-1)!) }] : []
  })
  if (kept?.fingerprint === fingerprint) return { of: kept.of, periods: [], headers, fingerprint }
  const marked = new Set(periods.length > 1 ? periods.map(({ column }) => column) : [])
  const of: Mapping = {}
  for (const [column, header] of headers.entries()) {
    const field = marked.has(column) ? null : fieldOf(header)
    if (!field) continue
    const before = of[field]
    if (before === undefined) of[field] = column
    else share(of, field, before, column, headers)
  }
  // "Chỉ tiêu" alone is the title; beside a column of work it is the figure to reach.
  return { of, periods: marked.size ? periods : [], headers, fingerprint }
}

/** Two columns say the same thing: which is which. */
function share(of: Mapping, field: Field, before: number, column: number, headers: string[]): void {
  const [first, second] = [searchable(headers[before]!), searchable(headers[column]!)]
  const settle = (main: number, other: number, name: Field) => { of[field] = main; of[name] ??= other }
  if (field === 'title') {
    if (aims.test(second) && !works.test(second)) settle(before, column, 'target')
    else if (aims.test(first) && !works.test(first)) settle(column, before, 'target')
    else settle(column, before, 'parent')
  } else if (field === 'lead') {
    if (/chu tri|dau moi/.test(second) && !/chu tri|dau moi/.test(first)) settle(column, before, 'coordinators')
    else settle(before, column, 'coordinators')
  } else if (field === 'deadline') {
    if (/hoan thanh|ket thuc|^han/.test(second) && !/hoan thanh|ket thuc|^han/.test(first)) settle(column, before, 'start')
  } else if (field === 'product') {
    if (/san pham|dau ra/.test(second) && !/san pham|dau ra/.test(first)) settle(column, before, 'progress')
    else settle(before, column, 'progress')
  }
}
