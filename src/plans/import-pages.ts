// The pages of an uploaded annex: its list, and the grid in which doubtful cells are put right.
import { and, asc, eq, gt } from 'drizzle-orm'
import { fields as annexFields, type Field } from '../annex/columns.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { inWords } from '../calendar/deadlines.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { measureKinds, measureNames } from '../targets/measure.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { officeUnits, type OfficeUnits } from './annex-lines.ts'
import { cellField, othersInWords, saidIn, shownIn } from './import-cells.ts'
import { cellNames, doubtOf, everyUnit, missingIn, openCells, cells, valuesOf, type CellName, type ImportReading } from './import-rows.ts'
import { importsOf, stillOpenIn } from './imports.ts'
import { measureInWords } from './plan-tasks.ts'
import { stateNames } from './plans.ts'
import { planImportRows, type Plan, type PlanImport, type PlanImportRow } from './tables.ts'
import type { CellAsk, ImportRowView, ImportStateView, Option, PlanViews } from './views.ts'

const rowsAtOnce = 40
const shows = ['ask', 'all', 'new', 'changed', 'same', 'skipped'] as const
type Show = (typeof shows)[number]
const showWords: Record<Show, string> = { ask: 'Cần xem', all: 'Tất cả', new: 'Mới', changed: 'Thay đổi', same: 'Đã có', skipped: 'Không nhập' }

export const mayImport = (c: Ask, plan: Plan): boolean => may(c.var.user, 'write plans', { unitId: plan.unitId })
/** Why what is in the preview cannot go into the plan now; null where it can. */
const whyNot = (c: Ask, plan: Plan): string | null => (!mayImport(c, plan) ? 'Chỉ Đầu mối CCHC và Chánh Văn phòng ghi phụ lục vào kế hoạch.'
  : plan.state === 'draft' ? null : `Kế hoạch ${stateNames[plan.state].toLowerCase()}: ở đây chỉ so tệp với kế hoạch. ${plan.state === 'submitted' ? 'Muốn ghi, hãy rút kế hoạch về để sửa.' : 'Muốn thay đổi, hãy lập điều chỉnh cho từng nhiệm vụ, kèm văn bản quyết định.'}`)

export async function importsPage(c: Ask, plan: Plan, form: Form = blank): Promise<PlanViews['plans/imports']> {
  const made = await importsOf(c.var.store.read, plan.id)
  const names = await namesOfPeople(c.var.store.read, [...new Set(made.map(({ madeById }) => madeById))])
  return {
    planId: plan.id, planTitle: plan.title, form, megabytes: Math.floor(c.var.config.uploadBytes / 1024 / 1024), mayImport: mayImport(c, plan), why: whyNot(c, plan),
    imports: made.map(({ id, fileName, madeAt, madeById, state, result }) => ({
      href: `/plans/${plan.id}/imports/${id}`, fileName, madeAt, by: names.get(madeById) ?? 'cổng', status: state === 'applied' ? { kind: 'done', label: 'Đã ghi' } : { kind: 'ask', label: 'Đang xem trước' },
      result: result ? `thêm ${number(result.added)}, sửa ${number(result.changed)}, giữ nguyên ${number(result.same)}` : '',
    })),
  }
}

const within = (draft: PlanImport, show: Show) => {
  const r = planImportRows
  const own = eq(r.importId, draft.id)
  if (show === 'all') return own
  if (show === 'skipped') return and(own, eq(r.skipped, true))
  if (show === 'ask') return and(own, eq(r.skipped, false), eq(r.applied, false), gt(r.open, 0))
  return and(own, eq(r.skipped, false), eq(r.state, show))
}

/** Rows of one page of the grid, and what the address of that page is. */
export async function rowsShown(c: Ask, plan: Plan, draft: PlanImport) {
  const db = c.var.store.read
  const counts = Object.fromEntries(await Promise.all(shows.map(async show => [show, await db.$count(planImportRows, within(draft, show))]))) as Record<Show, number>
  const show = shows.find(one => one === c.req.query('show')) ?? (counts.ask ? 'ask' : 'all')
  const base = `/plans/${plan.id}/imports/${draft.id}`
  const pager = pagerOf(Number(c.req.query('page') ?? 1), rowsAtOnce, counts[show], page => `${base}?show=${show}&page=${page}`)
  const rows = await db.select().from(planImportRows).where(within(draft, show)).orderBy(asc(planImportRows.position)).limit(rowsAtOnce).offset((pager.page - 1) * rowsAtOnce)
  return { rows, counts, show, pager, base, address: `${base}?show=${show}${pager.page > 1 ? `&page=${pager.page}` : ''}` }
}

export async function importPage(c: Ask, plan: Plan, draft: PlanImport, form: Form = blank): Promise<PlanViews['plans/import']> {
  const { rows, counts, show, pager, base, address } = await rowsShown(c, plan, draft)
  const { reading, result } = draft
  const why = whyNot(c, plan)
  const editable = draft.state === 'draft' && mayImport(c, plan)
  const state = await stateOf(c, plan, draft)
  const isDraft = draft.state === 'draft'
  const { columns, headers } = reading.table
  const around = await showing(c, plan, draft, { form, edit: c.req.query('edit') ?? null, address })
  let group = -2
  return {
    planId: plan.id, planTitle: plan.title, importId: draft.id, form, warnings: reading.warnings, notRows: reading.notRows, sheet: reading.table.name, editable, why: isDraft ? why : null,
    title: !isDraft ? 'Đã ghi phụ lục vào kế hoạch' : state.cells ? `Còn ${number(state.cells)} ô cần xem` : 'Phụ lục đã rõ, sẵn sàng ghi',
    lede: `${draft.fileName}, ${reading.table.name}: ${number(reading.rows)} nhiệm vụ, ${number(reading.groups.length)} lĩnh vực; ${number(counts.new)} mới, ${number(counts.changed)} thay đổi, ${number(counts.same)} đã có như vậy.${isDraft ? ' Chưa có gì được ghi vào kế hoạch.' : ''}`,
    columns: headers.map((header, at) => ({ name: `column.${at}`, header: header.replaceAll('|', ' / ') || `Cột ${at + 1}`, value: Object.entries(columns).find(([, column]) => column === at)?.[0] ?? '' })),
    fields: [{ value: '', label: 'Không dùng' }, ...annexFields.map(field => ({ value: field, label: fieldWords[field] }))],
    tabs: shows.filter(one => counts[one] || one === 'all' || one === show).map(one => ({ href: `${base}?show=${one}`, label: showWords[one], count: counts[one], current: one === show })),
    rows: rows.flatMap(row => {
      const at = valuesOf(row).domain
      const head = at === group ? [] : [{ group: groupWords(reading, at) }]
      group = at
      return [...head, { row: rowView(row, around) }]
    }),
    pager: pager.count ? pager : null, page: address, state,
    result: result ? `Đã thêm ${number(result.added)} nhiệm vụ, sửa ${number(result.changed)}, giữ nguyên ${number(result.same)}${result.skipped ? `, không nhập ${number(result.skipped)}` : ''}.` : null,
  }
}

const groupWords = ({ groups }: ImportReading, at: number): string => (groups[at] ? `${groups[at].number ? `${groups[at].number}. ` : ''}${groups[at].title}` : 'Chưa rõ lĩnh vực')

const fieldWords: Record<Field, string> = {
  no: 'Số thứ tự', title: 'Nhiệm vụ', target: 'Chỉ tiêu', target_unit: 'Đơn vị tính', product: 'Sản phẩm', lead: 'Đơn vị chủ trì', coordinators: 'Đơn vị phối hợp', deadline: 'Thời hạn',
  start: 'Ngày bắt đầu', budget: 'Kinh phí', note: 'Ghi chú', domain: 'Lĩnh vực', parent: 'Nhiệm vụ lớn', person: 'Người thực hiện', basis: 'Căn cứ', baseline: 'Số năm trước',
  budget_source: 'Nguồn kinh phí', progress: 'Tình hình thực hiện',
}

/** How far the looking through has come: for the bar under the grid. */
export async function stateOf(c: Ask, plan: Plan, draft: PlanImport): Promise<ImportStateView> {
  const db = c.var.store.read
  const { cells: open, rows } = await stillOpenIn(db, draft.id)
  const left = await db.$count(planImportRows, and(eq(planImportRows.importId, draft.id), eq(planImportRows.skipped, false), eq(planImportRows.applied, false)))
  const applied = await db.$count(planImportRows, and(eq(planImportRows.importId, draft.id), eq(planImportRows.applied, true)))
  const editable = draft.state === 'draft' && mayImport(c, plan)
  return {
    revision: draft.revision, cells: open, rows, ready: left - rows, editable, mayApply: editable && plan.state === 'draft' && left > rows, importId: draft.id, planId: plan.id, applied,
    first: `/plans/${plan.id}/imports/${draft.id}?show=ask`,
  }
}

interface Showing { plan: Plan; draft: PlanImport; office: OfficeUnits; alike: Map<string, number>; form: Form; edit: string | null; address: string }

const stateStatus: Record<PlanImportRow['state'], ImportRowView['status']> = { new: { kind: 'new', label: 'Mới' }, changed: { kind: 'wait', label: 'Thay đổi' }, same: { kind: 'done', label: 'Đã có' } }

/** In how many rows that still wait each text of the file stands, by cell. */
async function alikeIn(db: Read, draft: PlanImport): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const row of await waitingRows(db, draft)) {
    for (const cell of openCells(row)) {
      const said = saidIn(row, cell)
      if (said) counts.set(`${cell} ${said}`, (counts.get(`${cell} ${said}`) ?? 0) + 1)
    }
  }
  return counts
}

// Enough for offers; whoever has more rows to look at gets them in turns.
const mostWaiting = 2000
/** Rows with cells that nobody has looked at. */
export function waitingRows(db: Read, draft: PlanImport): Promise<PlanImportRow[]> {
  return db.select().from(planImportRows).where(within(draft, 'ask')).orderBy(asc(planImportRows.position)).limit(mostWaiting)
}

/** What rows are shown with. */
export async function showing(c: Ask, plan: Plan, draft: PlanImport, more: Pick<Showing, 'form' | 'edit' | 'address'>): Promise<Showing> {
  const db = c.var.store.read
  return { plan, draft, office: await officeUnits(db), alike: draft.state === 'draft' ? await alikeIn(db, draft) : new Map(), ...more }
}

export function rowView(row: PlanImportRow, { plan, draft, office, alike, form, edit, address }: Showing): ImportRowView {
  const values = valuesOf(row)
  const editing = edit === row.id
  const asked = row.applied || draft.state === 'applied' ? [] : editing ? cells : cells.filter(cell => doubtOf(row, cell) !== null)
  const open = openCells(row)
  return {
    id: row.id, post: `/plans/${plan.id}/imports/${draft.id}/rows/${row.id}`, row: row.read.row, number: values.number, title: values.title, skipped: row.skipped, applied: row.applied,
    notes: [values.product && `Sản phẩm: ${values.product}`, values.heading && `Mục: ${values.heading}`, values.budgetText && `Kinh phí: ${values.budgetText}`, values.note && `Ghi chú: ${values.note}`].filter((one): one is string => Boolean(one)),
    target: measureInWords(values.measure), more: row.read.more, lead: values.lead === everyUnit ? 'Mỗi phòng, đơn vị' : values.lead ? office.name(values.lead) : '',
    coordinators: othersInWords(values, office), deadline: values.deadline ? inWords(values.deadline) : '', deadlineWords: values.deadline?.original ?? '',
    status: row.applied ? { kind: 'done', label: 'Đã ghi' } : row.skipped ? { kind: 'past', label: 'Không nhập' } : open.length ? { kind: 'ask', label: `${open.length} ô cần xem` } : stateStatus[row.state],
    changes: row.state === 'changed' ? row.changes.map(cell => cellNames[cell as CellName].toLowerCase()).join(', ') : '',
    asks: asked.map(cell => askOf(row, cell, draft, office, form, open.includes(cell), alike)),
    edit: `${address}${address.includes('?') ? '&' : '?'}edit=${row.id}#dong-${row.read.row}`, editing,
  }
}

function askOf(row: PlanImportRow, cell: CellName, { reading }: PlanImport, office: OfficeUnits, form: Form, open: boolean, alike: Map<string, number>): CellAsk {
  const values = valuesOf(row)
  const name = cellField(row.id, cell)
  const words = saidIn(row, cell)
  const others = (alike.get(`${cell} ${words}`) ?? 0) - (open ? 1 : 0)
  const typedValue = form.errors[name] ? form.values[name] : undefined
  const { kind = '', number: figure = null, unit = null } = values.measure ?? {}
  const options: Option[] = cell === 'lead' ? [{ value: '', label: 'Chọn đơn vị' }, ...office.standing.map(({ id, name: label }) => ({ value: id, label })), { value: everyUnit, label: 'Mỗi phòng, đơn vị một nhiệm vụ' }]
    : cell === 'domain' ? [{ value: '-1', label: 'Chọn lĩnh vực' }, ...reading.groups.map((_, at) => ({ value: String(at), label: groupWords(reading, at) }))]
      : cell === 'target' ? [{ value: '', label: 'Không có chỉ tiêu' }, ...measureKinds.map(one => ({ value: one, label: measureNames[one] }))] : []
  const said: Partial<Record<CellName, string | null>> = { lead: row.read.words.lead, coordinators: row.read.words.coordinators, deadline: row.read.values.deadline?.original ?? null }
  return {
    id: `f-${name}`, name, cell, label: `${cellNames[cell]}, dòng ${row.read.row}`, reason: doubtOf(row, cell), error: form.errors[name] ?? form.errors[`${name}-number`] ?? null,
    control: cell === 'lead' || cell === 'domain' ? 'select' : cell === 'target' ? 'target' : cell === 'title' || cell === 'coordinators' ? 'long' : 'text', value: typedValue ?? shownIn(cell, values, office), options,
    measure: { kind: form.values[`${name}-kind`] ?? kind, number: form.values[`${name}-number`] ?? (figure === null ? '' : String(figure).replace('.', ',')), unit: form.values[`${name}-unit`] ?? unit ?? '' },
    understood: cell === 'deadline' && values.deadline ? `hiểu là: ${inWords(values.deadline)}` : said[cell] ? `trong tệp: “${said[cell]}”` : '', open, mayConfirm: !missingIn(values)[cell], alike: words && others > 0 ? { words, rows: others } : null,
  }
}

/** One row with its place in the import: for the answer to a single change. */
export async function rowOf(db: Read, draft: PlanImport, id: string): Promise<PlanImportRow | undefined> {
  return (await db.select().from(planImportRows).where(and(eq(planImportRows.id, id), eq(planImportRows.importId, draft.id))))[0]
}
