// Two who write in one box: what each of them put in is there afterwards, whatever they did.
import { expect, test } from 'vitest'
import { merge } from '../src/meetings/merging.ts'

const asKy = '(Ký ghi) '
const merged = (base: string[], theirs: string[], mine: string[]) => merge(base.join('\n'), theirs.join('\n'), mine.join('\n'), asKy).split('\n')

test('changes of different lines stand beside each other, and nobody is named', () => {
  expect(merged(['a', 'b', 'c'], ['a1', 'b', 'c'], ['a', 'b', 'c1'])).toEqual(['a1', 'b', 'c1'])
  expect(merged(['a', 'b'], ['a1', 'b'], ['a', 'b1'])).toEqual(['a1', 'b1'])
  expect(merged(['a', 'b'], ['x', 'a', 'b'], ['a1', 'b'])).toEqual(['x', 'a1', 'b'])
  expect(merged(['a', 'b'], ['a1', 'b'], ['x', 'a', 'b'])).toEqual(['x', 'a1', 'b'])
  expect(merged(['a', 'b', 'c'], ['a', 'c'], ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd'])
})

test('lines put in at the same place follow each other, those that were there first', () => {
  expect(merge('', 'Hoa báo cáo', 'Minh báo cáo', asKy)).toBe('Hoa báo cáo\nMinh báo cáo')
  expect(merged(['a'], ['a', 'x'], ['a', 'y'])).toEqual(['a', 'x', 'y'])
})

test('a line that both changed is kept twice, the later one with the name', () => {
  expect(merged(['a', 'Hạn 10/11', 'c'], ['a', 'Hạn 15/11', 'c'], ['a', 'Hạn 20/11', 'c'])).toEqual(['a', 'Hạn 15/11', '(Ký ghi) Hạn 20/11', 'c'])
  expect(merged(['a', 'b'], ['a'], ['a', 'b1'])).toEqual(['a', '(Ký ghi) b1'])
  expect(merged(['a', 'b'], ['a', 'b1'], ['a'])).toEqual(['a', 'b1'])
  expect(merged(['a', 'b', 'c'], [''], ['a', 'x', 'b', 'c'])).toEqual(['(Ký ghi) x'])
  // … and goes on in that line.
  expect(merged(['a', 'Hạn 20/11'], ['a', 'Hạn 15/11', '(Ký ghi) Hạn 20/11'], ['a', 'Hạn 20/11/2026'])).toEqual(['a', 'Hạn 15/11', '(Ký ghi) Hạn 20/11/2026'])
})

test('a save that is sent again, because its answer was lost, changes nothing', () => {
  expect(merge('', 'a', 'a', asKy)).toBe('a')
  expect(merged(['a'], ['a', 'b', 'x'], ['a', 'b'])).toEqual(['a', 'b', 'x'])
  expect(merged(['a'], ['a1', 'x'], ['a1'])).toEqual(['a1', 'x'])
  expect(merged(['Hạn'], ['Hạn 15', '(Ký ghi) Hạn 20'], ['Hạn 20'])).toEqual(['Hạn 15', '(Ký ghi) Hạn 20'])
})

/** A text of one empty line is an empty text. */
const same = (a: string[], b: string[]) => (a.join('\n') === b.join('\n') ? [] : ['changed'])

/** A number below `most`, the same in each run of the tests. */
function dice(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor(state / 65_536) % most
  }
}

/** A text changed at random: lines taken away, changed and put in; and the lines that are new. */
function changed(roll: (most: number) => number, base: string[], name: string): { lines: string[]; own: string[] } {
  const own: string[] = []
  const put = () => { own.push(`${name}${own.length}`); return own.at(-1)! }
  const ways = [() => [], () => [put()], (line: string) => [line, put()], (line: string) => [put(), line], () => [put(), put()]]
  const lines = base.flatMap(line => (roll(2) ? [line] : ways[roll(5)]!(line)))
  return { lines: roll(4) ? lines : [...lines, put()], own }
}

test('10,000 pairs of changes at random: each line that either put in survives, and what neither touched stays', () => {
  const roll = dice(20_261_012)
  for (let time = 0; time < 10_000; time++) {
    // Few different lines, blank ones among them: texts that repeat themselves are the hard ones.
    const base = Array.from({ length: roll(9) }, () => ['', 'a', 'b', 'c', 'd'][roll(5)]!)
    const [theirs, mine] = [changed(roll, base, 'yến '), changed(roll, base, 'ký ')]
    const result = merged(base, theirs.lines, mine.lines)
    const again = merged(base, result, mine.lines)
    const times = (lines: string[], line: string) => lines.filter(one => one === line || one === asKy + line).length
    const all = [...theirs.own, ...mine.own]
    const wrong = [
      ...all.filter(line => times(result, line) !== 1), ...all.filter(line => times(again, line) < 1),
      ...theirs.own.filter(line => !result.includes(line)),
      ...same(merged(base, base, mine.lines), mine.lines), ...same(merged(base, theirs.lines, base), theirs.lines), ...same(merged(base, mine.lines, mine.lines), mine.lines),
    ]
    if (wrong.length) expect({ base, theirs: theirs.lines, mine: mine.lines, result, wrong }).toBe('nothing lost')
  }
})

test('the longest texts that are taken are merged in a moment', () => {
  const base = Array.from({ length: 1_000 }, (_, at) => `dòng ${at % 7}`)
  const before = performance.now()
  merged(base, base.map(line => `${line} yến`), base.map(line => `${line} ký`))
  expect(performance.now() - before).toBeLessThan(2_000)
})
