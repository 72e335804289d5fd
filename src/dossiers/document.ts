// Biểu 06 as a table of a document: each unit's rows under its name, and the sums.
import { written } from '../clock.ts'
import { table } from '../documents/body.ts'
import type { Annex } from '../documents/official.ts'
import type { Row } from '../documents/table.ts'
import type { Period } from '../periods/tables.ts'
import { addedRows, totalsOf } from './counting.ts'
import type { DossierRow, DossierSheet } from './tables.ts'

const count = (value: number) => value.toLocaleString('vi-VN')
const narrow = (title: string) => ({ title, width: 7, align: 'right' as const })
const columns = [
  { title: 'STT', width: 6, align: 'center' as const }, { title: 'Lĩnh vực', width: 26 }, ...[
    'Tổng', 'Trực tuyến', 'Trực tiếp, BCCI', 'Từ kỳ trước', 'Tổng', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Tổng', 'Trong hạn', 'Quá hạn',
  ].map(narrow),
]
const head: Row[] = [
  { cells: [
    { text: 'STT', down: 2 }, { text: 'Lĩnh vực, công việc', down: 2 }, { text: 'Số hồ sơ nhận giải quyết', across: 4, align: 'center' },
    { text: 'Số hồ sơ đã giải quyết', across: 4, align: 'center' }, { text: 'Số hồ sơ đang giải quyết', across: 3, align: 'center' },
  ] },
  { cells: columns.slice(2).map(({ title }) => title) },
]

/** The numbers of a row in the order of the table. */
export function cellsOf(row: DossierRow): number[] {
  const { received, settled, open } = totalsOf(row)
  return [received, row.online, row.direct, row.carried, settled, row.early, row.onTime, row.late, open, row.pending, row.pendingLate]
}

/** The table of all units; none where nobody has entered anything. */
export function dossierAnnex(sheets: readonly DossierSheet[], { from, to }: Pick<Period, 'from' | 'to'>, unitName: (id: string) => string): Annex[] {
  if (!sheets.length) return []
  let number = 0
  const rows = sheets.toSorted((a, b) => unitName(a.unitId).localeCompare(unitName(b.unitId), 'vi')).flatMap(({ unitId, rows: own }): Row[] => [
    { group: true, cells: ['', unitName(unitId), ...cellsOf(addedRows('', own)).map(count)] },
    ...own.map(row => ({ cells: [String(++number), row.field, ...cellsOf(row).map(count)] })),
  ])
  const all = addedRows('Tổng cộng', sheets.flatMap(sheet => sheet.rows))
  return [{
    title: `Biểu 06. Tình hình, kết quả giải quyết hồ sơ thủ tục hành chính (từ ${written(from)} đến ${written(to)}, đơn vị tính: hồ sơ)`, landscape: true,
    body: [table({ columns, head, rows: [...rows, { group: true, cells: ['', all.field, ...cellsOf(all).map(count)] }] })],
  }]
}
