// The register as a spreadsheet: the filtered list with the record's own columns, which the import can read back.
import type { Read } from '../store/store.ts'
import type { Row } from './catalogue.ts'
import { partNames } from './completeness.ts'
import { contentColumns, type ContentColumn } from './columns.ts'
import { stateWords } from './filter.ts'
import { contentsOf } from './procedures.ts'

interface RegisterColumn { heading: string; kind: ContentColumn['kind']; width: number; of(row: Row, unitName: (id: string) =>
  string): string | number | null }

/** What the portal knows of the procedure; the import leaves these columns alone, but for the last, which names the record. */
export const registerColumns: RegisterColumn[] = [
  { heading: 'Tình trạng', kind: 'text', width: 18, of: ({ state }) => stateWords[state]! },
  { heading: 'Bản số', kind: 'number', width: 8, of: ({ number }) => number },
  { heading: 'Áp dụng từ', kind: 'day', width: 12, of: ({ effectiveFrom }) => effectiveFrom },
  { heading: 'Công bố ngày', kind: 'day', width: 12, of: ({ publishedOn }) => publishedOn },
  { heading: 'Văn bản công bố của bản này', kind: 'text', width: 24, of: ({ decision }) => decision },
  { heading: 'Đơn vị giữ', kind: 'text', width: 28, of: ({ ownerUnitId }, unitName) => ownerUnitId && unitName(ownerUnitId) },
  { heading: 'Soát ngày', kind: 'day', width: 12, of: ({ checkedOn }) => checkedOn },
  { heading: 'Soát lại trước ngày', kind: 'day', width: 12, of: ({ reviewOn }) => reviewOn },
  { heading: 'Còn thiếu', kind: 'text', width: 28, of: ({ facts }) => facts.missing.map(part => partNames[part]).join(', ')
    || null },
  { heading: 'Mã bản ghi', kind: 'text', width: 38, of: ({ id }) => id },
]

export const exportColumns = [...contentColumns, ...registerColumns].map(({ heading, kind, width }) => ({ heading, kind, width }))

/** One array of cells a procedure, in the order of `exportColumns`; days as 'YYYY-MM-DD'. */
export async function exportRows(db: Read, rows: Row[], unitName: (id: string) => string): Promise<(string | number | null)[][]> {
  const cells: (string | number | null)[][] = []
  // Contents are read in parts: the whole register at once would take some hundred megabytes.
  for (let start = 0; start < rows.length; start += 400) {
    const part = rows.slice(start, start + 400)
    const contents = await contentsOf(db, part.map(({ versionId }) => versionId))
    for (const row of part) {
      const content = contents.get(row.versionId)!
      cells.push([...contentColumns.map(column => column.write(content)),
        ...registerColumns.map(column => column.of(row, unitName))])
    }
  }
  return cells
}
