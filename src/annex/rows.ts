// Which rows of the table are groups, sub-headings and tasks, and why the others are none of them.
import { fold, line, searchable } from '../text.ts'
import type { Field } from './columns.ts'
import { domainOf } from './domains.ts'
import { headerAgain, type Annex } from './finding.ts'
import { ownCells, type Cell } from './grid.ts'
import { follows, isUnder, noNumber, numberBefore, numberIn, type RowNumber } from './row-numbers.ts'

export interface Group { no: string; title: string; domain: string | null; row: number }
export interface Heading { no: string; title: string; group: string | null; row: number }
export interface NotRow { text: string; why: string; row: number }
export interface Task {
  no: string
  title: string
  group: Group | null
  /** The official domain, from the nearest group or heading that names one. */
  domain: string | null
  /** Number (or title, where it has none) of the heading or task above it. */
  parent: string | null
  /** The task above, when it is a task itself: what is left out below may stand there. */
  above: Task | null
  values: Partial<Record<Field, string>>
  /** Columns whose cells are formulas, and doubts about single fields. */
  formulas: Field[]
  doubts: Partial<Record<Field, string>>
  /** Index into the grid's rows. */
  row: number
}
export interface Rows { groups: Group[]; headings: Heading[]; tasks: Task[]; notRows: NotRow[] }

interface Line { row: number; number: RowNumber; title: string; values: Partial<Record<Field, string>>; own: Set<Field>; cells: Cell[]; formulas: Field[]; wide: boolean; titleAbove: boolean }

const substance: Field[] = ['lead', 'coordinators', 'deadline', 'product', 'target', 'start', 'person', 'budget', 'note', 'baseline', 'basis', 'progress', 'target_unit']
const footnote = /^(?:\(?\*+\)?|ghi chu|chu thich|luu y|\(\d\)\s|(?:cac )?(?:chu|tu) viet tat|viet tat|don vi tinh)/
const total = /^(?:tong cong|tong so|tong kinh phi(?: thuc hien)?|tong|cong)(?:\s*\([^)]*\)|\s+(?:kinh phi|cong|muc|phan|nhom)?\s*[ivx+\d\s,]*)?\s*:?$/
const signature = /^(?:nguoi lap|lap bieu|giam doc|pho giam doc|k\/?t\.|t\/?l\.|t\/?m\.|tuq\.|thu truong|chanh van phong|truong phong|pho truong phong|noi nhan|ky ten|\(ky|xac nhan|nguoi duyet|ke toan|.{2,30}, ngay .{0,6}thang)/

/** Every row below the header, in the order of the table. */
export function rowsOf(annex: Annex): Rows {
  const { grid, header } = annex
  const rows: Rows = { groups: [], headings: [], tasks: [], notRows: [] }
  const lines: Line[] = []
  const isHeader = headerAgain(annex)
  for (let row = header.last + 1; row < grid.rows.length; row++) {
    const own = ownCells(grid, row)
    if (!own.length) continue
    const text = own.map(cell => line(cell.text)).join(' · ')
    const not = (why: string) => { rows.notRows.push({ text: text.slice(0, 400), why, row }) }
    if (grid.hiddenRows.has(row)) not('Dòng bị ẩn trong tệp.')
    else if (isHeader(row)) not('Đầu bảng lặp lại.')
    else if (own.length > 2 && own.every(cell => /^\(?(?:\d{1,2}|[A-H])\)?$/.test(cell.text.trim()))) not('Dòng đánh số cột.')
    else if (total.test(fold(line(own[0]!.text)))) not('Dòng tổng cộng.')
    else if (own.length === 1 && footnote.test(fold(line(own[0]!.text)))) not('Chú thích.')
    else lines.push(lineAt(annex, row, own))
  }
  const end = lastOfTable(lines)
  for (const { row, cells } of lines.slice(end)) rows.notRows.push({ text: cells.map(cell => line(cell.text)).join(' · ').slice(0, 400), why: 'Chữ sau bảng.', row })
  rows.notRows.sort((a, b) => a.row - b.row)
  sort(lines.slice(0, end), rows)
  return rows
}

function lineAt({ grid, columns: { of, periods } }: Annex, row: number, cells: Cell[]): Line {
  const columns = Object.entries(of) as [Field, number][]
  const places = columns.map(([, column]) => column).toSorted((a, b) => a - b)
  const values: Line['values'] = {}
  const own = new Set<Field>()
  const formulas: Field[] = []
  for (const [field, column] of columns) {
    const cell = grid.rows[row]?.[column]
    // A cell over several columns belongs to the first of them.
    const overTitle = cell && of.title !== undefined && cell.right - cell.left >= 2 && cell.left <= of.title && cell.right >= of.title
    if (!cell?.text || (overTitle ? of.title : places.find(place => place >= cell.left)) !== column) continue
    values[field] = cell.text
    if (cell.top === row) own.add(field)
    if (cell.formula !== null) formulas.push(field)
  }
  const marks = periods.filter(({ column }) => /^(?:x|v|✓|✔|√|\+|có)$/iu.test(grid.rows[row]?.[column]?.text.trim() ?? ''))
  if (marks.length && values.deadline === undefined) { values.deadline = [...new Set([marks[0]!, marks.at(-1)!])].map(({ words }) => words).join(' - '); own.add('deadline') }
  const titleCell = of.title === undefined ? undefined : grid.rows[row]?.[of.title]
  let number = values.no === undefined ? noNumber : numberIn(values.no)
  let title = line(values.title ?? '')
  // One cell over number and title: "II. CẢI CÁCH THỂ CHẾ".
  if (number === undefined && !title) { title = line(values.no!); number = noNumber }
  if (number === undefined) { number = noNumber; title = line(`${values.no} ${title}`) }
  if (number.kind === 'none' && title) {
    const before = numberBefore(title)
    if (before) { number = before.number; title = line(before.rest) }
  }
  const last = Math.max(...places)
  const wide = cells.some(cell => cell.right - cell.left >= 2 && cell.right >= Math.min(last, cell.left + 3)) && cells.length <= 2
  return { row, number, title, values, own, cells, formulas, wide, titleAbove: titleCell !== undefined && titleCell !== null && titleCell.text !== '' && titleCell.top < row }
}

const isBare = ({ own, title }: Line): boolean => title !== '' && !substance.some(field => own.has(field))

/** The table ends before signatures and loose text after its last numbered or assigned row. */
function lastOfTable(lines: Line[]): number {
  const signed = (one: Line) => one.cells.some(cell => signature.test(fold(line(cell.text)))) && one.number.no === ''
  const isWork = (one: Line) => !signed(one) && ((one.number.kind !== 'none' && one.title !== '') || (one.title !== '' && (one.own.has('lead') || one.own.has('deadline') || one.own.has('coordinators'))) || one.titleAbove)
  const numbered = lines.findLastIndex(one => !signed(one) && one.number.kind !== 'none' && one.number.kind !== 'dash' && one.title !== '')
  const stop = lines.findIndex((one, at) => at > numbered && signed(one))
  return (stop < 0 ? lines : lines.slice(0, stop)).findLastIndex(isWork) + 1
}

interface Open { number: RowNumber; name: string; domain: string | null; task: Task | null }

function sort(lines: Line[], rows: Rows): void {
  let group: Group | null = null
  let open: Open[] = []
  const hasRoman = lines.some(one => one.number.kind === 'roman' && isBare(one))
  const openGroup = (one: Line, title: string, no: string) => {
    group = { no, title, domain: domainOf(title), row: one.row }
    rows.groups.push(group)
    open = []
  }
  for (const [at, one] of lines.entries()) {
    const { number, title, row } = one
    const next = lines[at + 1]
    const last = rows.tasks.at(-1)
    group = columnGroup(one, group, rows, openGroup)
    if (!title || one.titleAbove) { goesOn(one, last, rows); continue }
    if (isBare(one)) {
      const domain = domainOf(title)
      if (number.kind === 'letter' && hasRoman) { rows.headings.push({ no: number.no, title, group: null, row }); group = null; open = []; continue }
      if (number.kind === 'roman' || number.kind === 'letter' || (domain && number.depth <= 1 && (!group || !hasRoman)) || (number.kind === 'none' && isLoud(title) && next?.number.depth !== 0)) { openGroup(one, title, number.no); continue }
      if (number.kind === 'none' && /^\p{Ll}/u.test(title) && last && !one.wide && last.row === lines[at - 1]?.row) {
        last.title += ` ${title}`
        last.doubts.title = 'Nội dung được nối từ hai dòng.'
        continue
      }
      if (isHeading(one, next)) {
        while (open.length && !isUnder(number, open.at(-1)!.number)) open.pop()
        rows.headings.push({ no: number.no, title, group: group?.no ?? null, row })
        open.push({ number, name: number.no || title, domain, task: null })
        continue
      }
      if (number.kind === 'none') { rows.notRows.push({ text: title, why: 'Dòng không có số thứ tự, đơn vị và thời hạn.', row }); continue }
    }
    if (number.kind !== 'none') while (open.length && !isUnder(number, open.at(-1)!.number)) open.pop()
    else while (open.length && open.at(-1)!.task) open.pop()
    const above = open.at(-1)
    const task: Task = {
      no: number.no, title, group, domain: open.findLast(place => place.domain)?.domain ?? group?.domain ?? null, parent: above?.name ?? null, above: above?.task ?? null,
      values: one.values, formulas: one.formulas, doubts: {}, row,
    }
    if (one.cells.some(cell => cell.struck)) task.doubts.title = 'Chữ trong tệp bị gạch ngang: có thể đã bỏ.'
    rows.tasks.push(task)
    open.push({ number, name: number.no || title, domain: null, task })
  }
}

const isLoud = (title: string): boolean => title === title.toUpperCase() && title.length > 8

function isHeading(one: Line, next: Line | undefined): boolean {
  if (one.wide) return true
  if (!next) return false
  if (isUnder(next.number, one.number) || (next.number.kind === 'none' && one.number.kind !== 'none')) return true
  if (one.number.kind === 'none') return !isBare(next)
  if (follows(next.number, one.number) || next.number.kind === 'roman' || next.number.kind === 'letter') return false
  return one.cells.some(cell => cell.bold) || next.number.no === '1'
}

/** A domain or a wider subject may stand in a column of its own, merged over its tasks. */
function columnGroup(one: Line, group: Group | null, rows: Rows, openGroup: (one: Line, title: string, no: string) => void): Group | null {
  const text = line(one.values.domain ?? (domainOf(line(one.values.parent ?? '')) ? one.values.parent! : ''))
  if (!text) return group
  const before = numberBefore(text)
  const title = before?.rest ?? text
  if (group && searchable(group.title) === searchable(title)) return group
  openGroup(one, title, before?.number.no ?? '')
  return rows.groups.at(-1)!
}

/** A row without a title of its own goes on with the task above: more units, a second product. */
function goesOn(one: Line, task: Task | undefined, rows: Rows): void {
  const fields = [...one.own].filter(field => substance.includes(field))
  if (!task || !fields.length || (one.number.no !== '' && !one.titleAbove)) {
    rows.notRows.push({ text: one.cells.map(cell => line(cell.text)).join(' · '), why: one.number.no ? 'Có số thứ tự nhưng chưa có nội dung.' : 'Dòng không có nội dung nhiệm vụ.', row: one.row })
    return
  }
  for (const field of fields) {
    const before = task.values[field]
    if (before === one.values[field]) continue
    task.values[field] = before ? `${before}\n${one.values[field]}` : one.values[field]!
    task.doubts[field] = 'Được gộp từ nhiều dòng của bảng.'
  }
}
