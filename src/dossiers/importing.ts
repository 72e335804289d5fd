// Biểu 06 from a spreadsheet: rows of a field's name and eleven numbers in the order of the form, its own sums held against the columns.
import { readWorkbook, type Cell } from '../admin/workbook.ts'
import { Invalid } from '../errors.ts'
import { fold, line } from '../text.ts'
import { totalsOf } from './counting.ts'
import { mostRows } from './entering.ts'
import type { DossierRow } from './tables.ts'

/** Numbers of a row, in the order of the form: three sums among them. */
const width = 11

const numberIn = (cell: Cell | undefined): number | null => {
  if (cell === null || cell === undefined || cell === '' || cell === '-') return 0
  if (typeof cell === 'number') return cell
  const said = typeof cell === 'string' ? cell.replace(/[.\s]/g, '') : ''
  return /^\d{1,7}$/.test(said) ? Number(said) : null
}

export interface ReadDossiers { rows: DossierRow[]; /** By the place of the row: what its own sums contradict. */ doubts: Record<string, string> }

/** Throws Invalid({ file }) where no sheet holds such rows. */
export async function readDossiers(bytes: Uint8Array): Promise<ReadDossiers> {
  for (const { rows } of await readWorkbook(bytes)) {
    const found = readRows(rows)
    if (found.rows.length) return found
  }
  throw new Invalid({ file: 'Không thấy dòng nào của Biểu 06: mỗi dòng cần tên lĩnh vực, rồi 11 cột số theo thứ tự của biểu.' })
}

function readRows(rows: readonly Cell[][]): ReadDossiers {
  const found: ReadDossiers = { rows: [], doubts: {} }
  for (const cells of rows) {
    // The name of the field is the last text before the numbers; a number before it is its place in the list.
    const named = cells.findLastIndex(cell => typeof cell === 'string' && /\p{L}{2}/u.test(cell))
    const given = cells.slice(named + 1, named + 1 + width)
    if (named < 0 || given.filter(cell => typeof cell === 'number' || (typeof cell === 'string' && /\d/.test(cell))).length < 3) continue
    const numbers = Array.from({ length: width }, (_, at) => numberIn(given[at]))
    const field = line(String(cells[named])).replace(/^\d+[.)]\s*/, '')
    if (/^(?:tong|cong|tong cong|tong so)\b/.test(fold(field)) || numbers.includes(null)) continue
    // A row of "(1) (2) (3)" under the heads is none of the table.
    if (numbers.every((value, at) => value === numbers[0]! + at && value > 0)) continue
    const [received, online, direct, carried, settled, early, onTime, late, open, pending, pendingLate] = numbers as number[]
    const row = { field, carried: carried!, online: online!, direct: direct!, early: early!, onTime: onTime!, late: late!, pending: pending!, pendingLate: pendingLate! }
    const sums = totalsOf(row)
    const wrong = ([['nhận', received!, sums.received], ['đã giải quyết', settled!, sums.settled], ['đang giải quyết', open!, sums.open]] as const)
      .flatMap(([name, said, sum]) => (said === sum ? [] : [`tổng ${name} tệp ghi ${said}, cộng các cột là ${sum}`]))
    if (wrong.length) found.doubts[`row.${found.rows.length}`] = `Trong tệp, ${wrong.join('; ')}.`
    found.rows.push(row)
    if (found.rows.length > mostRows) throw new Invalid({ file: `Tệp có hơn ${mostRows} lĩnh vực.` })
  }
  return found
}
