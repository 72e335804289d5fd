// What one row of an uploaded annex holds: as it was read, what is doubtful in it, and what a person made of it.
import type { AnnexRead, AnnexRow } from '../annex/reading.ts'
import type { KnownUnit } from '../annex/units.ts'
import type { Deadline } from '../calendar/deadlines.ts'
import { measureSchema, type Measure } from '../targets/measure.ts'
import { line, searchable } from '../text.ts'

export const cells = ['domain', 'title', 'target', 'product', 'lead', 'coordinators', 'deadline', 'budget', 'note'] as const
export type CellName = (typeof cells)[number]

export const cellNames: Record<CellName, string> = {
  domain: 'Lĩnh vực', title: 'Nhiệm vụ', target: 'Chỉ tiêu', product: 'Sản phẩm', lead: 'Chủ trì', coordinators: 'Phối hợp', deadline: 'Thời hạn',
  budget: 'Kinh phí', note: 'Ghi chú',
}

/** Every unit of the office but its leaders, each by itself. */
export const everyUnit = '*'

export interface RowValues {
  number: string
  /** Place in the import's `groups`, -1 for none. */
  domain: number
  heading: string | null
  title: string
  product: string | null
  /** Id of a unit, '*' for each unit by itself, '' for none. */
  lead: string
  /** Ids of units; '*' for all others. */
  coordinators: string[]
  outsiders: string[]
  deadline: Deadline | null
  measure: Measure | null
  budgetText: string | null
  budget: number | null
  note: string | null
}

/** Which values a cell of the grid shows. */
export const fieldsOfCell = {
  domain: ['domain'], title: ['title', 'number'], target: ['measure'], product: ['product'], lead: ['lead', 'outsiders'], coordinators: ['coordinators', 'outsiders'],
  deadline: ['deadline'], budget: ['budgetText', 'budget'], note: ['note'],
} as const satisfies Record<CellName, (keyof RowValues)[]>

/** Cells as they stand in the file, where that is more than their value says. */
export interface RowWords { lead: string | null; coordinators: string | null }

export interface RowRead {
  /** As the sheet or table counts, from 1. */
  row: number
  values: RowValues
  words: RowWords
  /** Why a cell is to be looked at. */
  doubts: Partial<Record<CellName, string>>
  /** Targets beyond the first, which are only shown. */
  more: string[]
}

/** What a person did: values in place of those read, cells said to be right, and what is doubtful in what was typed. */
export interface Fixes { values: Partial<RowValues>; looked: CellName[]; doubts?: Partial<Record<CellName, string>> }
export const noFixes: Fixes = { values: {}, looked: [] }

export type RowState = 'new' | 'changed' | 'same'

export interface ImportGroup { number: string; title: string; official: string | null }
export interface ImportReading {
  document: AnnexRead['document']
  table: AnnexRead['table']
  groups: ImportGroup[]
  notRows: { row: number; text: string; why: string }[]
  warnings: string[]
  /** Whether the file has a column for figures to reach; without it they come from the sentences. */
  hasTargets: boolean
  rows: number
}
/** How many tasks an import added, changed and left as they were. */
export interface ImportResult { added: number; changed: number; same: number; skipped: number }

/** The row as it is to be taken: what was read with what was put right over it. */
export const valuesOf = ({ read, fixes }: { read: RowRead; fixes: Fixes }): RowValues => ({ ...read.values, ...fixes.values })

/** Why a cell is to be looked at: what was typed comes before what was read. */
export const doubtOf = ({ read, fixes }: { read: RowRead; fixes: Fixes }, cell: CellName): string | null => fixes.doubts?.[cell] ?? read.doubts[cell] ?? null

/** Doubtful cells that nobody has looked at. */
export const openCells = (row: { read: RowRead; fixes: Fixes }): CellName[] => cells.filter(cell => doubtOf(row, cell) !== null && !row.fixes.looked.includes(cell))

/** What a row cannot do without: a Vietnamese sentence by cell. */
export function missingIn(values: RowValues): Partial<Record<CellName, string>> {
  return {
    ...(values.title ? {} : { title: 'Hãy ghi nội dung nhiệm vụ.' }),
    ...(values.lead ? {} : { lead: 'Hãy chọn đơn vị chủ trì.' }),
    ...(values.deadline ? {} : { deadline: 'Hãy ghi thời hạn.' }),
    ...(values.domain >= 0 ? {} : { domain: 'Hãy chọn lĩnh vực.' }),
  }
}

const cellOfField: Record<string, CellName> = { target_unit: 'target', baseline: 'target', start: 'deadline', budget_source: 'budget', parent: 'domain', no: 'title', person: 'lead' }
const isCell = (field: string): field is CellName => (cells as readonly string[]).includes(field)

/** What was read, in the portal's own terms: ids for names, measures for targets. `units` are those the reader was given. */
export function rowsFrom(annex: AnnexRead, units: readonly (KnownUnit & { id: string })[]): { reading: ImportReading; rows: RowRead[] } {
  const idOf = new Map(units.map(({ id, name }) => [name, id]))
  const ids = (names: string[]) => names.flatMap(name => (name === everyUnit ? [everyUnit] : idOf.get(name) ?? []))
  const groups = annex.groups.map(({ no, title, domain }): ImportGroup => ({ number: no, title, official: domain }))
  const headings = new Headings(annex)
  let group = -1
  const starts = annex.groups.map(({ source }) => source.row)
  const rows = annex.rows.map((row): RowRead => {
    while (starts[group + 1] !== undefined && starts[group + 1]! <= row.source.row) group++
    const own = row.group !== null && groups[group] !== undefined ? group : -1
    const values: RowValues = {
      number: row.no, domain: own, heading: headings.of(row), title: row.title, product: row.product, lead: (row.lead && ids([row.lead])[0]) ?? '',
      coordinators: ids(row.coordinators), outsiders: row.external, deadline: row.deadline, measure: row.target && measureOf(row.target),
      budgetText: row.budget?.original ?? null, budget: row.budget?.amount_vnd ?? null, note: row.note,
    }
    const doubts: RowRead['doubts'] = {}
    for (const [field, reason] of Object.entries(row.reasons)) doubts[isCell(field) ? field : cellOfField[field] ?? 'note'] ??= reason
    if (own < 0) doubts.domain ??= 'Chưa rõ thuộc lĩnh vực nào.'
    for (const [cell, reason] of Object.entries(missingIn(values)) as [CellName, string][]) doubts[cell] ??= reason
    return { row: row.source.row, values, words: { lead: row.lead_original, coordinators: row.coordinators_original }, doubts, more: row.targets_extra.map(targetInWords) }
  })
  return {
    rows,
    reading: {
      document: annex.document, table: annex.table, groups, hasTargets: annex.table.columns.target !== undefined, warnings: annex.warnings, rows: rows.length,
      notRows: annex.not_rows.map(({ text, why, source }) => ({ row: source.row, text, why })),
    },
  }
}

/** The sub-heading above a row, with its number before it: "3. Chế độ báo cáo". */
class Headings {
  private readonly annex: AnnexRead
  private next = 0
  private readonly known = new Map<string, string>()
  constructor(annex: AnnexRead) { this.annex = annex }

  of({ parent, group, source }: AnnexRow): string | null {
    for (; this.annex.headings[this.next] && this.annex.headings[this.next]!.source.row < source.row; this.next++) {
      const { no, title, group } = this.annex.headings[this.next]!
      this.known.set(`${group ?? ''} ${no || title}`, no ? `${no}. ${title}` : title)
    }
    // What stands above may be a task as well: then no heading of its group has that number.
    return parent === null ? null : this.known.get(`${group ?? ''} ${parent}`) ?? this.known.get(` ${parent}`) ?? null
  }
}

type Target = NonNullable<AnnexRow['target']>

function measureOf({ kind, number, unit, direction, baseline }: Target): Measure {
  const year = baseline && /^(?:năm )?(20\d\d)$/.exec(baseline)?.[1]
  const from = baseline && !year ? Number(baseline.replace(/[^\d.,]/g, '').replace(',', '.')) : NaN
  return measureSchema.parse({
    kind, number, unit: unit && line(unit).slice(0, 60), direction: direction ?? (kind === 'percent_max' ? 'max' : 'min'),
    baselineYear: year ? Number(year) : null, baseline: Number.isFinite(from) ? from : null,
  })
}

const targetInWords = ({ kind, number, unit }: Target): string => `${kind === 'percent_max' ? '≤ ' : kind === 'percent_min' ? '≥ ' : ''}${number?.toLocaleString('vi-VN') ?? ''} ${unit ?? ''}`.trim()

/** What a correction is known again by, in a later file of the same plan: the cell, the task and the cell's own words. */
export function wordsOfCell({ values, words }: RowRead, cell: CellName): string {
  const own = {
    domain: String(values.domain), title: '', target: '', product: values.product, lead: words.lead, coordinators: words.coordinators,
    deadline: values.deadline?.original ?? '', budget: values.budgetText, note: values.note,
  }[cell]
  return `${cell} ${values.number} ${searchable(values.title)} ${own ?? ''}`
}
