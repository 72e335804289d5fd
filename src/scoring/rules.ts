// Points out of what was declared, by the rule of the criterion, with the words that show the reckoning.
// Points are rounded to two decimals, half up; borders of bands count as they are written; no more than the maximum.
import { amountInWords } from '../targets/computing.ts'
import type { Band, Criterion, Declared, Method, Rule } from './tables.ts'

export const roundingRule = 'Điểm làm tròn hai chữ số thập phân, từ nửa trở lên làm tròn lên; không vượt điểm tối đa.'

export const methodNames: Record<Method, string> = {
  yesNo: 'Có/Không', timely: 'Kịp thời/Trễ/Không', bands: 'Theo khoảng', ratio: 'Tỷ lệ × điểm tối đa', perItem: 'Theo từng việc',
  survey: 'Điều tra xã hội học', manual: 'Chấm tay',
}

/** Two decimals, half up, without the errors of binary fractions: 1.005 → 1.01. */
export const toPoints = (value: number): number => Math.floor(Number((value * 100).toFixed(6)) + 0.5) / 100

export const pointsInWords = (points: number): string => `${amountInWords(points)} điểm`

export type Ruled = Pick<Criterion, 'method' | 'maximum' | 'rule'>
/** `points` is null where the criterion leaves the denominator. */
export interface Scored { applies: boolean; points: number | null; words: string }

const most = ({ maximum }: Ruled) => maximum ?? 0
const unitOf = ({ measured }: Rule) => (measured === 'figure' ? '' : ' %')

/** Bands from the highest down, each with its borders in words: 'trên 90 %', 'từ 70 % đến 90 %', 'dưới 70 %'. */
export function bandsInWords(rule: Rule): { band: Band; words: string }[] {
  const bands = (rule.bands ?? []).toSorted((a, b) => (b.from ?? -Infinity) - (a.from ?? -Infinity))
  const border = (value: number) => `${amountInWords(value)}${unitOf(rule)}`
  return bands.map((band, at) => {
    const above = bands[at - 1]
    const upper = above?.from == null ? '' : border(above.from)
    if (band.from === null) return { band, words: !upper ? 'mọi trường hợp' : above!.included ? `dưới ${upper}` : `từ ${upper} trở xuống` }
    const from = `${band.included ? 'từ' : 'trên'} ${border(band.from)}`
    return { band, words: upper ? `${from} đến ${above!.included ? 'dưới ' : ''}${upper}` : `${from}${band.included ? ' trở lên' : ''}` }
  })
}

/** cách tính điểm, before anything was declared. */
export function ruleInWords(criterion: Ruled): string {
  const { method, rule } = criterion
  const all = pointsInWords(most(criterion))
  if (method === 'yesNo') return `Có: ${all}; không: 0 điểm.`
  if (method === 'timely') return `Kịp thời: ${all}; trễ: ${pointsInWords(rule.late ?? 0)}; không: 0 điểm.`
  if (method === 'bands') return `${bandsInWords(rule).map(({ band, words }) => `${words}: ${pointsInWords(band.points)}`).join('; ').replace(/^./, first => first.toLocaleUpperCase('vi'))}.`
  if (method === 'ratio') {
    const full = rule.full ?? 100
    return `Tỷ lệ ${rule.what ? `${rule.what} trên ${rule.of ?? 'tổng số'} ` : ''}nhân ${all}${full === 100 ? '' : `; từ ${amountInWords(full)} % được đủ điểm`}.`
  }
  if (method === 'perItem') return `Mỗi ${rule.what ?? 'việc'}: ${pointsInWords(rule.each ?? 0)}, nhiều nhất ${all}.`
  if (method === 'survey') return 'Điểm điều tra xã hội học, đơn vị không tự chấm.'
  return `Chấm tay, từ 0 đến ${all}, kèm lý do.`
}

const answers = { yes: 'Có', no: 'Không', timely: 'Kịp thời', late: 'Trễ', none: 'Không' }
export const answerName = (answer: NonNullable<Declared['answer']>): string => answers[answer]

const reaches = (measured: number, of: number, { from, included }: Band): boolean => {
  if (from === null) return true
  const distance = measured - from * of
  return Math.abs(distance) < 1e-9 * Math.max(1, Math.abs(measured)) ? included : distance > 0
}

/** Points of what was declared. What is not declared as the method needs gives no points and says so. */
export function scored(criterion: Ruled, declared: Declared): Scored {
  const { method, rule } = criterion
  const maximum = most(criterion)
  const given = (value: number, how: string): Scored => {
    const points = toPoints(Math.min(maximum, Math.max(0, value)))
    return { applies: true, points, words: `${how}: ${pointsInWords(points)}` }
  }
  const missing: Scored = { applies: true, points: null, words: 'Chưa kê khai đủ số liệu' }
  if (method === 'yesNo' || method === 'timely') {
    const { answer } = declared
    if (!answer) return missing
    const points = answer === 'yes' || answer === 'timely' ? maximum : answer === 'late' ? rule.late ?? 0 : 0
    return given(points, answerName(answer))
  }
  if (method === 'perItem') {
    if (declared.items === undefined) return missing
    const each = rule.each ?? 0
    const product = declared.items * each
    return given(product, `${amountInWords(declared.items)} ${rule.what ?? 'việc'} × ${amountInWords(each)}${product > maximum ? `, nhiều nhất ${amountInWords(maximum)}` : ''}`)
  }
  if (method === 'bands' && rule.measured === 'figure') {
    const { figure } = declared
    if (figure === undefined) return missing
    const found = bandsInWords(rule).find(({ band }) => reaches(figure, 1, band))
    return given(found?.band.points ?? 0, `${amountInWords(figure)}, ${found?.words ?? 'ngoài các khoảng'}`)
  }
  if (method === 'bands' || method === 'ratio') {
    const { part, of } = declared
    if (part === undefined || of === undefined) return missing
    if (of === 0) return { applies: false, points: null, words: 'Không phát sinh (mẫu số bằng 0): không tính vào điểm tối đa' }
    const share = `${amountInWords(part)}/${amountInWords(of)} = ${amountInWords(toPoints(part / of * 100))} %`
    if (method === 'ratio') {
      const full = rule.full ?? 100
      return given(part / of * 100 / full * maximum, `${share} × ${amountInWords(maximum)}${full === 100 ? '' : ` ÷ ${amountInWords(full)} %`}`)
    }
    const found = bandsInWords(rule).find(({ band }) => reaches(part * 100, of, band))
    return given(found?.band.points ?? 0, `${share}, ${found?.words ?? 'ngoài các khoảng'}`)
  }
  if (method === 'manual') return declared.points === undefined ? missing : given(declared.points, 'Đơn vị tự chấm')
  return { applies: true, points: null, words: ruleInWords(criterion) }
}
