// Eight kinds of target as a table of rules: what the figures come to, what is "không phát sinh", where things are heading.
import { describe, expect, test } from 'vitest'
import { figureInWords, reached, ratioInWords, targetInWords, toOneDecimal } from '../src/targets/computing.ts'
import { checkValue, figureFields, numberFrom } from '../src/targets/figures.ts'
import { measureSchema, valueSchema, type Measure, type Value } from '../src/targets/measure.ts'
import { projection } from '../src/targets/projecting.ts'

const measure = (given: Partial<Measure> & { kind: Measure['kind'] }) => measureSchema.parse(given)
const value = (given: Partial<Value>) => valueSchema.parse(given)
const of = (numerator: number, denominator: number) => value({ numerator, denominator })
const open = { finishedOn: null, due: null }

const least80 = measure({ kind: 'percent_min', number: 80, unit: '%' })
const most1 = measure({ kind: 'percent_max', number: 1, unit: '%' })
const none = measure({ kind: 'percent_max', number: 0, unit: '%' })
const count25 = measure({ kind: 'count', number: 25, unit: 'TTHC' })
const nobody = measure({ kind: 'count', number: 0, unit: 'công chức', direction: 'max' })
const ranks = measure({ kind: 'change', number: 2, unit: 'bậc', baseline: 16, baselineYear: 2025 })
const shorter = measure({ kind: 'change', number: -20, unit: '%', baseline: 30, baselineYear: 2025 })
const fewer = measure({ kind: 'change', number: -1, unit: 'đầu mối', baseline: 5 })
const more5 = measure({ kind: 'change', number: 5, unit: '%', baseline: 40 })
const fromZero = measure({ kind: 'change', number: 10, unit: '%', baseline: 0 })
const noBase = measure({ kind: 'change', number: 10, unit: '%', baselineYear: 2025 })
const issued = measure({ kind: 'binary' })
const inTime = measure({ kind: 'deadline' })
const banded = measure({ kind: 'banded', unit: '%', bands: [{ over: 90, points: 2 }, { over: 70, points: 1 }] })
const steps = measure({ kind: 'milestone', steps: [{ name: 'Khảo sát', weight: 1 }, { name: 'Nâng cấp', weight: 3 }, { name: 'Vận hành', weight: 1 }] })

type Row = [what: string, measure: Measure, value: Value | null, circumstances: Parameters<typeof reached>[2], share: number | null, met: boolean | null, words: RegExp]
const rows: Row[] = [
  ['the article’s own figure rounds half up', least80, of(107, 135), open, 107 / 135 * 100 / 80, false, /^107\/135 = 79,3 %, chỉ tiêu từ 80 %: chưa đạt, còn thiếu 1$/],
  ['one more is 80 % exactly', least80, of(108, 135), open, 1, true, /^108\/135 = 80,0 %, chỉ tiêu từ 80 %: đạt$/],
  ['what only rounds to the target does not reach it', measure({ kind: 'percent_min', number: 79.3 }), of(107, 135), open, 107 / 135 * 100 / 79.3, false, /79,3 %, chỉ tiêu từ 79,3 %: chưa đạt, còn thiếu 1/],
  ['a denominator of 0 is not arising', least80, of(0, 0), open, null, null, /^không phát sinh/],
  ['not arising by a tick', least80, value({ notArising: true, numerator: 5, denominator: 5 }), open, null, null, /^không phát sinh/],
  ['nothing out of something is 0', least80, of(0, 12), open, 0, false, /^0\/12 = 0,0 %/],
  ['all of it', measure({ kind: 'percent_min', number: 100 }), of(179, 179), open, 1, true, /100,0 %.*: đạt$/],
  ['one missing of many is not 100 %', measure({ kind: 'percent_min', number: 100 }), of(2192, 2193), open, 2192 / 2193, false, /= 100,0 %, chỉ tiêu từ 100 %: chưa đạt, còn thiếu 1/],
  ['a percentage alone, of a survey', measure({ kind: 'percent_min', number: 95 }), value({ value: 83.94 }), open, 83.94 / 95, false, /^83,9 %, chỉ tiêu từ 95 %: chưa đạt$/],
  ['no figures', least80, null, open, null, null, /^chưa có số liệu$/],
  ['a numerator alone says nothing', least80, value({ numerator: 4 }), open, null, null, /^chưa có số liệu$/],
  ['a target without a number is not judged', measure({ kind: 'percent_min' }), of(1, 2), open, null, null, /^1\/2 = 50,0 %, chỉ tiêu chưa ghi mức$/],
  ['percent at most: below', most1, of(3, 1000), open, 1, true, /không quá 1 %: đạt/],
  ['percent at most: on it', most1, of(10, 1000), open, 1, true, /1,0 %.*: đạt/],
  ['percent at most: twice as much', most1, of(20, 1000), open, 0.5, false, /2,0 %.*: chưa đạt, vượt 10$/],
  ['nothing allowed, nothing there', none, of(0, 500), open, 1, true, /không quá 0 %: đạt/],
  ['nothing allowed, one there', none, of(1, 500), open, 0, false, /chưa đạt, vượt 1/],
  ['nothing allowed, nothing arising', none, of(0, 0), open, null, null, /không phát sinh/],
  ['count on the way', count25, value({ value: 17 }), open, 17 / 25, false, /^17 TTHC, chỉ tiêu từ 25 TTHC: chưa đạt, còn thiếu 8 TTHC$/],
  ['count passed is all of it, not more', count25, value({ value: 40 }), open, 1, true, /: đạt$/],
  ['count at most, none', nobody, value({ value: 0 }), open, 1, true, /không quá 0 công chức: đạt/],
  ['count at most, one', nobody, value({ value: 1 }), open, 0, false, /vượt 1 công chức/],
  ['a rank rises when its number falls', ranks, value({ value: 14 }), open, 1, true, /^hạng 14 \(mốc năm 2025 là 16\), tăng 2 bậc.*: đạt$/],
  ['a rank half way', ranks, value({ value: 15 }), open, 0.5, false, /tăng 1 bậc.*chưa đạt/],
  ['a rank that fell', ranks, value({ value: 18 }), open, 0, false, /giảm 2 bậc.*chưa đạt/],
  ['a fall in percent', shorter, value({ value: 24 }), open, 1, true, /24 \(mốc năm 2025 là 30\), giảm 20,0 %, chỉ tiêu giảm 20 % so với năm 2025: đạt/],
  ['a fall half way', shorter, value({ value: 27 }), open, 0.5, false, /giảm 10,0 %.*chưa đạt/],
  ['a fall that was a rise', shorter, value({ value: 33 }), open, 0, false, /tăng 10,0 %.*chưa đạt/],
  ['a fall in pieces', fewer, value({ value: 4 }), open, 1, true, /giảm 1 đầu mối.*: đạt/],
  ['no change', fewer, value({ value: 5 }), open, 0, false, /không đổi/],
  ['a rise in percent', more5, value({ value: 42 }), open, 1, true, /tăng 5,0 %/],
  ['a rise from below zero', measure({ kind: 'change', number: 10, unit: '%', baseline: -50 }), value({ value: -45 }), open, 1, true, /tăng 10,0 %/],
  ['a percentage of nothing cannot be said', fromZero, value({ value: 3 }), open, null, null, /không tính được tỷ lệ/],
  ['without a baseline nothing is said', noBase, value({ value: 3 }), open, null, null, /chưa ghi mốc năm 2025/],
  ['yes with evidence', issued, value({ value: 1 }), { ...open, evidence: 2 }, 1, true, /đạt/],
  ['yes without evidence is not done', issued, value({ value: 1 }), open, 0, false, /chưa có minh chứng/],
  ['no', issued, value({ value: 0 }), { ...open, evidence: 2 }, 0, false, /^chưa có$/],
  ['in time', inTime, null, { finishedOn: '2026-10-14', due: '2026-10-15' }, 1, true, /đúng hạn/],
  ['on the day', inTime, null, { finishedOn: '2026-10-15', due: '2026-10-15' }, 1, true, /đúng hạn/],
  ['late is half, not nothing', inTime, null, { finishedOn: '2026-10-16', due: '2026-10-15' }, 0.5, false, /muộn, tính một nửa/],
  ['not done, not due', inTime, null, { finishedOn: null, due: '2026-10-15', today: '2026-10-15' }, 0, null, /^chưa xong$/],
  ['not done, overdue', inTime, null, { finishedOn: null, due: '2026-10-15', today: '2026-10-16' }, 0, false, /quá hạn 15\/10\/2026/],
  ['band: over the highest', banded, of(91, 100), open, 1, true, /91,0 %, 2 điểm/],
  ['band: the highest bound itself is below it', banded, of(90, 100), open, 0.5, false, /90,0 %, 1 điểm/],
  ['band: the lower bound belongs to it', banded, of(70, 100), open, 0.5, false, /70,0 %, 1 điểm/],
  ['band: below all', banded, of(699, 1000), open, 0, false, /69,9 %, 0 điểm/],
  ['band: nothing arising', banded, of(0, 0), open, null, null, /không phát sinh/],
  ['steps by weight', steps, value({ steps: [0, 1] }), open, 0.8, false, /^2\/3 bước, 80,0 %/],
  ['a step twice counts once', steps, value({ steps: [0, 0] }), open, 0.2, false, /^1\/3 bước, 20,0 %/],
  ['all steps', steps, value({ steps: [2, 1, 0] }), open, 1, true, /100,0 %.*: đạt/],
]

test.each(rows)('%s', (_what, of_, figures, circumstances, share, met, words) => {
  const outcome = reached(of_, figures, circumstances)
  if (share === null) expect(outcome.share).toBeNull()
  else expect(outcome.share).toBeCloseTo(share, 9)
  expect(outcome.met).toBe(met)
  expect(outcome.words).toMatch(words)
})

test('points: of bands, and of deadlines 1, 0.5 and 0', () => {
  expect(reached(banded, of(75, 100), open).points).toBe(1)
  expect([['2026-10-14', '2026-10-15'], ['2026-10-16', '2026-10-15']].map(([finishedOn, due]) => reached(inTime, null, { finishedOn: finishedOn!, due: due! }).points)).toEqual([1, 0.5])
  expect(reached(inTime, null, { finishedOn: null, due: '2026-10-15', today: '2026-12-01' }).points).toBe(0)
})

test('numbers are rounded half up at one decimal, whatever binary fractions do', () => {
  expect([toOneDecimal(107, 135, 100), toOneDecimal(1, 8, 100), toOneDecimal(2875, 10000, 100), toOneDecimal(2, 3, 100), toOneDecimal(-12.25)]).toEqual([79.3, 12.5, 28.8, 66.7, -12.3])
  expect(ratioInWords(1230, 1245)).toBe('1.230/1.245 = 98,8 %')
})

test('targets and figures in words', () => {
  expect([least80, most1, count25, nobody, ranks, shorter, issued, inTime, banded, steps].map(targetInWords)).toEqual([
    'từ 80 %', 'không quá 1 %', 'từ 25 TTHC', 'không quá 0 công chức', 'tăng 2 bậc so với năm 2025', 'giảm 20 % so với năm 2025', 'có, kèm minh chứng', 'xong đúng hạn', '2 điểm', 'xong 3 bước'])
  expect(figureInWords(least80, null)).toBe('')
})

describe('figures as they are typed', () => {
  test.each([['1.234,5', 1234.5], ['12', 12], ['83,94 %', 83.94], ['83.94', 83.94], ['-20', -20], ['1.234', 1234], ['', null], ['gần 100', NaN], ['1,2,3', NaN]] as const)('%s', (typed, number) => {
    expect(numberFrom(typed)).toEqual(number)
  })

  test('what cannot be taken is said beside its field', () => {
    expect(checkValue(least80, of(140, 135))).toEqual({ numerator: 'Số đạt được (140) lớn hơn tổng số (135). Hãy xem lại hai số.' })
    expect(Object.keys(checkValue(least80, null))).toEqual(['denominator', 'numerator'])
    expect(checkValue(least80, value({ denominator: 0 }))).toEqual({})
    expect(checkValue(least80, value({ notArising: true }))).toEqual({})
    expect(Object.keys(checkValue(count25, value({ value: -1 })))).toEqual(['value'])
    expect(Object.keys(checkValue(issued, value({})))).toEqual(['value'])
    expect(Object.keys(checkValue(steps, value({ steps: [7] })))).toEqual(['steps'])
    expect(checkValue(inTime, null)).toEqual({})
    expect(figureFields(inTime)).toEqual([])
    expect(figureFields(least80).map(({ name }) => name)).toEqual(['numerator', 'denominator'])
  })
})

describe('where it is heading', () => {
  const year = { from: '2026-01-01', to: '2026-12-31', today: '2026-10-12' }
  const at = (on: string, given: Partial<Value>) => ({ on, value: value(given) })

  test('a level that rises fast enough is no risk, one that rises too slowly is, with its figures', () => {
    const good = projection(least80, [at('2026-07-13', { numerator: 103, denominator: 135 }), at('2026-10-11', { numerator: 107, denominator: 135 })], year)
    expect(good).toMatchObject({ atRisk: false })
    expect(good.atEnd).toBeGreaterThan(80)
    const slow = projection(least80, [at('2026-04-14', { numerator: 80, denominator: 135 }), at('2026-10-11', { numerator: 86, denominator: 135 })], year)
    expect(slow).toMatchObject({ atRisk: true })
    expect(slow.reason).toBe('Từ 59,3 % (14/04/2026) đến 86/135 = 63,7 % (11/10/2026), mỗi tháng tăng 0,7 điểm %; giữ nhịp này thì đến 31/12/2026 khoảng 65,7 %, chỉ tiêu từ 80 %.')
  })

  test('a percentage that may not rise: rising is the risk', () => {
    expect(projection(most1, [at('2026-05-01', { numerator: 2, denominator: 1000 }), at('2026-10-01', { numerator: 9, denominator: 1000 })], year).atRisk).toBe(true)
    expect(projection(most1, [at('2026-05-01', { numerator: 20, denominator: 1000 }), at('2026-10-01', { numerator: 5, denominator: 1000 })], year).atRisk).toBe(false)
  })

  test('a count goes on in a straight line; one conference a year is not late in June', () => {
    const half = projection(count25, [at('2026-10-01', { value: 12 })], year)
    expect(half.atRisk).toBe(true)
    expect(half.reason).toContain('được khoảng 16 TTHC, chỉ tiêu từ 25 TTHC')
    expect(projection(count25, [at('2026-10-01', { value: 20 })], year).atRisk).toBe(false)
    const one = measure({ kind: 'count', number: 1, unit: 'hội nghị' })
    expect(projection(one, [at('2026-06-30', { value: 0 })], { ...year, today: '2026-07-01' }).atRisk).toBe(false)
  })

  test('steps, and work without figures', () => {
    expect(projection(steps, [at('2026-09-30', { steps: [0] })], year).atRisk).toBe(true)
    expect(projection(steps, [at('2026-09-30', { steps: [0, 1] })], year).atRisk).toBe(false)
    expect(projection(null, [{ on: '2026-10-01', value: null, percent: 20 }], year).atRisk).toBe(true)
    expect(projection(issued, [{ on: '2026-10-01', value: value({ value: 0 }), percent: 70 }], year).atRisk).toBe(false)
  })

  test('nothing is said too early, after the end, or of what did not arise; silence after half the time is a risk', () => {
    expect(projection(count25, [at('2026-01-05', { value: 0 })], { ...year, today: '2026-01-10' })).toEqual({ atEnd: null, atRisk: false, reason: null })
    expect(projection(least80, [at('2026-10-01', { numerator: 0, denominator: 0 })], year).atRisk).toBe(false)
    expect(projection(least80, [at('2026-10-01', { numerator: 1, denominator: 2 })], { ...year, today: '2026-12-31' }).reason).toBeNull()
    expect(projection(least80, [], year)).toMatchObject({ atRisk: true, reason: 'Đã qua 78,0 % thời gian mà chưa có báo cáo nào.' })
    expect(projection(least80, [], { ...year, today: '2026-03-01' }).atRisk).toBe(false)
  })
})
