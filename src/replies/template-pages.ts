// The pages of reply templates: their list, one with how it would read, and writing it.
import { fieldsInUse, namesOfPeople } from '../accounts/people.ts'
import { column } from '../admin/workbook.ts'
import { contentOfVersion, sourceInForce } from '../assistant/register.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { today, written } from '../clock.ts'
import type { ReplyTemplate } from '../enquiries/tables.ts'
import { historyOf } from '../events/audit.ts'
import { ticked } from '../faqs/citations.ts'
import { keepingUnits } from '../faqs/form-pages.ts'
import { pickerOf } from '../faqs/picking-pages.ts'
import { citedNow } from '../faqs/show-pages.ts'
import { staleCitations } from '../faqs/stale.ts'
import { exported, mostExported, wordList } from '../lexicon/pages.ts'
import { may } from '../policy.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { moment, number } from '../web/helpers.ts'
import { countTemplates, listTemplates, mayKeepTemplate, templateFilter, writingStates, type TemplateFilter } from './templates.ts'
import { filledIn, marked, variableNames } from './variables.ts'
import type { ReplyViews } from './views.ts'

const stateLabels: Record<(typeof writingStates)[number], string> = { assigned: 'Đã giao, chưa trả lời', answering: 'Đang trả lời', checking: 'Chờ kiểm' }
const labelOf = (state: string | null): string => stateLabels[state as keyof typeof stateLabels] ?? 'Mọi trạng thái'
const gone = 'Đơn vị không còn'

const sentenceOf = (count: number, { q, field, aside }: TemplateFilter, unit: string | undefined): string => [
  `${number(count)} mẫu trả lời${aside ? ' đã cất' : ''}`, field && `lĩnh vực ${field}`, unit && `do ${unit} giữ`, q && `có “${q}”`,
].filter(Boolean).join(', ') + '.'

const fieldOptions = async (db: Read) => [{ value: '', label: 'Mọi lĩnh vực' }, ...(await fieldsInUse(db)).map(field => ({ value: field, label: field }))]

export async function templatesPage(c: Ask): Promise<ReplyViews['replies/templates']> {
  const { store: { read }, user } = c.var
  const filter = templateFilter(c.req.query())
  const units = await unitOptions(read)
  const count = await countTemplates(read, filter)
  const { limit, offset, sections: _, ...list } = wordList(c, '/replies/templates', count, {
    q: filter.q, placeholder: 'Tên mẫu hoặc chữ trong mẫu',
    sentence: sentenceOf(count, filter, units.find(({ value }) => value === filter.unit)?.label.replace(/^[– ]+/, '')),
    choices: [
      { name: 'field', label: 'Lĩnh vực', value: filter.field, options: await fieldOptions(read) },
      { name: 'unit', label: 'Đơn vị giữ', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị' }, ...units] },
      { name: 'state', label: 'Tình trạng', value: filter.aside ? 'aside' : '', options: [{ value: '', label: 'Đang dùng' }, { value: 'aside', label: 'Đã cất' }] },
    ],
  })
  const names = await unitNames(read)
  const rows = await Promise.all((await listTemplates(read, filter, limit, offset)).map(async one => ({
    href: `/replies/templates/${one.id}`, title: one.title, start: one.text.replace(/\s+/g, ' ').slice(0, 140),
    field: one.field ?? 'Mọi lĩnh vực', forState: labelOf(one.forState),
    unit: names.get(one.ownerUnitId) ?? gone,
    status: (await staleCitations(read, { confirmedOn: null }, one)).length ? { kind: 'ask' as const, label: 'Cần xem lại' } : null,
  })))
  return { ...list, tabs: tabsFor(user, '/replies/templates'), mayWrite: may(user, 'write knowledge'), rows }
}

export async function templatesExported(c: Ask) {
  const { read } = c.var.store
  const filter = templateFilter(c.req.query())
  const found = await listTemplates(read, filter, mostExported)
  const names = await unitNames(read)
  const columns = [column('Tên mẫu', 40), column('Nội dung', 90), column('Lĩnh vực', 24), column('Dùng khi', 22), column('Đơn vị giữ', 28)]
  const rows = found.map(one => [one.title, one.text, one.field, labelOf(one.forState), names.get(one.ownerUnitId) ?? gone])
  return exported(c, 'Mẫu trả lời', columns, rows, sentenceOf(found.length, filter, names.get(filter.unit)))
}

/** How a text reads for a question that is made up, about a procedure or none. */
async function previewOf(c: Ask, text: string, procedureId: string): Promise<ReplyViews['replies/_preview']> {
  const { store: { read }, user } = c.var
  const source = procedureId ? await sourceInForce(read, procedureId) : null
  const occasion = {
    question: 'Tôi cần chuẩn bị những gì?', number: `HĐ 1/${today().slice(0, 4)}`, today: written(today()), received: written(today()),
    unit: (await unitNames(read)).get(user.unitId ?? '') ?? null, writer: user.name,
  }
  const content = source ? await contentOfVersion(read, source.versionId) : null
  return {
    about: source ? `Với thủ tục “${source.name}” và một câu hỏi ví dụ.` : 'Với một câu hỏi ví dụ chưa gắn thủ tục nào.',
    text: marked(filledIn(text, occasion, content)),
  }
}

export async function templatePage(c: Ask, template: ReplyTemplate): Promise<ReplyViews['replies/template']> {
  const { store: { read }, user } = c.var
  const { id, title, text, inUse, citations, field, forState, ownerUnitId, writtenById, writtenAt } = template
  return {
    id, tabs: tabsFor(user, '/replies/templates'), title, status: inUse ? { kind: 'done', label: 'Đang dùng' } : { kind: 'past', label: 'Đã cất' }, text, inUse,
    ...await citedNow(read, citations), preview: await previewOf(c, text, citations[0]?.procedureId ?? ''),
    facts: [
      { label: 'Lĩnh vực', value: field ?? 'Mọi lĩnh vực' },
      { label: 'Dùng khi', value: labelOf(forState) }, { label: 'Đơn vị giữ', value: (await unitNames(read)).get(ownerUnitId) ?? gone },
      { label: 'Sửa gần nhất', value: `${(await namesOfPeople(read, [writtenById])).get(writtenById) ?? 'Người không còn trong danh bạ'}, ${moment(writtenAt)}` },
    ],
    history: await historyOf(read, 'replyTemplate', id, 50), mayKeep: mayKeepTemplate(user, template),
  }
}

export const templateAsForm = ({ title, text, field, forState, ownerUnitId, citations, revision }: ReplyTemplate): Form =>
  filled({ title, text, field, forState, unitId: ownerUnitId, revision, procedureId: citations[0]?.procedureId, ...ticked(citations) })

/** `looks`: what the form came back for, besides mistakes. */
export async function templateFormPage(
  c: Ask, template: ReplyTemplate | null, form: Form, looks: 'find' | 'preview' | null = null,
): Promise<ReplyViews['replies/template-edit']> {
  const { read } = c.var.store
  const { values } = form
  const place = template ? `/replies/templates/${template.id}` : '/replies/templates'
  return {
    title: template ? 'Sửa mẫu trả lời' : 'Soạn mẫu trả lời', back: place, action: place, form,
    units: await keepingUnits(c),
    fields: await fieldOptions(read),
    states: [{ value: '', label: 'Mọi trạng thái' }, ...writingStates.map(value => ({ value, label: stateLabels[value] }))], variables: variableNames,
    picker: await pickerOf(c, form, `/replies/templates/draft${template ? `?of=${template.id}` : ''}`, looks === 'find' ? values.title ?? '' : null),
    preview: looks === 'preview' && values.text ? await previewOf(c, values.text, values.procedureId ?? '') : null,
  }
}
