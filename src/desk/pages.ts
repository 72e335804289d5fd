// The leader's desk put together: what waits for a decision, kind by kind, at most what fits on one sheet of paper.
import { loadCalendar } from '../calendar/calendar.ts'
import { lateUnder } from '../enquiries/owing.ts'
import { NotFound } from '../errors.ts'
import type { Ask } from '../web/context.ts'
import { weekdayInFull } from '../web/helpers.ts'
import { today } from '../clock.ts'
import { fragment, page } from '../web/render.ts'
import { capital } from '../text.ts'
import { countInWords, dayInWords, decisionsFor, kinds, kindsInWords, sharesOf, type Group, type Kind } from './decisions.ts'
import { deskOf } from './counts.ts'
import type { DecidedData, DeskGroup, DeskHead, FailedChoice } from './views.ts'

/** Rows that one A4 holds with their heads; rows of a kind when it is looked at alone. */
const [mostOnPage, mostOfAKind] = [14, 50]

export interface Failed extends FailedChoice { kind: string; id: string }

export const rowId = (kind: string, id: string): string => `viec-${kind}-${id}`

/** The kind that the address names. Throws NotFound. */
export function kindOf(name: string): Kind {
  const kind = kinds.find(one => one.name === name)
  if (!kind) throw new NotFound('Không có loại việc này trong sổ tay.')
  return kind
}


async function headOf(c: Ask, groups: readonly Group[]): Promise<DeskHead> {
  const words = dayInWords(await loadCalendar(c.var.store.read), groups)
  return {
    title: words ? capital(words.waiting) : 'Không có việc nào chờ quyết định',
    sentence: `${weekdayInFull(today())}.${words ? ` ${capital(words.longest)}: ${kindsInWords(groups)}.` : ''}`,
  }
}

/** The page; `?kind=` shows one kind alone. A choice that failed stands open in its row with what was typed. */
export async function showDesk(c: Ask, failed: Failed | null = null) {
  const { store, user, sessions } = c.var
  const { read } = store
  const all = failed ? await decisionsFor(read, user) : (await deskOf(store, user, sessions.event)).groups
  const asked = new URL(c.req.url).searchParams.get('kind') ?? (failed?.values.back ?? '').split('kind=')[1]
  const only = asked ? kindOf(asked) : null
  const shown = only ? all.filter(({ kind }) => kind === only) : all
  const shares = sharesOf(shown.map(({ count }) => count), only ? mostOfAKind : mostOnPage)
  const back = only ? `/desk?kind=${only.name}` : '/desk'
  const groups = await Promise.all(shown.map(async (group, at): Promise<DeskGroup> => {
    const { kind, waiting, count } = group
    const ids = waiting.slice(0, shares[at]).map(({ id }) => id)
    const theirs = failed?.kind === kind.name && waiting.some(({ id }) => id === failed.id) ? failed : null
    if (theirs && !ids.includes(theirs.id)) ids.unshift(theirs.id)
    const decisions = await kind.decisions(read, user, ids)
    const left = count - decisions.length
    return {
      name: kind.name, title: kind.title, count: countInWords([group]), ticks: decisions.some(({ plain }) => plain !== null),
      rows: decisions.map(decision => ({ decision, back, ticked: decision.plain, failed: theirs?.id === decision.id ? theirs : null })),
      more: left <= 0 && !group.more ? null : only ? { href: back, label: `Còn ${group.more ? 'trên ' : ''}${left}: quyết các việc trên rồi mở lại trang` } : { href: `/desk?kind=${kind.name}`, label: `Xem thêm ${group.more ? 'trên ' : ''}${left}` },
    }
  }))
  const errors = Object.fromEntries(Object.entries(failed?.errors ?? {}).map(([name, sentence]) => [name && `${failed!.kind}-${failed!.id}-${failed!.value}-${name}`, sentence]))
  const head = await headOf(c, all)
  return page(c, 'Sổ tay lãnh đạo', 'desk/show', {
    head, citizens: only ? null : await lateUnder(read, user, await loadCalendar(read), c.var.config), groups, only: only !== null, errors, printed: kindsInWords(all),
  }, failed ? 422 : 200)
}

/** The row again, for htmx: with what was typed and what is wrong with it. */
export async function showRow(c: Ask, { kind: name, id, ...failed }: Failed) {
  const [decision] = await kindOf(name).decisions(c.var.store.read, c.var.user, [id])
  if (!decision) throw new NotFound('Việc này không còn chờ quyết định.')
  return fragment(c, 'desk/_again', { decision, failed, ticked: decision.plain, back: failed.values.back ?? '/desk' }, 422)
}

/** What became of the row, for htmx, and the head of the page counted anew. */
export async function showDecided(c: Ask, decided: DecidedData) {
  const groups = await decisionsFor(c.var.store.read, c.var.user)
  return fragment(c, 'desk/_after', { ...decided, head: await headOf(c, groups), count: groups.length ? countInWords(groups) : '' }, decided.first ? 200 : 422)
}
