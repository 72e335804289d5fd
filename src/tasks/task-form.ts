// The form of one task: what was typed becomes a task to give or to change, and a task becomes what the form shows.
import { readDeadline } from '../annex/deadline-words.ts'
import { readMoney } from '../annex/money.ts'
import { inWords, valueInWords, type Deadline } from '../calendar/deadlines.ts'
import { isDay, today, written } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { line } from '../text.ts'
import { amountInWords } from '../targets/computing.ts'
import { numberFrom } from '../targets/figures.ts'
import { measureKinds, measureSchema, type Measure } from '../targets/measure.ts'
import type { TaskInput } from './assigning.ts'
import { cadences, originKinds, type Origin, type Task, type TaskPart } from './tables.ts'

export type Typed = Record<string, string>
/** What the form says of a task; the unit in the lead only where a new one is given. */
export type TaskFields = Pick<TaskInput, 'title' | 'product' | 'origin' | 'coordinators' | 'outsiders' | 'assignerId' | 'deadline' | 'cadence' | 'measure' | 'domain' | 'weight' | 'budgetText' | 'budget' | 'note'> & { unitId: string }

export const rhythms = { weekly: 'Hằng tuần', monthly: 'Hằng tháng', quarterly: 'Hằng quý', half_yearly: '6 tháng một lần' } as const

/** Collects the mistakes of all fields, so that the form can show them at once. */
class Reader {
  readonly errors: Record<string, string> = {}
  private readonly values: Typed
  constructor(values: Typed) { this.values = values }
  text(name: string, most = 300): string | null {
    const value = line(this.values[name] ?? '')
    if (value.length > most) this.errors[name] = `Hãy viết gọn trong ${amountInWords(most)} ký tự.`
    return value || null
  }
  lines(name: string): string[] { return (this.values[name] ?? '').split('\n').map(line).filter(Boolean) }
  day(name: string): string | null {
    const value = this.values[name] ?? ''
    if (value && !isDay(value)) this.errors[name] = 'Hãy chọn một ngày có thật.'
    return value || null
  }
  number(name: string): number | null {
    const value = numberFrom(this.values[name] ?? '')
    if (!Number.isNaN(value)) return value
    this.errors[name] = 'Hãy ghi bằng chữ số, ví dụ 95 hoặc 12,5.'
    return null
  }
  need<T>(value: T | null, name: string, sentence: string): T | null {
    if (value === null) this.errors[name] ??= sentence
    return value
  }
}

/**
 * The task that the form describes. Throws Invalid with every field that cannot be taken.
 * @param before the task that is changed: what the form cannot spell stays as it is; null for a new one
 */
export function taskFrom(values: Typed, before: Task | null): TaskFields {
  const form = new Reader(values)
  const title = form.need(form.text('title', 2000), 'title', 'Hãy ghi nội dung nhiệm vụ.')
  const deadline = deadlineFrom(form, values, before?.deadline ?? null)
  const measure = measureFrom(form, values)
  const origin = originFrom(form, values)
  const unitId = before?.unitId ?? form.need(values.unitId || null, 'unitId', 'Hãy chọn đơn vị chủ trì.')
  const weight = form.number('weight') ?? 1
  if (!(weight > 0 && weight <= 1000)) form.errors.weight ??= 'Trọng số lớn hơn 0, không quá 1.000.'
  const budgetText = form.text('budget')
  const fields = {
    title: title ?? '', product: form.text('product', 1000), origin, measure, weight, domain: form.text('domain'), note: form.text('note', 2000), budgetText,
    budget: budgetText === (before?.budgetText ?? null) ? before?.budget ?? null : budgetText ? readMoney(budgetText, null).money?.amount_vnd ?? null : null,
    coordinators: Object.keys(values).filter(name => name.startsWith('co.') && values[name]).map(name => ({ unitId: name.slice(3), duty: form.text(`duty.${name.slice(3)}`, 500) })),
    outsiders: (values.outsiders ?? '').split(/[\n;]/).map(line).filter(Boolean), assignerId: form.need(values.assignerId || null, 'assignerId', 'Hãy chọn người giao.') ?? '',
    cadence: cadences.find(one => one === values.cadence) ?? 'none',
  }
  if (Object.keys(form.errors).length || !deadline || !unitId) throw new Invalid(form.errors)
  return { ...fields, unitId, deadline }
}

function deadlineFrom(form: Reader, values: Typed, before: Deadline | null): Deadline | null {
  const kind = values.deadlineKind
  const original = form.text('dueWords') ?? ''
  if (kind === 'kept' && before) return before
  if (kind === 'date') {
    const day = form.need(form.day('dueDate'), 'dueDate', 'Hãy chọn ngày hạn.')
    return day ? { kind, value: day, original: original || written(day) } : null
  }
  if (kind === 'period') {
    const words = form.need(form.text('duePeriod'), 'duePeriod', 'Hãy ghi kỳ, ví dụ: quý IV/2026, tháng 11/2026.')
    const read = words && readDeadline(words, { year: Number(today().slice(0, 4)) }).deadline
    if (words && (!read || !['month', 'quarter', 'half', 'year'].includes(read.kind))) form.errors.duePeriod = `Chưa hiểu kỳ “${words}”. Hãy ghi như: tháng 11/2026, quý IV/2026, 6 tháng cuối năm 2026, năm 2026.`
    return read || null
  }
  if (kind === 'recurring') {
    const value = (Object.keys(rhythms) as (keyof typeof rhythms)[]).find(one => one === values.dueRhythm)
    const day = form.number('dueDay')
    if (day !== null && !(Number.isInteger(day) && day >= 1 && day <= 31)) form.errors.dueDay = 'Ngày từ 1 đến 31; bỏ trống là ngày cuối kỳ.'
    if (!value) form.errors.dueRhythm = 'Hãy chọn nhịp.'
    if (!value || form.errors.dueDay) return null
    const made = { kind, value, ...(day !== null && value !== 'weekly' ? { day } : {}), original: '' } as const
    return { ...made, original: original || inWords(made) }
  }
  if (kind === 'continuous') return { kind, value: null, original: original || 'thường xuyên' }
  if (kind === 'event') {
    const words = form.need(form.text('dueEvent'), 'dueEvent', 'Hãy ghi sự kiện, ví dụ: sau khi UBND tỉnh ban hành kế hoạch.')
    const day = form.day('dueResolved')
    return words ? { kind, value: words, original: original || words, ...(day ? { resolved: day } : {}) } : null
  }
  form.errors.deadlineKind = 'Hãy chọn loại thời hạn.'
  return null
}

function originFrom(form: Reader, values: Typed): Origin {
  const kind = originKinds.find(one => one === values.originKind)
  if (!kind) form.errors.originKind = 'Hãy chọn nguồn giao.'
  const origin = {
    kind: kind ?? 'document', number: form.text('originNumber', 120), date: form.day('originDate'), issuer: form.text('originIssuer'), title: form.text('originTitle', 500),
    clause: form.text('originClause'), quote: form.text('originQuote', 3000), saidBy: kind === 'oral' ? form.text('originSaidBy') : null,
  }
  if (kind === 'oral') form.need(origin.saidBy, 'originSaidBy', 'Hãy ghi ai chỉ đạo.')
  else if (kind && !origin.number && !origin.title) form.errors.originNumber ??= 'Hãy ghi số, ký hiệu hoặc tên.'
  return origin
}

function measureFrom(form: Reader, values: Typed): Measure | null {
  const kind = measureKinds.find(one => one === values.targetKind)
  if (!kind) return null
  const percents = kind === 'percent_min' || kind === 'percent_max'
  const counts = percents || kind === 'count' || kind === 'change'
  const number = counts || kind === 'banded' ? form.number('targetNumber') : null
  if (counts && number === null) form.errors.targetNumber ??= 'Hãy ghi con số phải đạt.'
  if (percents && number !== null && (number < 0 || number > 100)) form.errors.targetNumber = 'Tỷ lệ từ 0 đến 100.'
  const falls = kind === 'change' && values.targetChange === 'down'
  const steps = kind === 'milestone' ? pairs(form.lines('targetSteps'), 1).map(([name, weight]) => ({ name, weight })) : []
  if (kind === 'milestone' && steps.length < 2) form.errors.targetSteps = 'Hãy ghi ít nhất hai bước, mỗi bước một dòng.'
  if (steps.some(({ weight }) => !(weight > 0))) form.errors.targetSteps = 'Trọng số của mỗi bước lớn hơn 0, ví dụ: Khảo sát: 2'
  const bands = kind === 'banded' ? pairs(form.lines('targetBands'), NaN).map(([over, points]) => ({ over: numberFrom(over) ?? NaN, points })) : []
  if (kind === 'banded' && (!bands.length || bands.some(({ over, points }) => Number.isNaN(over) || Number.isNaN(points)))) form.errors.targetBands = 'Hãy ghi mỗi bậc một dòng, ví dụ: 90: 2'
  const year = kind === 'change' ? form.number('targetBaselineYear') : null
  const made = {
    kind, number: number !== null && falls ? -Math.abs(number) : number, unit: percents ? '%' : form.text('targetUnit', 60),
    direction: kind === 'percent_max' || (kind === 'count' && values.targetDirection === 'max') ? 'max' : 'min',
    baseline: kind === 'change' || kind === 'count' ? form.number('targetBaseline') : null, baselineYear: year === null ? null : Math.trunc(year), bands, steps,
    numeratorName: percents || kind === 'banded' ? form.text('targetNumerator', 200) : null, denominatorName: percents || kind === 'banded' ? form.text('targetDenominator', 200) : null,
    source: form.text('targetSource'),
  }
  return Object.keys(form.errors).some(name => name.startsWith('target')) ? null : measureSchema.parse(made)
}

/** 'Khảo sát: 2' → ['Khảo sát', 2]; without a number the one that is given. */
const pairs = (rows: string[], otherwise: number): [string, number][] => rows.map(row => {
  const found = /^(.*?)\s*[:=]\s*(-?[\d.,]+)\s*%?$/.exec(row)
  return found ? [found[1]!, numberFrom(found[2]!) ?? NaN] : [row, otherwise]
})

const typedNumber = (value: number | null) => (value === null ? '' : String(value).replace('.', ','))

/** What the form shows of a task. */
export function valuesOf(task: Task, parts: readonly TaskPart[], outsiders: readonly string[]): Typed {
  const { origin, measure } = task
  return {
    title: task.title, product: task.product ?? '', domain: task.domain ?? '', weight: typedNumber(task.weight), budget: task.budgetText ?? '', note: task.note ?? '', cadence: task.cadence,
    assignerId: task.assignerId, unitId: task.unitId ?? '', outsiders: outsiders.join('\n'), originKind: origin.kind, originNumber: origin.number ?? '', originDate: origin.date ?? '',
    originIssuer: origin.issuer ?? '', originTitle: origin.title ?? '', originClause: origin.clause ?? '', originQuote: origin.quote ?? '', originSaidBy: origin.saidBy ?? '', deadlineKind: 'kept',
    ...Object.fromEntries(parts.filter(({ role }) => role === 'coordinator').flatMap(({ unitId, duty }) => [[`co.${unitId}`, 'on'], [`duty.${unitId}`, duty ?? '']])),
    ...(measure ? {
      targetKind: measure.kind, targetNumber: typedNumber(measure.kind === 'change' && measure.number !== null ? Math.abs(measure.number) : measure.number), targetUnit: measure.unit ?? '',
      targetChange: (measure.number ?? 0) < 0 ? 'down' : 'up', targetDirection: measure.direction, targetBaseline: typedNumber(measure.baseline), targetBaselineYear: measure.baselineYear ? String(measure.baselineYear) : '',
      targetBands: measure.bands.map(({ over, points }) => `${typedNumber(over)}: ${typedNumber(points)}`).join('\n'), targetSteps: measure.steps.map(({ name, weight }) => `${name}: ${typedNumber(weight)}`).join('\n'),
      targetNumerator: measure.numeratorName ?? '', targetDenominator: measure.denominatorName ?? '', targetSource: measure.source ?? '',
    } : { targetKind: '' }),
    ...deadlineValues(task.deadline),
  }
}

/** The fields of a deadline filled, for whoever chooses another kind than "as it is". */
function deadlineValues(deadline: Deadline): Typed {
  switch (deadline.kind) {
    case 'date': return { dueDate: deadline.value }
    case 'recurring': return { dueRhythm: deadline.value, dueDay: deadline.day ? String(deadline.day) : '' }
    case 'event': return { dueEvent: deadline.value, dueResolved: deadline.resolved ?? '' }
    case 'continuous': return {}
    default: return { duePeriod: valueInWords(deadline.value) }
  }
}
