// The board: the tasks that a filter shows, shared out over columns by the stage they are in or by the unit in the lead.
import { openStates, type TaskState } from '../tasks/tables.ts'
import { none, registerHref, type RegisterFilter } from './filter.ts'
import type { Found } from './finding.ts'

/** Cards of a column, and columns at most where units are the columns. */
export const mostCards = 20
export const mostUnits = 8

export interface Column {
  /** Name of the stage, or id of the unit ('-' for none). */
  key: string
  count: number
  /** The first ones, in the order asked for. */
  ids: string[]
}

export interface Board {
  columns: Column[]
  /** Columns by unit that were left out, and the tasks in them. */
  left: { columns: number; count: number }
}

export type StageKey = 'receipt' | 'doing' | 'claimed' | 'done' | 'paused' | 'rest'
interface Stage { key: StageKey; label: string; states: readonly TaskState[]; /** Shown without a card too. */ always: boolean }

export const stages: readonly Stage[] = [
  { key: 'receipt', label: 'Chờ tiếp nhận', states: ['assigned'], always: true },
  { key: 'doing', label: 'Đang thực hiện', states: ['accepted', 'doing'], always: true },
  { key: 'claimed', label: 'Chờ xác nhận', states: ['claimed'], always: true },
  { key: 'done', label: 'Đã xong', states: ['done'], always: true },
  { key: 'paused', label: 'Tạm dừng', states: ['paused'], always: false },
  { key: 'rest', label: 'Dự thảo, định kỳ, đã bỏ', states: ['draft', 'series', 'dropped'], always: false },
]

// The ids that were found stay the same list until a task changes: what was shared out once holds as long.
const kept = new WeakMap<string[], Map<string, Board>>()

/** The columns of what was found. To be called as soon as it was found: places of rows hold until the next wait. */
export function boardOf(found: Found, group: RegisterFilter['group']): Board {
  let boards = kept.get(found.ids)
  if (!boards) kept.set(found.ids, boards = new Map())
  let board = boards.get(group)
  if (!board) boards.set(group, board = group === 'unit' ? byUnit(found) : byStage(found))
  return board
}

/** Goes through the tasks in order; `keyOf` says for each value of a condition which column has it. */
function sharedOut({ rows, ids }: Found, by: 'state' | 'unit', keyOf: (value: string) => string): Map<string, Column> {
  const { codes, values } = rows.columns[by]
  const columns = new Map<string, Column>()
  const columnOf = values.map(value => {
    const key = keyOf(value)
    const column = columns.get(key) ?? { key, count: 0, ids: [] }
    columns.set(key, column)
    return column
  })
  for (const id of ids) {
    const place = rows.placeOf.get(id)
    if (place === undefined) continue
    const code = codes[place]!
    // Of several units the first is the one in the lead.
    const column = columnOf[typeof code === 'number' ? code : code[0]!]!
    column.count++
    if (column.ids.length < mostCards) column.ids.push(id)
  }
  return columns
}

function byStage(found: Found): Board {
  const columns = sharedOut(found, 'state', state => stages.find(({ states }) => (states as readonly string[]).includes(state))!.key)
  const shown = stages.flatMap(({ key, always }) => {
    const column = columns.get(key) ?? { key, count: 0, ids: [] }
    return always || column.count ? [column] : []
  })
  return { columns: shown, left: { columns: 0, count: 0 } }
}

function byUnit(found: Found): Board {
  const columns = sharedOut(found, 'unit', unit => (unit === none ? none : unit.slice(1)))
  const busy = [...columns.values()].filter(({ count }) => count).toSorted((a, b) => b.count - a.count)
  const rank = ({ key }: Column) => (key === none ? Infinity : found.names.unitRank(key))
  const out = busy.slice(mostUnits)
  return { columns: busy.slice(0, mostUnits).toSorted((a, b) => rank(a) - rank(b)), left: { columns: out.length, count: out.reduce((sum, { count }) => sum + count, 0) } }
}

/** Address of the list with exactly the tasks of a column; null where the filter cannot say that. */
export function columnHref(filter: RegisterFilter, key: string): string | null {
  const { chosen, role } = filter
  const list = (more: RegisterFilter['chosen']) => registerHref({ ...filter, view: 'list', group: 'standing', month: null, page: 1, chosen: { ...chosen, ...more } })
  if (filter.group === 'unit') return role !== 'lead' && chosen.unit ? null : registerHref({ ...filter, role: 'lead', view: 'list', group: 'standing', month: null, page: 1, chosen: { ...chosen, unit: [key] } })
  const { states } = stages.find(one => one.key === key)!
  const asked = chosen.state
  const open: readonly TaskState[] = openStates
  return list({ state: states.filter(state => !asked || asked.includes('all') || asked.includes(state) || (asked.includes('open') && open.includes(state))) })
}
