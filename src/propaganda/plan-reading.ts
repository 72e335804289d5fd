// Reading the plan's workbook back: which line of the plan each row means, and what it says in the words of the form.
import type { User } from '../accounts/accounts.ts'
import { readWorkbook, type Cell } from '../admin/workbook.ts'
import { Invalid } from '../errors.ts'
import { dayOf } from '../procedures/columns.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { unitNamed } from '../units/names.ts'
import { unitNames } from '../units/units.ts'
import { formNames } from './forms.ts'
import { sameLine, tasksToCountTo, valuesOf } from './lines.ts'
import { neededColumns, planTitles, type PlanColumn } from './plan-columns.ts'
import { pieceForms, propagandaLines, type PropagandaLine } from './tables.ts'

/** A row as a form would bring it. */
export interface FileLine {
  /** Row of the sheet, from 1. */
  row: number
  /** The line it changes; null adds one. */
  id: string | null
  values: Record<string, string>
  /** What could not be understood, by field. */
  problems: Record<string, string>
}
interface RawRow { row: number; cells: Partial<Record<PlanColumn, Cell>> }

const mostRows = 500

/** Throws Invalid({ file }) for a file without the columns of the plan. */
export async function readPlan(db: Read, user: User, bytes: Uint8Array): Promise<FileLine[]> {
  const rows = rowsIn(await readWorkbook(bytes))
  if (rows.length > mostRows) throw new Invalid({ file: `Tệp có hơn ${mostRows} dòng. Hãy chia thành nhiều tệp.` })
  const office = { lines: await db.select().from(propagandaLines), names: await unitNames(db), tasks: new Map<string, ReturnType<typeof tasksToCountTo>>() }
  const understood: FileLine[] = []
  for (const row of rows) understood.push(await understand(db, user, row, office))
  return understood
}

function rowsIn(sheets: { rows: Cell[][] }[]): RawRow[] {
  for (const { rows } of sheets) {
    const head = rows.findIndex(cells => neededColumns.every(key => cells.some(cell => titled(cell, key))))
    if (head < 0) continue
    const places = (Object.keys(planTitles) as PlanColumn[]).map(key => [key, rows[head]!.findIndex(cell => titled(cell, key))] as const).filter(([, at]) => at >= 0)
    const found = rows.slice(head + 1).map((cells, at) => ({ row: head + at + 2, cells: Object.fromEntries(places.map(([key, place]) => [key, cells[place] ?? null])) }))
    return found.filter(({ cells }) => words(cells.topic) || words(cells.id))
  }
  const named = neededColumns.map(key => planTitles[key]).join(', ')
  throw new Invalid({ file: `Không thấy các cột của kế hoạch. Hãy tải tệp Excel của kế hoạch về, sửa rồi gửi lại; cần các cột: ${named}.` })
}

const titled = (cell: Cell | undefined, key: PlanColumn): boolean => typeof cell === 'string' && searchable(cell) === searchable(planTitles[key])
const words = (cell: Cell | undefined): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : line(String(cell ?? '')))

interface Office { lines: PropagandaLine[]; names: Map<string, string>; tasks: Map<string, ReturnType<typeof tasksToCountTo>> }
const quarters: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4' }

async function understand(db: Read, user: User, { row, cells }: RawRow, { lines, names, tasks }: Office): Promise<FileLine> {
  const problems: Record<string, string> = {}
  const id = words(cells.id) || null
  const known = lines.find(one => one.id === id)
  if (id && !known) problems[''] = 'Mã dòng này không có trong kế hoạch. Để trống mã nếu là dòng mới.'

  const unit = words(cells.unitId)
  let unitId = known && names.get(known.unitId) === unit ? known.unitId : ''
  if (!unitId) {
    const named = await unitNamed(db, unit)
    if (named && !named.doubt) unitId = named.unit.id
    else problems.unitId = named?.doubt ?? `Không nhận ra đơn vị “${unit}”.`
  }
  const quarter = searchable(words(cells.quarter)).replace(/^quy /, '')
  const values: Record<string, string> = {
    year: words(cells.year), quarter: quarters[quarter] ?? quarter, unitId, topic: words(cells.topic), wanted: words(cells.wanted), due: dueIn(cells.due, problems),
  }
  for (const name of words(cells.forms).split(/[,;]/).map(line).filter(Boolean)) {
    const form = pieceForms.find(one => searchable(formNames[one]) === searchable(name))
    if (form) values[`form.${form}`] = 'on'
    else problems.forms = `Không có hình thức “${name}”. Ghi: ${Object.values(formNames).join(', ')}.`
  }
  const said = { unitId, topic: values.topic!, year: Number(values.year), quarter: Number(values.quarter) }
  const before = id ? known : lines.find(one => !one.droppedAt && sameLine(one, said))
  const kept = before ? valuesOf(before) : {}
  for (const key of ['audience', 'budget'] as const) values[key] = cells[key] === undefined ? kept[key] ?? '' : words(cells[key])

  const asked = words(cells.taskId)
  if (!tasks.has(unitId)) tasks.set(unitId, unitId ? tasksToCountTo(db, user, unitId) : Promise.resolve([]))
  const offered = await tasks.get(unitId)!
  const found = offered.filter(({ label }) => searchable(label) === searchable(asked))
  // A task that the person does not see is not in their file: it stays.
  if (cells.taskId === undefined || (!asked && !offered.some(({ value }) => value === kept.taskId))) values.taskId = kept.taskId ?? ''
  else values.taskId = found.find(({ value }) => value === kept.taskId)?.value ?? found[0]?.value ?? ''
  if (asked && !found.length) {
    if (kept.taskId && cells.taskId !== undefined && before?.unitId === unitId && !offered.some(({ value }) => value === kept.taskId)) values.taskId = kept.taskId
    else problems.taskId = `Đơn vị không có nhiệm vụ đang làm tên “${asked}”.`
  }
  return { row, id: before?.id ?? null, values, problems }
}

function dueIn(cell: Cell | undefined, problems: Record<string, string>): string {
  try { return dayOf(words(cell)) } catch (error) { problems.due = (error as Error).message; return words(cell) }
}
