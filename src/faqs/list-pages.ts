// The list of frequently asked questions, and the same rows as a file.
import { fieldsInUse } from '../accounts/people.ts'
import { column } from '../admin/workbook.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { exported, mostExported, wordList } from '../lexicon/pages.ts'
import { may } from '../policy.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { countFaqs, dues, faqFilter, listFaqs, listStates, orders, publishedVersions, timesUsed, type FaqFilter } from './faqs.ts'
import { staleFaqs } from './stale.ts'
import type { FaqViews } from './views.ts'
import { isOverdue, stateNames, statusOf } from './words.ts'

const stateLabels = { '': 'Chưa cất', ...Object.fromEntries(listStates.map(state => [state, state === 'all' ? 'Tất cả' : stateNames[state]])) } as Record<string, string>
const dueLabels = { soon: 'Đến hạn trong 14 ngày', late: 'Đã quá hạn' }
const orderLabels = { review: 'Ngày rà soát gần nhất', newest: 'Mới soạn trước' }
const options = <K extends string>(names: Record<K, string>, keys: readonly K[], none: string) => [{ value: '', label: none }, ...keys.map(value => ({ value, label: names[value] }))]

const sentenceOf = (count: number, { q, state, field, due, sort }: FaqFilter, unit: string | undefined): string => [
  `${number(count)} câu hỏi thường gặp${state && state !== 'all' ? ` ${stateNames[state].toLocaleLowerCase('vi')}` : ''}`, field && `lĩnh vực ${field}`, unit && `do ${unit} giữ`,
  due && dueLabels[due].toLocaleLowerCase('vi').replace(/^/, 'rà soát '), q && `có “${q}”`, sort && `sắp theo ${orderLabels[sort].toLocaleLowerCase('vi')}`,
].filter(Boolean).join(', ') + '.'

export async function faqListPage(c: Ask): Promise<FaqViews['faqs/index']> {
  const { store: { read }, user } = c.var
  const filter = faqFilter(c.req.query())
  const units = await unitOptions(read)
  const count = await countFaqs(read, user, filter)
  const { limit, offset, sections: _, ...list } = wordList(c, '/faqs', count, {
    q: filter.q, placeholder: 'Câu hỏi hoặc cách hỏi khác', sentence: sentenceOf(count, filter, units.find(({ value }) => value === filter.unit)?.label.replace(/^[– ]+/, '')),
    choices: [
      { name: 'state', label: 'Tình trạng', value: filter.state, options: options(stateLabels, listStates, stateLabels['']!) },
      { name: 'field', label: 'Lĩnh vực', value: filter.field, options: [{ value: '', label: 'Mọi lĩnh vực' }, ...(await fieldsInUse(read)).map(field => ({ value: field, label: field }))] },
      { name: 'unit', label: 'Đơn vị giữ', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị' }, ...units] },
      { name: 'due', label: 'Rà soát', value: filter.due, options: options(dueLabels, dues, 'Bất kỳ') },
      { name: 'sort', label: 'Sắp theo', value: filter.sort, options: options(orderLabels, orders, 'Câu hỏi') },
    ],
  })
  const rows = await listFaqs(read, user, filter, limit, offset)
  const [names, stale, used] = await Promise.all([unitNames(read), staleFaqs(read, rows.map(({ id }) => id)), timesUsed(read, rows.map(({ id }) => id))])
  return {
    ...list, tabs: tabsFor(user, '/faqs'), mayWrite: may(user, 'write knowledge'),
    rows: rows.map(faq => ({
      href: `/faqs/${faq.id}`, question: faq.question, status: statusOf(faq), unit: names.get(faq.ownerUnitId) ?? '', field: faq.field ?? 'Chưa ghi',
      warning: stale.has(faq.id) ? { kind: 'ask', label: 'Cần xem lại' } : isOverdue(faq) ? { kind: 'late', label: 'Quá hạn rà soát' } : null,
      review: faq.publishedNumber !== null ? date(faq.reviewOn) : '', used: used.get(faq.id) ?? 0,
    })),
  }
}

export async function faqsExported(c: Ask) {
  const { store: { read }, user } = c.var
  const filter = faqFilter(c.req.query())
  const found = await listFaqs(read, user, filter, mostExported)
  const names = await unitNames(read)
  const used = await timesUsed(read, found.map(({ id }) => id))
  const answers = new Map((await publishedVersions(read)).map(({ faq, version }) => [faq.id, version]))
  const columns = [
    column('Câu hỏi', 60), column('Cách hỏi khác', 60), column('Câu trả lời đang dùng', 80), column('Tình trạng', 16), column('Lĩnh vực', 22), column('Đơn vị giữ', 28),
    column('Ngày rà soát', 14), column('Số lần trả lời', 14),
  ]
  const rows = found.map(faq => {
    const version = answers.get(faq.id)
    return [faq.question, version?.phrasings.join('\n') ?? null, version?.answer ?? null, statusOf(faq).label, faq.field, names.get(faq.ownerUnitId) ?? null, date(faq.reviewOn), used.get(faq.id) ?? 0]
  })
  return exported(c, 'Câu hỏi thường gặp', columns, rows, sentenceOf(found.length, filter, names.get(filter.unit)))
}
