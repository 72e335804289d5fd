// Conclusions that stand in a table: each row becomes a sentence whose parts are named by the columns.
import { mapColumns } from '../annex/columns.ts'
import type { Line } from './lines.ts'

/** The lines with the rows of such tables as numbered lines; other rows are left as they are. */
export function withRowsAsLines(lines: Line[]): Line[] {
  const found: Line[] = []
  let columns: ReturnType<typeof mapColumns>['of'] | null = null
  let count = 0
  for (const one of lines) {
    if (one.cells.length < 2) { columns = null; found.push(one); continue }
    const { of } = mapColumns(one.cells)
    if (of.title !== undefined && (of.lead !== undefined || of.deadline !== undefined)) { columns = of; count = 0; continue }
    const cell = (field: keyof NonNullable<typeof columns>) => one.cells[columns?.[field] ?? -1]?.trim() ?? ''
    if (!columns || !cell('title')) { found.push(one); continue }
    count++
    const parts = [['Đơn vị chủ trì', cell('lead')], ['đơn vị phối hợp', cell('coordinators')], ['thời hạn', cell('deadline')], ['sản phẩm', cell('product')]].filter(([, value]) => value)
    const no = cell('no').replace(/\D+$/, '') || String(count)
    found.push({ kind: 'number', no, shown: `${no}.`, text: `${cell('title').replace(/[.;]$/, '')}.${parts.length ? ` ${parts.map(([name, value]) => `${name}: ${value}`).join('; ')}.` : ''}`, cells: [] })
  }
  return found
}
