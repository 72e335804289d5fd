// Cells of an uploaded annex that a person puts right in the grid: which control each has, and what its answer means.
import { readDeadline } from '../annex/deadline-words.ts'
import { readMoney } from '../annex/money.ts'
import { unitReader, type UnitReader } from '../annex/units.ts'
import { inWords } from '../calendar/deadlines.ts'
import { Invalid } from '../errors.ts'
import { line } from '../text.ts'
import { cells, everyUnit, fieldsOfCell, missingIn, openCells, valuesOf, type CellName, type Fixes, type RowValues } from './import-rows.ts'
import { typed, typedMeasure, type Typed } from './task-form.ts'
import type { OfficeUnits } from './annex-lines.ts'
import type { RowChange } from './imports.ts'
import type { PlanImportRow } from './tables.ts'

export interface CellRules { office: OfficeUnits; units: UnitReader; year: number; groups: number }
export const cellRules = (office: OfficeUnits, year: number, groups: number): CellRules =>
  ({ office, year, groups, units: unitReader(office.standing.map(({ name, aliases, kind }) => ({ name, aliases, kind })), []) })

/** Co-ordinating units and bodies outside as one line of words, which is read again when it is changed. */
export const othersInWords = ({ coordinators, outsiders }: Pick<RowValues, 'coordinators' | 'outsiders'>, office: OfficeUnits): string =>
  [...coordinators.map(id => (id === everyUnit ? 'Các phòng, đơn vị' : office.name(id))), ...outsiders].join('; ')

/** What the control of a cell shows. */
export function shownIn(cell: CellName, values: RowValues, office: OfficeUnits): string {
  switch (cell) {
    case 'domain': return String(values.domain)
    case 'lead': return values.lead
    case 'coordinators': return othersInWords(values, office)
    case 'deadline': return values.deadline?.original ?? ''
    case 'budget': return values.budgetText ?? ''
    case 'target': return values.measure?.kind ?? ''
    default: return values[cell] ?? ''
  }
}

interface CellAnswer { values: Partial<RowValues>; doubt: string | null }

/** The value that a changed cell has now; what is still not sure says why. Throws Invalid with a sentence for the field. */
function answered(cell: CellName, form: Typed, name: string, before: RowValues, said: string, { office, units, year, groups }: CellRules): CellAnswer {
  const words = line(typed(form, name))
  const sure = (values: Partial<RowValues>): CellAnswer => ({ values, doubt: null })
  const needed = (sentence: string) => { if (!words) throw new Invalid({ [name]: sentence }) }
  switch (cell) {
    case 'title': needed('Hãy ghi nội dung nhiệm vụ.'); return sure({ title: words })
    case 'product': return sure({ product: words || null })
    case 'note': return sure({ note: words || null })
    case 'domain': {
      const at = Number(words)
      if (words === '' || !(at >= 0 && at < groups)) throw new Invalid({ [name]: 'Hãy chọn lĩnh vực.' })
      return sure({ domain: at })
    }
    case 'lead':
      if (words !== everyUnit && !office.standing.some(({ id }) => id === words)) throw new Invalid({ [name]: 'Hãy chọn đơn vị chủ trì.' })
      // A name that was taken for a body outside has found its unit.
      return sure({ lead: words, outsiders: before.outsiders.filter(outsider => !said.includes(outsider)) })
    case 'coordinators': {
      const { units: named, external, doubts } = units.parties(words)
      const ids = named.flatMap(one => (one === everyUnit ? [everyUnit] : office.standing.find(({ name: own }) => own === one)?.id ?? []))
      return { values: { coordinators: ids, outsiders: external }, doubt: doubts[0] ?? null }
    }
    case 'deadline': {
      needed('Hãy ghi thời hạn, ví dụ: 30/6, Quý III, Hằng quý, Thường xuyên.')
      const { deadline, doubt } = readDeadline(words, { year })
      if (!deadline) throw new Invalid({ [name]: `Chưa hiểu “${words}”. Hãy ghi như 30/6, Quý III, Hằng tháng, Thường xuyên, Sau khi …` })
      return { values: { deadline }, doubt: doubt && `${doubt} Cổng hiểu là “${inWords(deadline)}”.` }
    }
    case 'budget': {
      const { money, doubt } = readMoney(words, null)
      return { values: { budgetText: money?.original ?? null, budget: money?.amount_vnd ?? null }, doubt }
    }
    case 'target': return sure({ measure: typedMeasure(form, `${name}-`, before.measure) })
  }
}

/** Whether the form says anything else of the cell than what stands. */
function isChanged(cell: CellName, form: Typed, name: string, values: RowValues, office: OfficeUnits): boolean {
  if (cell !== 'target') return line(typed(form, name)) !== line(shownIn(cell, values, office))
  const { kind = '', number = null, unit = null } = values.measure ?? {}
  return typed(form, `${name}-kind`) !== kind || typed(form, `${name}-number`).replace(',', '.') !== (number === null ? '' : String(number)) || line(typed(form, `${name}-unit`)) !== (unit ?? '')
}

/** What the file says in a cell, for finding other rows that say the same; null where nothing does. */
export function saidIn({ read }: Pick<PlanImportRow, 'read'>, cell: CellName): string | null {
  return cell === 'lead' ? read.words.lead : cell === 'coordinators' ? read.words.coordinators : cell === 'deadline' ? read.values.deadline?.original ?? null : null
}

/** The same answer for other rows in which the file says the same and nobody has looked yet. */
export function spread(from: PlanImportRow, cell: CellName, others: readonly PlanImportRow[]): RowChange[] {
  const said = saidIn(from, cell)
  const values = Object.fromEntries(fieldsOfCell[cell].flatMap(field => (field in from.fixes.values && !(cell === 'lead' && field === 'outsiders') ? [[field, from.fixes.values[field]]] : [])))
  return others.filter(row => row.id !== from.id && said !== null && saidIn(row, cell) === said && openCells(row).includes(cell)).map(row => {
    const outsiders = cell === 'lead' ? { outsiders: valuesOf(row).outsiders.filter(outsider => !said!.includes(outsider)) } : {}
    return { id: row.id, skipped: row.skipped, fixes: { ...row.fixes, values: { ...row.fixes.values, ...values, ...outsiders }, looked: [...row.fixes.looked, cell] } }
  })
}

export const cellField = (rowId: string, cell: CellName): string => `r.${rowId}.${cell}`
const wasShown = (cell: CellName, form: Typed, name: string) => (cell === 'target' ? form[`${name}-kind`] : form[name]) !== undefined

/**
 * What a posted form makes of rows: cells that were changed and understood, or said to be right, are looked at from now on.
 * What cannot be taken comes back as errors by field and changes nothing.
 */
export function changesFrom(rows: readonly PlanImportRow[], form: Typed, rules: CellRules): { changes: RowChange[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const changes: RowChange[] = []
  for (const row of rows) {
    if (row.applied || form[`r.${row.id}`] === undefined) continue
    const fixes: Fixes = { values: { ...row.fixes.values }, looked: [...row.fixes.looked], doubts: { ...row.fixes.doubts } }
    let touched = false
    for (const cell of cells) {
      const name = cellField(row.id, cell)
      if (!wasShown(cell, form, name)) continue
      const standing = valuesOf({ read: row.read, fixes })
      const right = typed(form, `${name}.ok`) !== ''
      try {
        if (isChanged(cell, form, name, standing, rules.office)) {
          const { values, doubt } = answered(cell, form, name, standing, row.read.words.lead ?? '', rules)
          touched = true
          Object.assign(fixes.values, values)
          if (doubt) fixes.doubts![cell] = doubt
          else delete fixes.doubts![cell]
          fixes.looked = fixes.looked.filter(one => one !== cell)
          if (!doubt || right) fixes.looked.push(cell)
        } else if (right && !fixes.looked.includes(cell)) {
          const missing = missingIn(standing)[cell]
          if (missing) throw new Invalid({ [name]: missing })
          fixes.looked.push(cell)
          touched = true
        }
      } catch (error) { if (error instanceof Invalid) Object.assign(errors, error.errors); else throw error }
    }
    const skipped = typed(form, `r.${row.id}.skip`) !== ''
    if (touched || skipped !== row.skipped) changes.push({ id: row.id, fixes, skipped })
  }
  return { changes, errors }
}
