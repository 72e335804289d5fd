// The figures of a sheet: each column summed up the tree, what was lost, the index and the ranks. Every screen and file calls these.
import { toPoints } from './rules.ts'
import type { Criterion, Score, ScoringRound, Step } from './tables.ts'

/** The valid score of each step, of one criterion on one sheet. */
export type Cell = Partial<Record<Step, Score>>

export const columns = ['registered', 'declared', 'appraised', 'explained', 'reappraised'] as const satisfies Step[]

type Terms = Pick<ScoringRound, 'surveyed' | 'bonusMost' | 'penaltyMost'>

/** Whether the criterion is asked for at all in the round. */
export const asked = (criterion: Pick<Criterion, 'method'>, { surveyed }: Pick<Terms, 'surveyed'>): boolean => criterion.method !== 'survey' || surveyed

/** The score that holds: the second appraisal, else the first, else what the unit declared itself. */
export const holding = (cell: Cell): Score | undefined => cell.reappraised ?? cell.appraised ?? cell.declared

/** What a column shows: appraisal 2 stands as appraisal 1 gave it where nobody looked again. */
const inColumn = (cell: Cell, column: Step): Score | undefined => (column === 'reappraised' ? cell.reappraised ?? cell.appraised : cell[column])

export interface Node {
  criterion: Criterion
  depth: number
  leaf: boolean
  /** Of leaves: whether it counts; of groups: whether anything in it does. */
  applies: boolean
  /** Of what applies. */
  maximum: number
  values: Record<Step, number | null>
  /** What holds now; null while nothing was given. */
  points: number | null
  /** Against the maximum, as it holds now; null where it does not apply, of bonus and penalty. */
  lost: number | null
  cell: Cell
}

/** The tree in its order with all columns summed. */
export function tree(criteria: readonly Criterion[], cells: ReadonlyMap<string, Cell>, terms: Terms): Node[] {
  const under = Map.groupBy(criteria, ({ parentId }) => parentId)
  const out: Node[] = []
  const walk = (criterion: Criterion, depth: number): Node => {
    const place = out.length++
    const children = (under.get(criterion.id) ?? []).map(child => walk(child, depth + 1))
    return out[place] = criterion.method ? leafOf(criterion, depth, cells.get(criterion.id) ?? {}, terms) : summed(criterion, depth, children)
  }
  for (const root of under.get(null) ?? []) walk(root, 0)
  return out
}

function leafOf(criterion: Criterion, depth: number, cell: Cell, terms: Terms): Node {
  const held = holding(cell)
  const applies = asked(criterion, terms) && (held?.applies ?? true)
  const values = Object.fromEntries(columns.map(column => [column, inColumn(cell, column)?.points ?? null])) as Node['values']
  const points = applies ? held?.points ?? null : null
  const maximum = applies ? criterion.maximum ?? 0 : 0
  return { criterion, depth, leaf: true, applies, maximum, values, points, cell, lost: applies && criterion.side === 'plain' ? toPoints(maximum - (points ?? 0)) : null }
}

function summed(criterion: Criterion, depth: number, children: readonly Node[]): Node {
  const sum = (of: (node: Node) => number | null) => {
    const found = children.map(of).filter(value => value !== null)
    return found.length ? toPoints(found.reduce((all, value) => all + value, 0)) : null
  }
  return {
    criterion, depth, leaf: false, cell: {}, applies: children.some(({ applies }) => applies), maximum: sum(({ maximum }) => maximum) ?? 0,
    values: Object.fromEntries(columns.map(column => [column, sum(({ values }) => values[column])])) as Node['values'],
    points: sum(({ points }) => points), lost: sum(({ lost }) => lost),
  }
}

export interface Totals {
  /** Of what applies, bonus and penalty left out. */
  maximum: number
  points: number
  bonus: number
  penalty: number
  /** chỉ số: points ÷ maximum × 100, plus the bonus, less the penalty; null where nothing applies. */
  index: number | null
  lost: number
  /** How many criteria have a score of the step, of how many that apply. */
  done: Record<Step, number>
  all: number
}

export const indexRule = 'Chỉ số = điểm đạt ÷ điểm tối đa của các tiêu chí áp dụng × 100, cộng điểm thưởng, trừ điểm phạt (không dưới 0). '
  + 'Tiêu chí không áp dụng, không phát sinh, và tiêu chí điều tra khi không điều tra, không nằm trong mẫu số; tiêu chí chưa chấm tính 0 điểm.'

export function totals(nodes: readonly Node[], terms: Terms): Totals {
  const leaves = nodes.filter(({ leaf }) => leaf)
  const of = (side: Criterion['side'], value: (node: Node) => number | null) =>
    toPoints(leaves.filter(({ criterion, applies }) => applies && criterion.side === side).reduce((sum, node) => sum + (value(node) ?? 0), 0))
  const maximum = of('plain', node => node.maximum)
  const points = of('plain', node => node.points)
  const bonus = Math.min(terms.bonusMost, of('bonus', node => node.points))
  const penalty = Math.min(terms.penaltyMost, of('penalty', node => node.points))
  const plain = leaves.filter(({ criterion }) => asked(criterion, terms) && criterion.side === 'plain')
  return {
    maximum, points, bonus, penalty, lost: of('plain', node => node.lost), all: plain.length,
    index: maximum ? toPoints(Math.max(0, points / maximum * 100 + bonus - penalty)) : null,
    done: Object.fromEntries(columns.map(column => [column, plain.filter(({ cell }) => cell[column]).length])) as Totals['done'],
  }
}

/** Ranks by index, the highest first; equal ones share a rank, and the next one counts on. */
export function ranked<T extends { index: number | null }>(rows: readonly T[]): (T & { rank: number | null })[] {
  const order = rows.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1))
  return order.map(row => ({ ...row, rank: row.index === null ? null : order.findIndex(({ index }) => index === row.index) + 1 }))
}
