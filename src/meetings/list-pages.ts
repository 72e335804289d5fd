// The list of meetings as its page and its export show it.
import { namesOfPeople } from '../accounts/people.ts'
import { may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { statusOf } from './head.ts'
import { comingFor, countPassed, meetingsAddress, passedFor, single, yearsOfMeetings, type MeetingFilter } from './listing.ts'
import { stateNames } from './meetings.ts'
import { allSeries, mayWriteSeries } from './series.ts'
import { meetingStates, type Meeting } from './tables.ts'
import type { MeetingRow, MeetingViews } from './views.ts'

const pageSize = 50
const mostExported = 5000

async function rowsOf(c: Ask, rows: readonly Meeting[]): Promise<MeetingRow[]> {
  const names = await namesOfPeople(c.var.store.read, [...new Set(rows.map(({ chairId }) => chairId))])
  return rows.map(meeting => {
    const { id, title, on, startsAt, place, state, chairId, cancelReason } = meeting
    return { href: `/meetings/${id}`, title, on, startsAt, place, status: statusOf(meeting), chair: names.get(chairId) ?? '', note: state === 'cancelled' ? cancelReason ?? '' : '' }
  })
}

function sentenceOf({ q, year, state }: MeetingFilter, seriesName: string | null, coming: number, passed: number): string {
  const conditions = [seriesName && `thuộc ${seriesName}`, year && `năm ${year}`, state && `ở bước “${stateNames[state].toLowerCase()}”`, q && `có chữ “${q}”`]
  const what = conditions.filter(Boolean).join(', ')
  return `${number(coming + passed)} cuộc họp${what ? ` ${what}` : ''}: ${number(coming)} sắp tới, ${number(passed)} đã qua.`
}

async function seriesChoices(c: Ask): Promise<{ value: string; label: string }[]> {
  const series = (await allSeries(c.var.store.read)).map(({ id, name }) => ({ value: id, label: name }))
  return [{ value: '', label: 'Mọi lịch giao ban' }, ...series, { value: single, label: 'Họp chuyên đề' }]
}

export async function listPage(c: Ask, filter: MeetingFilter): Promise<MeetingViews['meetings/index']> {
  const { store: { read: db }, user } = c.var
  const passed = await countPassed(db, user, filter)
  const pager = pagerOf(Number(c.req.query('page')), pageSize, passed, page => meetingsAddress(filter, { page: page === 1 ? '' : String(page) }))
  const coming = await comingFor(db, user, filter)
  const past = await rowsOf(c, await passedFor(db, user, filter, pageSize, pager.from ? pager.from - 1 : 0))
  const series = await seriesChoices(c)
  return {
    filter, filtered: Object.values(filter).some(Boolean), series, pager, mayWrite: mayWriteSeries(user), mayPropose: may(user, 'propose items'),
    sentence: sentenceOf(filter, filter.series ? series.find(({ value }) => value === filter.series)?.label ?? null : null, coming.length, passed),
    coming: await rowsOf(c, coming), years: [...Map.groupBy(past, ({ on }) => on.slice(0, 4))].map(([year, rows]) => ({ year, rows })),
    yearChoices: [{ value: '', label: 'Mọi năm' }, ...(await yearsOfMeetings(db, user)).map(year => ({ value: year, label: `Năm ${year}` }))],
    states: [{ value: '', label: 'Mọi bước' }, ...meetingStates.map(state => ({ value: state, label: stateNames[state] }))],
    xlsx: meetingsAddress(filter, {}, '/meetings/export/xlsx'),
  }
}

/** All that the filter finds as one sheet, those to come first. */
export async function listSheet(c: Ask, filter: MeetingFilter) {
  const { store: { read: db }, user } = c.var
  const coming = await comingFor(db, user, filter)
  const passed = await passedFor(db, user, filter, mostExported)
  const series = filter.series ? (await seriesChoices(c)).find(({ value }) => value === filter.series)?.label ?? null : null
  const text = (title: string, width: number) => ({ title, width, kind: 'text' as const })
  return {
    name: 'Cuộc họp', note: sentenceOf(filter, series, coming.length, passed.length),
    columns: [
      text('Cuộc họp', 60), { ...text('Ngày', 14), kind: 'date' as const }, text('Giờ', 8), text('Nơi họp', 30), text('Chủ trì', 26), text('Bước', 16), text('Lý do hoãn', 40),
    ],
    rows: (await rowsOf(c, [...coming, ...passed])).map(row => [row.title, row.on, row.startsAt, row.place, row.chair, row.status.label, row.note || null]),
  }
}
