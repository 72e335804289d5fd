// The first page: the state of the register, what waits for this person, what changed, and the box to ask in.
import { recentConversations } from '../assistant/conversation.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { User } from '../accounts/accounts.ts'
import { addDays, today } from '../clock.ts'
import { deskOf, type Desk } from '../desk/counts.ts'
import { dayInWords } from '../desk/decisions.ts'
import { owedInWords } from '../desk/owing.ts'
import { enquiriesInWords } from '../enquiries/owing.ts'
import { sentenceForHome } from '../figures/show-pages.ts'
import { meetingsOf } from '../meetings/calendar-entries.ts'
import { may, reach } from '../policy.ts'
import { catalogue, remembered, type Row, type Snapshot } from '../procedures/catalogue.ts'
import { emptyFilter, listAddress } from '../procedures/filter.ts'
import { inForce } from '../procedures/statistics.ts'
import { headlineFigures } from '../procedures/statistics-pages.ts'
import { routes } from '../web/context.ts'
import type { Read } from '../store/store.ts'
import { date, number, weekday } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { waitingFor } from './waiting.ts'
import type { Change, HomeViews } from './views.ts'

export const homeRoutes = routes()

homeRoutes.get('/', async c => {
  const { user, store: { read } } = c.var
  const register = await catalogue(read)
  const mayAsk = may(user, 'ask the assistant')
  const recent = mayAsk ? await recentConversations(read, user, 4) : []
  const desk = await deskOf(c.var.store, user, c.var.sessions.event)
  const waiting = await waitingFor(read, user, register, desk, c.var.config)
  return page(c, 'Hôm nay', 'home/show', {
    day: today(), mayAsk,
    headline: headlineOf(await loadCalendar(read), desk) ?? (waiting.length ? `${waiting.length} việc chờ bạn` : 'Hôm nay'),
    asksFirst: mayAsk && !['any', 'field'].includes(reach(user, 'see drafts')),
    keeps: keptBy(user.unitId, register),
    figures: await headlineFigures(read),
    tasks: await sentenceForHome(c),
    waiting, meeting: await nextMeeting(read, user),
    changes: remembered(register, 'last changes', () => lastChanges(register)),
    recent: recent.map(({ id, title, askedAt }) => ({ href: `/ask/${id}`, title: title ?? 'Câu hỏi không được lưu', at: askedAt })),
  })
})

const daysAhead = 7

/** The next meeting that the person takes part in, when it is within a week. */
async function nextMeeting(db: Read, user: User): Promise<HomeViews['home/show']['meeting']> {
  const [next] = await meetingsOf(db, user, today(), ['called'])
  if (!next || next.on > addDays(today(), daysAhead)) return null
  return { href: `/meetings/${next.id}`, title: next.title, when: `${next.on === today() ? 'Hôm nay' : weekday(next.on)}, ${next.startsAt}, ${next.place}` }
}

/** Tasks come first: what is to be decided, else what is to be done. */
const headlineOf = (calendar: WorkingCalendar, { groups, owed, enquiries }: Desk) =>
  dayInWords(calendar, groups)?.waiting ?? owedInWords(owed)?.doing ?? enquiriesInWords(enquiries)?.doing

function keptBy(unitId: string | null, register: Snapshot): HomeViews['home/show']['keeps'] {
  const count = unitId ? inForce(register).filter(({ ownerUnitId }) => ownerUnitId === unitId).length : 0
  return count ? { count, href: listAddress({ ...emptyFilter, chosen: { unit: [unitId!] } }) } : null
}

const whatBecame = {
  published: { kind: 'done', label: 'Mới ban hành' }, amended: { kind: 'done', label: 'Sửa đổi' },
  abolished: { kind: 'past', label: 'Bãi bỏ' }, upcoming: { kind: 'wait', label: 'Sắp áp dụng' },
} as const

/** What was published last; what one decision did on one day is one change. */
function lastChanges({ rows }: Snapshot): Change[] {
  const together = Map.groupBy(rows, ({ publishedOn, state, effectiveFrom, decision }) => `${publishedOn} ${state} ${effectiveFrom} ${decision}`)
  return [...together.values()].toSorted(([a], [b]) => (a!.publishedOn > b!.publishedOn ? -1 : a!.publishedOn < b!.publishedOn ? 1 : 0))
    .slice(0, 5).map(changeOf)
}

function changeOf(rows: Row[]): Change {
  const { id, name, state, publishedOn, effectiveFrom, decision } = rows[0]!
  const fields = [...new Set(rows.map(({ field }) => field).filter(field => field !== null))]
  return {
    status: whatBecame[state],
    name: rows.length === 1 ? name : `${number(rows.length)} thủ tục${fields.length && fields.length < 4 ? `, lĩnh vực ${fields.join('; ')}` : ''}`,
    href: rows.length === 1 ? `/procedures/${id}` : listAddress(state === 'upcoming' ? { ...emptyFilter, chosen: { state: [state] } }
      : { ...emptyFilter, change: changes[state], from: publishedOn, to: publishedOn }),
    detail: `${decision ?? 'Không ghi số quyết định'}, công bố ${date(publishedOn)}, ${state === 'abolished' ? 'hết áp dụng' : 'áp dụng'} từ ${date(effectiveFrom)}`,
  }
}

const changes = { published: 'new', amended: 'changed', abolished: 'abolished' } as const
