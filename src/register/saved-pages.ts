// The page of saved filters of a list: the one to be saved now, and those that are there.
import { namesOfPeople } from '../accounts/people.ts'
import { may } from '../policy.ts'
import { capital } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { registerHref } from './filter.ts'
import { namesIn } from './names.ts'
import { registerRows } from './rows.ts'
import { filterOf, queryKept, savedFor, type SavedList } from './saved.ts'
import type { FiltersOf } from './views.ts'
import { filterInWords, sortNames, viewNames } from './words.ts'

/** A list of which filters are saved, as its page says it. */
export interface SavedPage extends SavedList {
  of: FiltersOf
  href: (query: string) => string
  /** What a kept filter narrows to, in words. */
  sentences: (c: Ask) => Promise<(query: string) => string>
}

export const ofRegister: SavedPage = {
  list: 'tasks', kept: queryKept, href: query => registerHref(filterOf({ query })),
  of: { path: '/tasks', back: '/tasks?sort=pressing', list: 'Sổ theo dõi nhiệm vụ', above: 'sổ theo dõi', example: 'Quá hạn của phòng tôi', opens: true },
  async sentences(c) {
    const { read } = c.var.store
    const names = await namesIn(read, await registerRows(read))
    return query => {
      const filter = filterOf({ query })
      return `${capital(filterInWords(filter, names) || 'mọi nhiệm vụ')}; ${viewNames[filter.view]}, sắp theo ${sortNames[filter.sort]}.`
    }
  },
}

/** @param failed the form that could not be written, and the filter it speaks of; null: the one that is to be saved */
export async function showFilters(c: Ask, shown: SavedPage, query: string, failed: { on: string | null; form: Form } | null = null) {
  const { store: { read: db }, user } = c.var
  const sentence = await shown.sentences(c)
  const saved = await savedFor(db, user, shown.list)
  const owners = await namesOfPeople(db, [...new Set(saved.map(({ personId }) => personId))])
  const kept = shown.kept(query)
  return page(c, 'Bộ lọc đã lưu', 'register/filters', {
    of: shown.of, saving: kept ? { query: kept, sentence: sentence(kept), form: failed?.on === null ? failed.form : blank } : null,
    rows: saved.map(one => ({
      id: one.id, name: one.name, href: shown.href(one.query), sentence: sentence(one.query), shared: one.shared, own: one.personId === user.id,
      owner: owners.get(one.personId) ?? 'Người không còn trong danh bạ', opens: user.preferences.registerFilter === one.id, form: failed?.on === one.id ? failed.form : null,
    })),
    mayShare: may(user, 'share filters'), form: failed?.form ?? blank,
  })
}
