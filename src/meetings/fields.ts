// Fields that the form of a series and of a meeting have in common, and how rows of a form are read.
import { z } from 'zod'
import { Invalid } from '../errors.ts'
import { line } from '../text.ts'

export const required = (sentence: string, most: number) => z.string(sentence).max(most, `Không quá ${most} ký tự.`).transform(line).pipe(z.string().min(1, sentence))
export const optional = (most: number) => z.string().max(most, `Không quá ${most} ký tự.`).optional().transform(value => line(value ?? '') || null)
/** Several lines, kept as they were typed. */
export const lines = (most: number) => z.string().max(most, `Không quá ${most} ký tự.`).optional().transform(value => value?.trim() || null)

export const whole = (from: number, to: number, sentence: string) =>
  z.string(sentence).transform(value => (/^\d{1,4}$/.test(value.trim()) ? Number(value) : NaN)).refine(value => value >= from && value <= to, sentence)
export const minutes = whole(1, 480, 'Hãy ghi số phút, từ 1 đến 480.')

const isWebAddress = (text: string): boolean => { try { return ['http:', 'https:'].includes(new URL(text).protocol) } catch { return false } }

/** When and how long, where, who presides and who writes. */
export const placeFields = {
  startsAt: z.string('Hãy ghi giờ họp, ví dụ 08:00.').trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Hãy ghi giờ họp, ví dụ 08:00.'),
  minutes: whole(5, 600, 'Hãy ghi số phút, từ 5 đến 600.'),
  place: required('Hãy ghi nơi họp, ví dụ: Phòng họp tầng 2.', 200),
  link: optional(500).refine(value => value === null || isWebAddress(value), 'Hãy ghi địa chỉ bắt đầu bằng https://, hoặc để trống.'),
  chairId: required('Hãy chọn người chủ trì.', 100),
  secretaryId: required('Hãy chọn thư ký.', 100),
}

/** Another tab, or another person, saved first. */
export const changedMeanwhile = (what: string): Invalid =>
  new Invalid({ '': `${what} vừa được sửa ở một thẻ khác hoặc bởi người khác. Điều bạn nhập vẫn còn dưới đây; hãy xem lại rồi lưu lần nữa.` })

/** Minutes carry two signatures. */
export const oneForBoth = { secretaryId: 'Thư ký phải là người khác với người chủ trì.' }

export type Typed = Record<string, string>
/** A form with rows: everything that was typed, to be read field by field. */
export const typedForm = z.looseObject({}).transform((values): Typed =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string')))

/** Numbers of the rows that a form has under a name: 'agenda.2.title' → 2. */
export const rowsTyped = (values: Typed, name: string): number[] =>
  [...new Set(Object.keys(values).flatMap(key => new RegExp(`^${name}\\.(\\d{1,2})\\.`).exec(key)?.[1] ?? []))].map(Number).toSorted((a, b) => a - b)

/** Ids of the boxes that were ticked under a name: 'unit.merit' → 'merit'. */
export const ticked = (values: Typed, name: string): string[] =>
  Object.entries(values).flatMap(([key, value]) => (value && key.startsWith(`${name}.`) ? key.slice(name.length + 1) : []))
