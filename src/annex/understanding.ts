// From the tables of a file to what a clerk would enter from them, each doubtful field with its reason.
import { written } from '../clock.ts'
import { lastDay, type Deadline } from '../calendar/deadlines.ts'
import { line } from '../text.ts'
import type { Field, Mapping } from './columns.ts'
import { readDeadline } from './deadline-words.ts'
import { documentOf, type DocumentRead } from './document.ts'
import { findAnnex, type Annex, type Kept } from './finding.ts'
import { ownCells, type Source } from './grid.ts'
import { moneyUnit, readMoney, type Money } from './money.ts'
import { rowsOf, type Group, type Heading, type NotRow, type Task } from './rows.ts'
import { readTarget, type Target } from './target-words.ts'
import { unitReader, type KnownUnit, type Parties, type UnitReader } from './units.ts'

/** `row` counts from 1, as the sheet or table does. */
export interface Place { sheet?: string; table?: string; row: number }

export interface AnnexRow {
  no: string
  /** Number of the group ("III"), or its title where it has none; null outside of any. */
  group: string | null
  domain: string | null
  parent: string | null
  title: string
  product: string | null
  /** A canonical name, '*' for all units. */
  lead: string | null
  coordinators: string[]
  external: string[]
  deadline: Deadline | null
  target: Target | null
  targets_extra: Target[]
  budget: Money | null
  note: string | null
  lead_original: string | null
  coordinators_original: string | null
  source: Place
  /** Fields that a person should look at. */
  doubtful: string[]
  /** Why, in a Vietnamese sentence by field. */
  reasons: Record<string, string>
}

export interface AnnexRead {
  document: DocumentRead
  table: { name: string; header_rows: [number, number]; columns: Mapping; headers: string[]; fingerprint: string }
  groups: (Omit<Group, 'row'> & { source: Place })[]
  headings: (Omit<Heading, 'row'> & { source: Place })[]
  rows: AnnexRow[]
  not_rows: (Omit<NotRow, 'row'> & { source: Place })[]
  warnings: string[]
}

export interface Options {
  /** The plan's year, where the file does not say it. */
  year: number
  /** Mappings of columns that a person put right before, by the fingerprint of their layout. */
  kept?: Kept[]
}

/** Throws Invalid({ file }) when no table of the file is an annex. */
export function understand(source: Source, units: KnownUnit[], { year, kept }: Options): AnnexRead {
  const { others, ...annex } = findAnnex(source, kept)
  const { grid, header, columns } = annex
  const found = rowsOf(annex)
  const above = grid.kind === 'sheet' ? linesAbove(annex) : textBefore(source, annex)
  const document = documentOf(above, found.notRows.map(({ text }) => text))
  const legend = [...above, ...found.notRows.map(({ text }) => text), ...source.after]
  const warnings = [...source.warnings]
  if (others.length) warnings.push(`Chỉ đọc “${grid.name}”; ${others.map(name => `“${name}”`).join(', ')} cũng có bảng nhiệm vụ, chưa được đọc.`)
  if (document.year === null) warnings.push(`Tệp không ghi năm kế hoạch; cổng lấy năm ${year}.`)
  const hidden = found.notRows.filter(({ why }) => why.startsWith('Dòng bị ẩn')).length
  if (hidden) warnings.push(`Có ${hidden} dòng bị ẩn, không được nhập.`)
  const unknown = columns.headers.filter((header, at) => header && !Object.values(columns.of).includes(at) && !columns.periods.some(({ column }) => column === at))
  if (unknown.length) warnings.push(`Cột chưa dùng đến: ${unknown.map(header => `“${line(header.replaceAll('|', ' '))}”`).join(', ')}.`)
  for (const [field, words] of [['lead', 'đơn vị chủ trì'], ['deadline', 'thời hạn']] as const) if (columns.of[field] === undefined && !columns.periods.length) warnings.push(`Bảng không có cột ${words}.`)
  const place = (row: number): Place => ({ [grid.kind]: grid.name, row: row + 1 })
  const reading = new RowReading(unitReader(units, legend), document.year ?? year, document.date, moneyUnit(columns.headers[columns.of.budget ?? -1] ?? '') ?? moneyUnit(legend.find(text => /đơn vị tính|đvt/iu.test(text)) ?? ''), annex)
  return {
    document,
    table: { name: grid.name, header_rows: [header.first + 1, header.last + 1], columns: columns.of, headers: columns.headers, fingerprint: columns.fingerprint },
    groups: found.groups.map(({ row, ...group }) => ({ ...group, source: place(row) })),
    headings: found.headings.map(({ row, ...heading }) => ({ ...heading, source: place(row) })),
    rows: found.tasks.map(task => reading.read(task, place(task.row))),
    not_rows: found.notRows.map(({ row, ...not }) => ({ ...not, source: place(row) })),
    warnings,
  }
}

const linesAbove = ({ grid, header }: Annex): string[] => Array.from({ length: header.first }, (_, row) => ownCells(grid, row).map(({ text }) => text)).flat()

function textBefore({ grids }: Source, { grid, header, columns: _ }: Annex): string[] {
  const lines: string[] = []
  for (const one of grids) {
    lines.push(...one.before)
    if (one.name === grid.name) break
    for (let row = 0; row < one.rows.length; row++) lines.push(...ownCells(one, row).map(({ text }) => text))
  }
  for (let row = 0; row < header.first; row++) lines.push(...ownCells(grid, row).map(({ text }) => text))
  return lines
}

class RowReading {
  private readonly deadlines = new Map<string, ReturnType<typeof readDeadline>>()
  private readonly read_ = new Map<Task, AnnexRow>()
  private readonly units: UnitReader
  private readonly year: number
  private readonly issued: string | null
  private readonly money: number | null
  private readonly annex: Annex

  constructor(units: UnitReader, year: number, issued: string | null, money: number | null, annex: Annex) {
    this.units = units
    this.year = year
    this.issued = issued
    this.money = money
    this.annex = annex
  }

  read(task: Task, source: Place): AnnexRow {
    const reasons: Record<string, string> = { ...task.doubts }
    const doubt = (field: string, reason: string | null | undefined) => { if (reason) reasons[field] ??= reason }
    for (const field of task.formulas) if (task.values[field]?.startsWith('=')) doubt(field, 'Ô là công thức chưa có kết quả trong tệp.')
    const above = task.above && this.read_.get(task.above)
    const text = (field: Field) => line(task.values[field] ?? '') || null
    const { lead, coordinators, external } = this.parties(task, above, doubt)
    const deadline = this.deadline(task, above, doubt)
    const product = text('product')
    const target = readTarget({ title: task.title, product, aim: text('target'), aimUnit: text('target_unit'), deadline: deadline?.kind ?? null })
    doubt('target', target.doubt)
    const budget = readMoney(task.values.budget ?? '', this.money)
    doubt('budget', budget.doubt)
    if (task.title.length < 6) doubt('title', 'Nội dung quá ngắn.')
    const row: AnnexRow = {
      no: task.no, group: task.group && (task.group.no || task.group.title), domain: task.domain, parent: task.parent, title: task.title, product, lead, coordinators, external,
      deadline, target: target.target, targets_extra: target.extra, budget: budget.money, note: text('note'),
      lead_original: text('lead'), coordinators_original: text('coordinators'), source, doubtful: Object.keys(reasons), reasons,
    }
    this.read_.set(task, row)
    return row
  }

  private parties(task: Task, above: AnnexRow | null | undefined, doubt: (field: string, reason: string | null | undefined) => void) {
    const { lead: leadText = '', coordinators: others = '' } = task.values
    const roles = this.units.roles(leadText)
    const nobody: Parties = { units: [], first: null, external: [], doubts: [] }
    const joint = others ? this.units.parties(others) : roles.coordinators ?? nobody
    doubt('lead', roles.lead.doubts[0])
    doubt('coordinators', joint.doubts[0])
    const { first } = roles.lead
    const more = roles.lead.units.filter(name => name !== first)
    // One column for both roles lists the lead first.
    const shared = /chủ trì.*phối hợp/iu.test(this.annex.columns.headers[this.annex.columns.of.lead ?? -1] ?? '')
    if (more.length && !shared) {
      doubt('lead', 'Có nhiều đơn vị chủ trì; cổng lấy đơn vị đầu.')
      doubt('coordinators', 'Có đơn vị lấy từ cột chủ trì.')
    }
    let lead = first ?? null
    if (lead === null && above?.lead) { lead = above.lead; doubt('lead', 'Lấy theo nhiệm vụ ở dòng trên.') }
    if (lead === null) doubt('lead', leadText ? 'Đơn vị chủ trì không thuộc cơ quan.' : 'Chưa ghi đơn vị chủ trì.')
    const coordinators = [...new Set([...more, ...joint.units])].filter(name => name !== lead)
    return { lead, coordinators, external: [...new Set([...roles.lead.external, ...joint.external])] }
  }

  private deadline(task: Task, above: AnnexRow | null | undefined, doubt: (field: string, reason: string | null | undefined) => void): Deadline | null {
    const { start, deadline: words } = task.values
    if (!words && !start && above?.deadline) { doubt('deadline', 'Lấy theo nhiệm vụ ở dòng trên.'); return above.deadline }
    let read = this.cached(words ?? '')
    if (words && start) {
      const both = this.cached(`từ ${line(start)} đến ${line(words)}`)
      if (both.deadline && !both.doubt) read = { ...both, deadline: { ...both.deadline, original: `${line(start)} - ${line(words)}` } }
    } else if (!words && start) read = { ...this.cached(start), doubt: 'Chỉ ghi lúc bắt đầu, chưa có thời hạn cuối.' }
    doubt('deadline', this.annex.columns.of.deadline === undefined && !words ? 'Bảng không có cột thời hạn.' : read.doubt)
    const end = read.deadline && lastDay(read.deadline)
    if (end && this.issued && end < this.issued) doubt('deadline', `Thời hạn trước ngày ban hành văn bản (${written(this.issued)}).`)
    return read.deadline
  }

  private cached(words: string): ReturnType<typeof readDeadline> {
    const known = this.deadlines.get(words) ?? readDeadline(words, { year: this.year })
    this.deadlines.set(words, known)
    return known
  }
}
