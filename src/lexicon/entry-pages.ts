// Pages of the lexicon: its list, one entry, its form with what saving would do.
import { namesOfPeople } from '../accounts/people.ts'
import { column } from '../admin/workbook.ts'
import { historyOf } from '../events/audit.ts'
import { portal } from '../events/events.ts'
import { effectOnTests } from '../proving/effect-pages.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { moment, number } from '../web/helpers.ts'
import { countEntries, entryFilter, listEntries, mayTeach, sourceOf, type EntryFilter, type EntryInput, entryOf } from './entries.ts'
import { exported, mostExported, wordList } from './pages.ts'
import type { LexiconEntry } from './tables.ts'
import { askedLately, lexiconWith, tryQuestion } from './trying.ts'
import type { LexiconViews, Preview } from './views.ts'
import { warningsOf } from './warnings.ts'
import { kindNames, namedOptions, sourceNames, useStatus } from './words.ts'

const stateNames = { '': 'Đang dùng', aside: 'Thôi dùng', all: 'Tất cả' }
const sayingsShown = 6

const sentenceOf = (count: number, { q, kind, source, state }: EntryFilter): string => [
  `${number(count)} từ ngữ${state === '' ? ' đang dùng' : state === 'aside' ? ' thôi dùng' : ''}`, kind && `loại ${kindNames[kind].toLowerCase()}`,
  source && `nguồn ${sourceNames[source].toLowerCase()}`, q && `có “${q}”`,
].filter(Boolean).join(', ') + '.'

export async function entryListPage(c: Ask): Promise<LexiconViews['lexicon/index']> {
  const { store: { read }, user } = c.var
  const filter = entryFilter(c.req.query())
  const count = await countEntries(read, filter)
  const { limit, offset, ...list } = wordList(c, '/assistant/words', count, {
    q: filter.q, placeholder: 'Từ ngữ chính thức hoặc cách nói', sentence: sentenceOf(count, filter),
    choices: [
      { name: 'kind', label: 'Loại', value: filter.kind, options: namedOptions(kindNames, 'Mọi loại') },
      { name: 'source', label: 'Nguồn', value: filter.source, options: namedOptions(sourceNames, 'Mọi nguồn') },
      { name: 'state', label: 'Tình trạng', value: filter.state, options: namedOptions(stateNames) },
    ],
  })
  const rows = await listEntries(read, filter, limit, offset)
  return {
    ...list, mayTeach: mayTeach(user),
    rows: rows.map(entry => ({
      href: `/assistant/words/${entry.id}`, term: entry.term, kind: kindNames[entry.kind], sayings: entry.sayings.slice(0, sayingsShown),
      more: Math.max(0, entry.sayings.length - sayingsShown), source: sourceNames[sourceOf(entry)], status: useStatus(entry.inUse),
    })),
  }
}

export async function entriesExported(c: Ask) {
  const filter = entryFilter(c.req.query())
  const found = await listEntries(c.var.store.read, filter, mostExported)
  const columns = [column('Từ ngữ chính thức', 40), column('Người ta nói, viết', 80), column('Loại', 14),
    column('Nguồn', 18), column('Tình trạng', 14), column('Ghi chú', 40)]
  const rows = found.map(entry => [entry.term, entry.sayings.join(', '), kindNames[entry.kind], sourceNames[sourceOf(entry)], useStatus(entry.inUse).label, entry.note])
  return exported(c, 'Từ ngữ của trợ lý', columns, rows, sentenceOf(found.length, filter))
}

export async function entryPage(c: Ask, entry: LexiconEntry): Promise<LexiconViews['lexicon/show']> {
  const { store: { read }, user } = c.var
  const { id, term, kind, sayings, inUse, note, changedById, changedAt } = entry
  const by = changedById === portal.id ? 'Cổng, từ bộ có sẵn' : (await namesOfPeople(read, [changedById])).get(changedById) ?? 'Người không còn trong danh bạ'
  const facts = [
    { label: 'Loại', value: kindNames[kind] }, { label: 'Nguồn', value: sourceNames[sourceOf(entry)] }, { label: 'Sửa gần nhất', value: `${by}, ${moment(changedAt)}` },
    ...note ? [{ label: 'Ghi chú', value: note }] : [],
  ]
  return {
    id, term, kind, sayings, facts, inUse, status: useStatus(inUse), mayTeach: mayTeach(user),
    lede: kind === 'short' ? 'Từ ngữ đầy đủ của các chữ viết tắt dưới đây.' : 'Trợ lý hiểu các cách nói dưới đây là từ ngữ này.',
    warnings: inUse ? await warningsOf(read, entry, id) : [],
    asked: mayTeach(user) ? await askedLately(read, sayings) : null,
    history: await historyOf(read, 'lexicon', id, 50),
  }
}

/** The form as it was typed, or as the entry is kept. */
export function entryFormPage(entry: LexiconEntry | null, form: Form | null, preview: Preview | null = null): LexiconViews['lexicon/edit'] {
  return {
    title: entry ? 'Sửa từ ngữ' : 'Thêm từ ngữ', lede: 'Mỗi câu hỏi chứa một cách nói dưới đây sẽ được tìm theo cả từ ngữ chính thức.',
    action: entry ? `/assistant/words/${entry.id}` : '/assistant/words', back: entry ? `/assistant/words/${entry.id}` : '/assistant/words', id: entry?.id ?? '',
    kinds: namedOptions(kindNames), fixed: entry?.origin === 'pack' ? { kind: kindNames[entry.kind], term: entry.term } : null, preview,
    form: form ?? filled(entry ? { kind: entry.kind, term: entry.term, sayings: entry.sayings.join('\n'), note: entry.note, revision: entry.revision }
      : { kind: 'saying' }),
  }
}

/** What saving would do. Throws Invalid as saving does. */
export async function previewOf(c: Ask, input: EntryInput, kept: LexiconEntry | null, question: string): Promise<Preview> {
  const { store: { read }, indexing } = c.var
  const entry = entryOf(input, kept)
  const words = await lexiconWith(read, entry, kept?.id ?? null)
  return {
    warnings: await warningsOf(read, entry, kept?.id), asked: await askedLately(read, entry.sayings),
    effect: await effectOnTests(c, { of: 'lexicon', lexicon: words.after }),
    tried: question ? { question, ...await tryQuestion(indexing.searcher, question, words) } : null,
  }
}
