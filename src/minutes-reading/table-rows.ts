// Conclusions that stand in a table: each row becomes a sentence whose parts are named by the columns.
import { mapColumns } from '../annex/columns.ts'
import { pointsIn } from '../annex/deadline-points.ts'
import { fold } from '../text.ts'
import type { Line } from './lines.ts'
import { workWord } from './words.ts'

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
    const guessed = columns ? null : withoutHeader(one.cells)
    if (guessed) { found.push({ ...guessed, cells: [] }); continue }
    if (!columns || !cell('title')) { found.push(one); continue }
    count++
    const parts = [['Đơn vị chủ trì', cell('lead')], ['đơn vị phối hợp', cell('coordinators')], ['thời hạn', cell('deadline')], ['sản phẩm', cell('product')]].filter(([, value]) => value)
    const no = cell('no').replace(/\D+$/, '') || String(count)
    found.push({ kind: 'number', no, shown: `${no}.`, text: `${cell('title').replace(/[.;]$/, '')}.${parts.length ? ` ${parts.map(([name, value]) => `${name}: ${value}`).join('; ')}.` : ''}`, cells: [] })
  }
  return found
}

/** A row pasted without the heads of its columns: a number, the longest cell says the work, a unit before it or behind leads, and a day is its end. */
function withoutHeader(cells: string[]): Pick<Line, 'kind' | 'no' | 'shown' | 'text'> | null {
  const [first, ...rest] = cells.map(cell => cell.trim())
  const no = /^(\d{1,3})[.)]?$/.exec(first!)?.[1]
  if (no === undefined || rest.length < 2) return null
  const title = rest.toSorted((a, b) => b.length - a.length)[0]!
  const others = rest.filter(cell => cell && cell !== title)
  const due = others.find(cell => { const said = fold(cell); return pointsIn(said).length > 0 || isTime.test(said) })
  const [lead, coordinators] = others.filter(cell => cell !== due && !/^\d+$/.test(cell))
  if (!lead || !due || !workWord(title, 0)) return null
  const parts = [['Đơn vị chủ trì', lead], ['đơn vị phối hợp', coordinators], ['thời hạn', due]].filter(([, value]) => value)
  return { kind: 'number', no, shown: `${no}.`, text: `${title.replace(/[.;]$/, '')}. ${parts.map(([name, value]) => `${name}: ${value}`).join('; ')}.` }
}

const isTime = /^(?:truoc|trong|cham nhat|hang|moi|dinh ky|thuong xuyen|cuoi)(?!\p{L})/u
