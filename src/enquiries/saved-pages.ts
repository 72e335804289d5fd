// Saved filters of the list of citizens' questions: by the same table, rules and page as those of the register.
import { loadCalendar } from '../calendar/calendar.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import { savedFor } from '../register/saved.ts'
import type { SavedPage } from '../register/saved-pages.ts'
import { capital } from '../text.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filterInWords } from './filter-words.ts'
import { countEnquiries, enquiryFilter, listHref, matching, type EnquiryFilter } from './filter.ts'

const filterOf = (query: string): EnquiryFilter => enquiryFilter(Object.fromEntries(new URLSearchParams(query)))
export const queryOf = (filter: EnquiryFilter): string => listHref(filter).split('?')[1] ?? ''

export const ofEnquiries: SavedPage = {
  list: 'enquiries', kept: query => queryOf(filterOf(query)), href: query => listHref(filterOf(query)),
  of: { path: '/enquiries', back: '/enquiries', list: 'Công dân hỏi', above: 'danh sách câu hỏi', example: 'Trễ hạn của phòng tôi', opens: false },
  async sentences(c) {
    const { read } = c.var.store
    const names = { units: await unitNames(read), procedures: await procedureNames(read) }
    return query => `${capital(filterInWords(filterOf(query), names).join(', '))}.`
  },
}

/** Saved filters that stand over the list at most; the page of saved filters has them all. */
const mostShown = 6

/** What stands over the list: saved filters with how many each finds, and where the present one is saved; null where it is there or narrows nothing. */
export async function savedTabs(c: Ask, filter: EnquiryFilter) {
  const { store: { read }, user, config } = c.var
  const now = queryOf(filter)
  const saved = (await savedFor(read, user, 'enquiries')).toSorted((a, b) => Number(b.personId === user.id) - Number(a.personId === user.id))
  const calendar = await loadCalendar(read)
  const tabs = await Promise.all(saved.slice(0, mostShown).map(async ({ name, query }) => ({
    words: name, href: ofEnquiries.href(query), current: query === now,
    count: await countEnquiries(read, await matching(read, filterOf(query), user.id, calendar, config)),
  })))
  return { saved: tabs, save: now && !saved.some(({ query }) => query === now) ? `/enquiries/filters?${now}` : null, anySaved: saved.length > 0 }
}
