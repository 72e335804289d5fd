// The page of saved filters: the one to be saved now, and those that are there.
import { namesOfPeople } from '../accounts/people.ts'
import { may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { registerHref } from './filter.ts'
import { namesIn } from './names.ts'
import { registerRows } from './rows.ts'
import { filterOf, queryKept, savedFor } from './saved.ts'
import { filterInWords, sortNames, viewNames } from './words.ts'

/** @param failed the form that could not be written, and the filter it speaks of; null: the one that is to be saved */
export async function showFilters(c: Ask, query: string, failed: { on: string | null; form: Form } | null = null) {
  const { store: { read: db }, user } = c.var
  const names = await namesIn(db, await registerRows(db))
  const saved = await savedFor(db, user)
  const owners = await namesOfPeople(db, [...new Set(saved.map(({ personId }) => personId))])
  const kept = queryKept(query)
  const sentence = (one: { query: string }) => {
    const filter = filterOf(one)
    const words = filterInWords(filter, names) || 'mọi nhiệm vụ'
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}; ${viewNames[filter.view]}, sắp theo ${sortNames[filter.sort]}.`
  }
  return page(c, 'Bộ lọc đã lưu', 'register/filters', {
    saving: kept ? { query: kept, sentence: sentence({ query: kept }), form: failed?.on === null ? failed.form : blank } : null,
    rows: saved.map(one => ({
      id: one.id, name: one.name, href: registerHref(filterOf(one)), sentence: sentence(one), shared: one.shared, own: one.personId === user.id, owner: owners.get(one.personId) ?? 'Người không còn trong danh bạ',
      opens: user.preferences.registerFilter === one.id, form: failed?.on === one.id ? failed.form : null,
    })),
    mayShare: may(user, 'share filters'), form: failed?.form ?? blank,
  })
}
