// The form of one line of a plan: read from what was typed, filled with what stands, deadlines and money understood from words.
import { readDeadline } from '../annex/deadline-words.ts'
import { readMoney } from '../annex/money.ts'
import { inWords, type Deadline } from '../calendar/deadlines.ts'
import { Invalid } from '../errors.ts'
import { measureKinds, measureSchema, type Measure } from '../targets/measure.ts'
import { clean, line } from '../text.ts'
import type { AnnexLine, OfficeUnits } from './annex-lines.ts'
import { everyUnit } from './import-rows.ts'
import type { LineValues } from './plan-tasks.ts'
import type { PlanDomain } from './tables.ts'

export type Typed = Record<string, unknown>
export const typed = (form: Typed, name: string): string => { const value = form[name]; return typeof value === 'string' ? clean(value).trim() : '' }

/** What a number of a form says, in the office's spelling: "1.234,5". Null: nothing. Throws Invalid for the field. */
export function typedNumber(form: Typed, name: string): number | null {
  const said = typed(form, name).replace(/\s|%$/g, '')
  if (!said) return null
  const value = Number(/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(said) ? said.replace(/\./g, '').replace(',', '.') : said.replace(',', '.'))
  if (!Number.isFinite(value)) throw new Invalid({ [name]: 'Hãy ghi một số, ví dụ 95 hoặc 12,5.' })
  return value
}

/** A deadline from words; what is not sure must be said twice. Throws Invalid for the field, with how it was understood. */
export function typedDeadline(form: Typed, name: string, year: number): Deadline {
  const words = line(typed(form, name))
  if (!words) throw new Invalid({ [name]: 'Hãy ghi thời hạn, ví dụ: 30/6, Quý III, Hằng quý, Thường xuyên.' })
  const { deadline, doubt } = readDeadline(words, { year })
  if (!deadline) throw new Invalid({ [name]: `Chưa hiểu thời hạn “${words}”. Hãy ghi như 30/6/${year}, Quý III, Hằng tháng, Thường xuyên, Sau khi …` })
  if (doubt && typed(form, `${name}-sure`) !== words) throw new Invalid({ [name]: `${doubt} Cổng hiểu là “${inWords(deadline)}”. Nếu đúng, bấm lưu lần nữa; nếu không, hãy ghi rõ hơn.` })
  return deadline
}

/** Kind, number and unit of a target; null for none. Throws Invalid. */
export function typedMeasure(form: Typed, prefix: string, before: Measure | null): Measure | null {
  const kind = measureKinds.find(one => one === typed(form, `${prefix}kind`))
  if (!kind) return null
  const number = typedNumber(form, `${prefix}number`)
  if (number === null && ['percent_min', 'percent_max', 'count', 'change'].includes(kind)) throw new Invalid({ [`${prefix}number`]: 'Hãy ghi con số phải đạt.' })
  if (number !== null && kind.startsWith('percent') && (number < 0 || number > 100)) throw new Invalid({ [`${prefix}number`]: 'Tỷ lệ từ 0 đến 100.' })
  const unit = line(typed(form, `${prefix}unit`)).slice(0, 60) || (kind.startsWith('percent') ? '%' : null)
  // Bands, steps and names of figures stay with a target of the same kind.
  return measureSchema.parse({ ...(before?.kind === kind ? before : {}), kind, number, unit, direction: kind === 'percent_max' || (before?.kind === kind && before.direction === 'max') ? 'max' : 'min' })
}

/** One line from a posted form. Throws Invalid with every field that cannot be taken. */
export function lineFrom(form: Typed, { year, domains, office, before }: { year: number; domains: readonly PlanDomain[]; office: OfficeUnits; before: LineValues | null }): LineValues {
  const errors: Record<string, string> = {}
  const attempt = <T>(work: () => T, otherwise: T): T => { try { return work() } catch (error) { if (error instanceof Invalid) Object.assign(errors, error.errors); else throw error; return otherwise } }
  const text = (name: string, most: number) => {
    const value = line(typed(form, name))
    if (value.length > most) errors[name] = `Không quá ${most} chữ.`
    return value || null
  }
  const title = text('title', 2000)
  if (!title) errors.title = 'Hãy ghi nội dung nhiệm vụ.'
  const domainId = domains.find(({ id }) => id === typed(form, 'domainId'))?.id ?? null
  if (!domainId) errors.domainId = 'Hãy chọn lĩnh vực.'
  const asked = typed(form, 'lead')
  const kept = before && before.leads.length > 1 && asked === 'kept' ? before.leads : null
  const leads = kept ?? (asked === everyUnit ? office.others('') : office.standing.some(({ id }) => id === asked) || before?.leads.includes(asked) ? [asked] : [])
  if (!leads.length) errors.lead = 'Hãy chọn đơn vị chủ trì.'
  const known = new Set([...office.standing.map(({ id }) => id), ...before?.coordinators ?? []])
  const coordinators = [...known].filter(id => typed(form, `co.${id}`) && !(leads.length === 1 && leads[0] === id))
  const deadline = attempt(() => typedDeadline(form, 'deadline', year), null)
  const measure = attempt(() => typedMeasure(form, 'target-', before?.measure ?? null), null)
  const weight = attempt(() => typedNumber(form, 'weight') ?? 1, 1)
  if (!(weight > 0 && weight <= 1000)) errors.weight = 'Trọng số là số lớn hơn 0, không quá 1.000.'
  const budgetText = text('budget', 300)
  const values = {
    domainId, number: text('number', 20) ?? '', heading: before?.heading ?? null, title: title ?? '', product: text('product', 1000), leads, coordinators,
    outsiders: typed(form, 'outsiders').split(/[\n;]/).map(line).filter(Boolean), measure, weight, budgetText,
    budget: budgetText === (before?.budgetText ?? null) ? before?.budget ?? null : budgetText ? readMoney(budgetText, null).money?.amount_vnd ?? null : null, note: text('note', 1000),
  }
  if (Object.keys(errors).length || !deadline) throw new Invalid(errors)
  return { ...values, deadline }
}

/** What the form shows of a line that stands. */
export const filledFrom = (one: AnnexLine): Record<string, string> => ({
  title: one.title, number: one.number, domainId: one.domainId ?? '', product: one.product ?? '', lead: one.leads.length > 1 ? 'kept' : one.leads[0] ?? '',
  ...Object.fromEntries(one.coordinators.map(id => [`co.${id}`, 'on'])), outsiders: one.outsiders.join('; '), deadline: one.deadline.original, 'deadline-sure': one.deadline.original,
  'target-kind': one.measure?.kind ?? '', 'target-number': one.measure?.number == null ? '' : String(one.measure.number).replace('.', ','), 'target-unit': one.measure?.unit ?? '',
  weight: String(one.weight).replace('.', ','), budget: one.budgetText ?? '', note: one.note ?? '',
})
