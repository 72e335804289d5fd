// Pages of many changes at once: what is asked for with its preview, and what was done.
import { inArray } from 'drizzle-orm'
import { written } from '../clock.ts'
import type { Outcome } from '../outcomes.ts'
import { reach } from '../policy.ts'
import { peopleFor } from '../tasks/receiving.ts'
import { ownUnits } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { moment, number } from '../web/helpers.ts'
import type { Field } from '../web/layout.ts'
import { page } from '../web/render.ts'
import { findBatch, itemsOf } from './batches.ts'
import { changeNames } from './changes.ts'
import { none } from './filter.ts'
import { namesIn } from './names.ts'
import { registerRows } from './rows.ts'
import type { ChangeKind, TaskBatch } from './tables.ts'

/** Only the register itself is gone back to. */
const backTo = (query: string | undefined) => `/tasks?${query || 'sort=pressing'}`

export async function showChange(c: Ask, kind: ChangeKind, ids: string[], form: Form, outcomes: Outcome[] | null) {
  return page(c, `${changeNames[kind]} nhiều nhiệm vụ`, 'web/change', {
    of: {
      noun: 'nhiệm vụ', path: '/tasks', name: 'task', list: 'Sổ theo dõi nhiệm vụ', back: backTo(form.values.query),
      lede: 'Xem trước từng nhiệm vụ rồi mới ghi. Việc đã ghi hoàn tác được, trừ lời nhắc.',
    },
    kind, ids, title: `${changeNames[kind]} ${number(ids.length)} nhiệm vụ`, field: await fieldOf(c, kind, ids, form), form,
    note: {
      name: 'note', type: 'textarea', rows: 3, maxlength: 3000, required: true, value: form.values.note, error: form.errors.note,
      ...(kind === 'remind' ? { label: 'Lời nhắc', hint: 'Gửi đến đơn vị chủ trì và người thực hiện của từng nhiệm vụ.' } : { label: 'Lý do, căn cứ chung', hint: 'Ghi vào lịch sử của từng nhiệm vụ, ví dụ “Theo công văn 1520/UBND-KSTT”.' }),
    },
    preview: outcomes,
  })
}

async function fieldOf(c: Ask, kind: ChangeKind, ids: string[], { values, errors }: Form): Promise<Field | null> {
  const { store: { read: db }, user } = c.var
  const given = { name: 'value', value: values.value, error: errors.value, required: true }
  const choice = (label: string, options: { value: string; label: string }[]): Field => ({ ...given, type: 'select', label, options: [{ value: '', label: 'Chưa chọn' }, ...options] })
  if (kind === 'due') return { ...given, type: 'date', label: 'Hạn mới', hint: 'Rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp. Hạn đầu vẫn giữ.' }
  if (kind === 'weight') return { ...given, label: 'Trọng số mới', inputmode: 'decimal' }
  if (kind === 'unit') return choice('Đơn vị nhận', await unitOptions(db))
  if (kind === 'domain') {
    const { columns } = await registerRows(db)
    return choice('Lĩnh vực mới', columns.domain.values.filter(value => value !== none).toSorted((a, b) => a.localeCompare(b, 'vi')).map(value => ({ value, label: value })))
  }
  if (kind === 'person') {
    const units = reach(user, 'receive tasks') === 'coord' ? ownUnits(user) : []
    const leads = ids.length ? (await db.selectDistinct({ unitId: tasks.unitId }).from(tasks).where(inArray(tasks.id, ids.slice(0, 500)))).map(({ unitId }) => unitId) : []
    const people = (await Promise.all(units.map(unit => peopleFor(db, unit)))).flat()
    const known = new Map(people.map(({ personId, name, title }) => [personId, title ? `${name}, ${title}` : name]))
    return { ...choice('Người thực hiện mới', [...known].map(([value, label]) => ({ value, label }))), ...(leads.some(unit => unit && !units.includes(unit)) ? { hint: 'Nhiệm vụ do đơn vị khác chủ trì thì đổi người ở phần phối hợp của đơn vị bạn.' } : {}) }
  }
  return null
}

export async function showBatch(c: Ask, id: string, undone: Outcome[] | null = null) {
  const { store: { read: db }, user } = c.var
  const batch = await findBatch(db, user, id)
  const items = await itemsOf(db, id)
  return page(c, 'Đã đổi nhiều nhiệm vụ', 'register/changed', {
    title: `${changeNames[batch.kind]} ${number(items.length)} nhiệm vụ`, sentence: `Ghi lúc ${moment(batch.at)}${await valueInWords(c, batch)}. ${batch.kind === 'remind' ? 'Lời nhắc' : 'Lý do'}: ${batch.note}${batch.undoneAt ? ` Đã hoàn tác lúc ${moment(batch.undoneAt)}.` : ''}`,
    items, undo: batch.undoneAt || batch.kind === 'remind' ? null : `/tasks/changes/${id}/undoing`, undone, back: backTo(undefined),
  })
}

async function valueInWords(c: Ask, { kind, value }: TaskBatch): Promise<string> {
  if (!value) return ''
  const names = await namesIn(c.var.store.read, await registerRows(c.var.store.read))
  return `: ${kind === 'due' ? `hạn mới ${written(value)}` : kind === 'unit' ? names.unit(value) : kind === 'person' ? names.person(value) : value}`
}
