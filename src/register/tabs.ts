// The filters over the list: the usual ones, each with how many tasks it would show.
import type { Ask } from '../web/context.ts'
import { conditionsOf, emptyFilter, queryOf, registerHref, type RegisterFilter } from './filter.ts'
import { findTasks, type Found } from './finding.ts'
import type { Tab } from './views.ts'

type Chosen = RegisterFilter['chosen']
const usual: { words: string; chosen: Chosen; count: (counts: Found['counts']) => number | undefined }[] = [
  { words: 'Tất cả', chosen: {}, count: ({ state }) => state.get('counted') },
  { words: 'Chưa xong', chosen: { state: ['open'] }, count: ({ state }) => state.get('open') },
  { words: 'Quá hạn', chosen: { standing: ['overdue'] }, count: ({ standing }) => standing.get('overdue') },
  { words: 'Sắp đến hạn', chosen: { standing: ['near'] }, count: ({ standing }) => standing.get('near') },
  { words: 'Chờ tiếp nhận', chosen: { receipt: ['waiting'] }, count: ({ receipt }) => receipt.get('waiting') },
  { words: 'Chờ xác nhận', chosen: { standing: ['claimed'] }, count: ({ standing }) => standing.get('claimed') },
  { words: 'Im lặng', chosen: { silent: ['1'] }, count: ({ silent }) => silent.get('1') },
  { words: 'Thiếu minh chứng', chosen: { evidence: ['missing'] }, count: ({ evidence }) => evidence.get('missing') },
]

export async function tabsFor(c: Ask, filter: RegisterFilter): Promise<Tab[]> {
  const { store, user, config } = c.var
  const { counts } = await findTasks(store.read, user, emptyFilter, config.silentDays)
  const now = queryOf(conditionsOf(filter))
  return usual.map(({ words, chosen, count }) => ({
    words, href: registerHref({ chosen, view: filter.view, sort: filter.sort }), count: count(counts) ?? 0, title: null, current: queryOf({ ...emptyFilter, chosen }) === now,
  }))
}
