// Picking what a text rests on: a procedure found by words, its passages ticked as citations; it needs no script.
import { rowOf } from '../procedures/catalogue.ts'
import { sections } from '../procedures/sections.ts'
import { clean } from '../text.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { citationValue, passagesInForce, tickedIn } from './citations.ts'
import { isFaq } from './index-ids.ts'
import type { FaqCitation } from './tables.ts'
import type { FaqViews, PassageGroup, ProcedurePicker } from './views.ts'

const mostFound = 8

const nameOf = async (c: Ask, id: string) => {
  const row = await rowOf(c.var.store.read, id)
  return row ? { id, name: row.name, code: row.code ?? 'Không có mã số' } : null
}

/** Procedures by words, as the assistant finds them. */
async function found(c: Ask, words: string): Promise<ProcedurePicker['found']> {
  if (!words) return []
  const { hits } = await c.var.indexing.searcher.find(words.slice(0, 300), { limit: mostFound })
  return (await Promise.all(hits.filter(({ id }) => !isFaq(id)).map(({ id }) => nameOf(c, id)))).filter(row => row !== null)
}

/**
 * Passages to pick from: those ticked, and those of the procedure's version in force; one ticked in an older version moves to the one in
 * force that says the same.
 */
async function groupsOf(c: Ask, form: Form, procedureId: string): Promise<PassageGroup[]> {
  const chosen = tickedIn(form.values)
  const offered = procedureId ? (await passagesInForce(c.var.store.read, procedureId))?.passages ?? [] : []
  const same = (a: FaqCitation, b: FaqCitation) => a.procedureId === b.procedureId && a.section === b.section && clean(a.quote) === clean(b.quote)
  const elsewhere = chosen.filter(one => !offered.some(other => same(one, other)))
  let number = 0
  const row = (one: FaqCitation, isTicked: boolean, note: string | null) =>
    ({ name: `quote-${++number}`, value: citationValue(one), text: one.quote, ticked: isTicked, note })
  const notes = await Promise.all(elsewhere.map(async ({ procedureId: of }) =>
    (of === procedureId ? 'bản cũ, bản đang áp dụng không còn đoạn này' : (await nameOf(c, of))?.name ?? 'thủ tục không còn trong sổ')))
  const groups: PassageGroup[] = elsewhere.length
    ? [{ heading: 'Đã chọn, ngoài bản đang áp dụng của thủ tục này', open: true, rows: elsewhere.map((one, at) => row(one, true, notes[at]!)) }] : []
  for (const [section, passages] of Map.groupBy(offered, one => one.section)) {
    const rows = passages.map(one => row(one, chosen.some(other => same(one, other)), null))
    groups.push({ heading: sections[section].heading, open: rows.some(one => one.ticked), rows })
  }
  return groups
}

/** A form that only comes back, with the procedure picked that its button names, or none. `finds`: whether procedures were to be looked for. */
export function repicked(values: Form['values']): { form: Form; finds: boolean } {
  const procedureId = values.pick ?? values.procedureId ?? ''
  return { form: { values: { ...values, procedureId: procedureId === 'none' ? '' : procedureId }, errors: {} }, finds: values.pick === undefined && values.do === 'find' }
}

/** What a form picks its procedure with. `words`: procedures that the words typed, or these, find are listed; null: none are looked for. */
export async function procedurePicker(c: Ask, { values, errors }: Form, action: string, words: string | null): Promise<ProcedurePicker> {
  const rows = words === null ? [] : await found(c, (values.find ?? '').trim() || words)
  return {
    action, find: values.find ?? '', error: errors.find ?? null, procedure: values.procedureId ? await nameOf(c, values.procedureId) : null, found: rows,
    focus: words !== null && !rows.length ? 'find' : values.pick ? 'procedure' : null,
  }
}

/** The same, with the passages of the procedure that may be cited. */
export async function pickerOf(c: Ask, form: Form, action: string, words: string | null): Promise<FaqViews['faqs/_citations']> {
  return { ...await procedurePicker(c, form, action, words), groups: await groupsOf(c, form, form.values.procedureId ?? '') }
}
