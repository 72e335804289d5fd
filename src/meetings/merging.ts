// Three-way merging by lines of what two people wrote at once. Nothing that either of them added is lost.

/** What one side made of the lines `from` to `to` of the text both began with. */
interface Change { from: number; to: number; lines: string[] }

/** An empty text has no line, so that two who begin at once do not quarrel over the empty one. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

/**
 * The text that holds what both made of `base`. Where both changed the same lines, theirs stand and mine follow, each with `mark`
 * before it. To merge what has been merged already changes nothing, so that a save whose answer was lost may be sent again.
 */
export function merge(base: string, theirs: string, mine: string, mark: string): string {
  if (mine === base || mine === theirs) return theirs
  if (theirs === base) return mine
  const from = linesOf(base)
  const [left, right] = [changes(from, linesOf(theirs)), changes(from, linesOf(mine))]
  const merged: string[] = []
  let at = 0
  while (left.length || right.length) {
    const start = Math.min(left[0]?.from ?? Infinity, right[0]?.from ?? Infinity)
    const [ofThem, ofMe] = together(left, right, start)
    const end = Math.max(start, ...[...ofThem, ...ofMe].map(({ to }) => to))
    merged.push(...from.slice(at, start), ...both(from.slice(start, end), applied(from, ofThem, start, end), applied(from, ofMe, start, end), mark))
    at = end
  }
  return [...merged, ...from.slice(at)].join('\n')
}

/** The next changes that touch the same lines, taken off both lists. Lines put in before a changed line are no part of its change. */
function together(left: Change[], right: Change[], start: number): [Change[], Change[]] {
  const putIn = (list: Change[]) => (list[0]?.from === start && list[0].to === start ? [list.shift()!] : [])
  const taken: [Change[], Change[]] = [putIn(left), putIn(right)]
  if (taken.some(list => list.length)) return taken
  let end = start + 1
  for (let grown = true; grown;) {
    grown = false
    for (const [side, list] of [left, right].entries()) {
      if (!list.length || list[0]!.from >= end) continue
      end = Math.max(end, list[0]!.to)
      taken[side]!.push(list.shift()!)
      grown = true
    }
  }
  return taken
}

/** What one side made of a stretch. */
function applied(from: string[], made: Change[], start: number, end: number): string[] {
  const lines: string[] = []
  let at = start
  for (const change of made) {
    lines.push(...from.slice(at, change.from), ...change.lines)
    at = change.to
  }
  return [...lines, ...from.slice(at, end)]
}

/** A stretch that both may have changed. */
function both(base: string[], theirs: string[], mine: string[], mark: string): string[] {
  if (same(mine, base) || within(theirs, mine) !== -1) return theirs
  if (same(theirs, base) || theirs.length && within(mine, theirs) !== -1) return mine
  if (!base.length) return [...theirs, ...mine]
  // I may be writing on in lines that were marked before.
  const place = within(theirs, base.map(line => mark + line))
  const marked = (place === -1 ? without(mine, base) : mine).map(line => (line === '' || line.startsWith(mark) ? line : mark + line))
  if (place !== -1) return [...theirs.slice(0, place), ...marked, ...theirs.slice(place + base.length)]
  return within(theirs, marked) === -1 ? [...theirs, ...marked] : theirs
}

/** The lines less those of another list, each taken off once. */
function without(lines: string[], others: string[]): string[] {
  const left = [...others]
  return lines.filter(line => {
    const at = left.indexOf(line)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

const same = (a: string[], b: string[]): boolean => a.length === b.length && a.every((line, at) => line === b[at])

/** Where `part` stands in `whole` as one stretch; -1: nowhere. */
const within = (whole: string[], part: string[]): number =>
  whole.findIndex((_, at) => at + part.length <= whole.length && part.every((line, offset) => line === whole[at + offset]))

/** By which changes of stretches one list of lines becomes the other, with as many lines kept as can be. */
function changes(from: string[], to: string[]): Change[] {
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head++
  let tail = 0
  while (tail < from.length - head && tail < to.length - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++
  const [rows, columns] = [from.length - head - tail, to.length - head - tail]
  // kept[row][column]: how many lines the rests from there on have in common.
  const kept = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1))
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      kept[row]![column] = from[head + row] === to[head + column] ? kept[row + 1]![column + 1]! + 1 : Math.max(kept[row + 1]![column]!, kept[row]![column + 1]!)
    }
  }
  const found: Change[] = []
  let [row, column] = [0, 0]
  while (row < rows || column < columns) {
    if (row < rows && column < columns && from[head + row] === to[head + column]) { row++; column++; continue }
    const change: Change = { from: head + row, to: head + row, lines: [] }
    while ((row < rows || column < columns) && !(row < rows && column < columns && from[head + row] === to[head + column])) {
      if (column < columns && (row === rows || kept[row]![column + 1]! >= kept[row + 1]![column]!)) change.lines.push(to[head + column++]!)
      else change.to = head + ++row
    }
    found.push(change)
  }
  return found
}
