// The page of many citizens' questions changed at once: what is asked for, with its preview.
import { inArray } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { today } from '../clock.ts'
import { answerersOf } from '../learning/handing-over.ts'
import type { Outcome } from '../outcomes.ts'
import { may } from '../policy.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import type { Field } from '../web/layout.ts'
import { page } from '../web/render.ts'
import { changeNames, mostChanged, type ChangeKind } from './changes.ts'
import { enquiryFilter, listHref } from './filter.ts'
import { enquiries } from './tables.ts'

/** Only the list itself is gone back to. */
export const backTo = (query: string | undefined): string => listHref(enquiryFilter(Object.fromEntries(new URLSearchParams(query))))

export async function showChange(c: Ask, kind: ChangeKind, ids: string[], form: Form, outcomes: Outcome[] | null) {
  const note: Partial<Field> = {
    unit: { label: 'Lý do chuyển', hint: 'Bắt buộc với câu đang ở đơn vị khác.' }, person: {}, begin: {}, procedure: {},
    close: { label: 'Lý do đóng', hint: 'Bắt buộc với câu chưa có câu trả lời.' },
  }[kind]
  return page(c, `${changeNames[kind]}: nhiều câu hỏi`, 'web/change', {
    of: {
      noun: 'câu hỏi', path: '/enquiries', name: 'enquiry', list: 'Công dân hỏi', back: backTo(form.values.query),
      lede: 'Xem trước từng câu rồi mới ghi. Câu nào không đổi được thì giữ nguyên, có nêu vì sao.',
    },
    kind, ids, title: `${changeNames[kind]}: ${number(ids.length)} câu hỏi`, field: await fieldOf(c, kind, ids, form), form, preview: outcomes,
    note: note.label ? { name: 'note', label: note.label, type: 'textarea', rows: 2, maxlength: 500, value: form.values.note, error: form.errors.note, hint: note.hint! } : null,
  })
}

async function fieldOf(c: Ask, kind: ChangeKind, ids: string[], { values, errors }: Form): Promise<Field | null> {
  const { store: { read: db }, user } = c.var
  const given = { name: 'value', value: values.value, error: errors.value, required: true }
  const choice = (label: string, options: { value: string; label: string }[]): Field => ({ ...given, type: 'select', label, options: [{ value: '', label: 'Chưa chọn' }, ...options] })
  if (kind === 'unit') return choice('Đơn vị trả lời', await unitOptions(db))
  if (kind === 'procedure') return { ...given, label: 'Mã số thủ tục', hint: 'Ở đầu trang thủ tục, ví dụ 1.001776.' }
  if (kind !== 'person') return null
  const some = await db.selectDistinct({ unitId: enquiries.unitId }).from(enquiries).where(inArray(enquiries.id, ids.slice(0, mostChanged)))
  const units = some.flatMap(({ unitId }) => (unitId && may(user, 'route enquiries', { unitId }) ? [unitId] : []))
  const able = [...new Set((await Promise.all(units.map(unit => answerersOf(db, unit, today())))).flat())]
  const names = await namesOfPeople(db, able)
  return choice('Người trả lời', able.map(value => ({ value, label: names.get(value) ?? value })).toSorted((a, b) => a.label.localeCompare(b.label, 'vi')))
}
