// What stands in a list of units and staff: the head of the table among titles, units between people, people with what is said of them.
import { Invalid } from '../errors.ts'
import { fold, line, searchable } from '../text.ts'
import { recognise } from '../units/recognising.ts'
import { customaryUnits } from './customary-units.ts'

/** A sheet of an office file, as src/admin/workbook.ts gives it, or a CSV file as one sheet. */
export interface Sheet { name: string; rows: (string | number | boolean | Date | null)[][]; hiddenRows: number[] }

export interface UnitRead { row: number; written: string }
export interface PersonRead {
  /** Row of the file, from 1; two people may come from one row (a head and a contact). */
  row: number
  /** Index into `units`; null when no unit stands above. */
  unit: number | null
  name: string
  title: string | null
  /** As it stands in the file. */
  email: string | null
  duties: string[]
  extension: string | null
  note: string | null
  /** 'head' and 'contact' come from lists of units. */
  as: 'member' | 'head' | 'contact'
}
export interface StaffReading {
  sheet: string
  headRow: number
  units: UnitRead[]
  people: PersonRead[]
  /** Rows under the head that are neither a unit nor a person. */
  ignored: { row: number; text: string; why: string }[]
  warnings: string[]
}

type Column = 'number' | 'name' | 'head' | 'unit' | 'title' | 'email' | 'duties' | 'extension' | 'note'
const columnWords: [Column, RegExp][] = [
  ['number', /^(tt|stt|so tt|so thu tu|so)$/], ['email', /thu dien tu|email|e mail|hop thu/], ['head', /^(nguoi dung dau|thu truong|truong don vi|lanh dao don vi|nguoi phu trach)/],
  ['name', /^(ho va ten|ho ten|ten can bo|ten cong chuc|ho dem va ten|ten$)/], ['duties', /nhiem vu|kiem nhiem|phan cong/], ['extension', /may le|so may|may noi bo|dien thoai noi bo|so noi bo/],
  ['title', /chuc vu|chuc danh/], ['note', /ghi chu/], ['unit', /don vi|phong ban|^phong|bo phan cong tac|noi cong tac/],
]
const mostPeople = 5_000

/** Reads the first sheet that holds such a table. Throws Invalid({ file }) with what was looked for when none does. */
export function readStaff(sheets: Sheet[]): StaffReading {
  for (const sheet of sheets) {
    const head = headOf(sheet)
    if (!head) continue
    const reading = readTable(sheet, head)
    if (reading.people.length > mostPeople) throw new Invalid({ file: `Tệp có hơn ${mostPeople.toLocaleString('vi-VN')} người. Hãy chia tệp thành nhiều phần.` })
    if (reading.people.length || reading.units.length) return reading
  }
  throw new Invalid({ file: 'Không thấy bảng cán bộ trong tệp. Cổng tìm một dòng đầu bảng có “Họ và tên” cùng “Chức vụ” hoặc “Thư điện tử”, hay “Tên đơn vị” cùng “Người đứng đầu”.' })
}

interface Head { row: number; columns: Map<Column, number> }

function headOf({ rows }: Sheet): Head | undefined {
  for (const [row, cells] of rows.slice(0, 60).entries()) {
    const columns = new Map<Column, number>()
    for (const [at, cell] of cells.entries()) {
      const words = typeof cell === 'string' ? searchable(cell) : ''
      const column = words && words.length < 60 && columnWords.find(([name, pattern]) => !columns.has(name) && pattern.test(words))?.[0]
      if (column) columns.set(column, at)
    }
    const who = columns.has('name') || columns.has('head')
    if (who && ['title', 'email', 'unit', 'duties', 'extension'].some(name => columns.has(name as Column))) return { row, columns }
  }
  return undefined
}

function readTable(sheet: Sheet, { row: headRow, columns }: Head): StaffReading {
  const reading: StaffReading = { sheet: sheet.name, headRow: headRow + 1, units: [], people: [], ignored: [], warnings: [] }
  const isUnitList = columns.has('head') && !columns.has('name')
  let unit: number | null = null
  for (const [at, cells] of sheet.rows.entries()) {
    if (at <= headRow || cells.every(cell => wordsOf(cell) === null)) continue
    const row = at + 1
    const cell = (column: Column) => { const place = columns.get(column); return place === undefined ? null : wordsOf(cells[place] ?? null) }
    const ignore = (why: string) => { reading.ignored.push({ row, text: cells.map(wordsOf).filter(Boolean).join(' · ').slice(0, 200), why }) }
    if (sheet.hiddenRows.includes(at)) { ignore('Dòng bị ẩn trong tệp.'); continue }
    if (isHeadAgain(cells, columns)) continue
    const unitCell = cell('unit')
    if (unitCell) unit = unitAt(reading, row, unitCell)
    const name = cell('name') ?? (isUnitList ? cell('head') : null)
    const rest = [cell('title'), cell('email'), cell('duties'), cell('extension')].some(Boolean)
    if (name === null) {
      // A unit's name may stand in the merged first cell of its row.
      const alone = cells.map(wordsOf).filter(text => text !== null)
      if (alone.length === 1 && looksLikeUnit(alone[0]!)) unit = unitAt(reading, row, alone[0]!)
      else if (!(isUnitList && unitCell)) ignore(rest ? 'Không có họ và tên.' : 'Không phải người cũng không phải đơn vị.')
      continue
    }
    if (!rest && !isUnitList && !unitCell && !/^\d+$/.test(cell('number') ?? '')) {
      if (looksLikeUnit(name)) unit = unitAt(reading, row, name)
      else ignore('Không phải người cũng không phải đơn vị.')
      continue
    }
    const note = cell('note')
    reading.people.push({
      row, unit, name, title: cell('title'), email: cell('email'), duties: split(cell('duties')), extension: cell('extension'), note: isUnitList ? null : note, as: isUnitList ? 'head' : 'member',
    })
    const contact = isUnitList ? /^đầu mối[^:]*:\s*(.+)$/iu.exec(note ?? '')?.[1] : undefined
    if (contact) reading.people.push({ row, unit, name: line(contact), title: null, email: null, duties: [], extension: null, note: null, as: 'contact' })
  }
  return reading
}

function unitAt(reading: StaffReading, row: number, written: string): number {
  const known = reading.units.findIndex(one => searchable(one.written) === searchable(written))
  return known >= 0 ? known : reading.units.push({ row, written }) - 1
}

function wordsOf(cell: string | number | boolean | Date | null): string | null {
  if (cell === null || cell instanceof Date || typeof cell === 'boolean') return null
  return line(String(cell)).slice(0, 1000) || null
}

/** Tasks are parted by semicolons or line breaks; a comma belongs to the words. */
const split = (text: string | null): string[] => (text ?? '').split(/;|\n/).map(line).filter(Boolean)

/** The head repeated at the top of a printed page. */
const isHeadAgain = (cells: Sheet['rows'][number], columns: Map<Column, number>): boolean =>
  [...columns].filter(([column]) => column !== 'number').every(([column, at]) => {
    const words = searchable(wordsOf(cells[at] ?? null) ?? '')
    return words !== '' && words.length < 60 && columnWords.find(([name]) => name === column)![1].test(words)
  })

const looksLikeUnit = (text: string): boolean =>
  text.length < 150 && !/[./]\s*$|:/.test(text) && (/^(p\.|phong|van phong|thanh tra|trung tam|tt |chi cuc|co so|ban |bo phan|lanh dao|quy |truong |doi |to )/.test(fold(text)) || recognise(customaryUnits, text) !== undefined)
