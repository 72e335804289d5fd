// The filters over the list: the usual ones, each with how many tasks it would show.
import type { Ask } from '../web/context.ts'
import { conditionsOf, emptyFilter, queryOf, registerHref, type RegisterFilter } from './filter.ts'
import { countTasks, findTasks, type Found } from './finding.ts'
import { filterOf, savedFor } from './saved.ts'
import type { RegisterHead, Tab } from './views.ts'
import { filterInWords } from './words.ts'

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

/** Saved filters that stand over the list at most; the page of saved filters has them all. */
const mostSaved = 8

export async function tabsFor(c: Ask, filter: RegisterFilter): Promise<Pick<RegisterHead, 'tabs' | 'save'>> {
  const { store: { read: db }, user, config } = c.var
  const { counts, names, at } = await findTasks(db, user, emptyFilter, config.silentDays)
  const now = queryOf(conditionsOf(filter))
  const tabs: Tab[] = usual.map(({ words, chosen, count }) => ({
    words, href: registerHref({ chosen, view: filter.view, sort: filter.sort }), count: count(counts) ?? 0, title: null, current: queryOf({ ...emptyFilter, chosen }) === now,
  }))
  const saved = (await savedFor(db, user, 'tasks')).toSorted((a, b) => Number(b.personId === user.id) - Number(a.personId === user.id)).slice(0, mostSaved)
  for (const one of saved) {
    const kept = filterOf(one)
    tabs.push({ words: one.name, href: registerHref(kept), count: await countTasks(db, user, kept, at), title: filterInWords(kept, names), current: queryOf(conditionsOf(kept)) === now })
  }
  return { tabs, save: now && !tabs.some(({ current }) => current) ? `/tasks/filters?${queryOf({ ...filter, page: 1, month: null })}` : null }
}
