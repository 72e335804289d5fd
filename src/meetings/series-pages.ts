// Pages of series: the list, one with its next dates, and its form.
import { namesOfPeople, personOptions } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { valueInWords } from '../calendar/deadlines.ts'
import { isEmptyYear } from '../calendar/proposals.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { capital } from '../text.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { weekday } from '../web/helpers.ts'
import { rowsTyped } from './fields.ts'
import { statusOf } from './head.ts'
import { monthNames, rhythmInWords, weekdayNames, weekNames } from './rhythm.ts'
import { allSeries, comingOf, mayWriteSeries, type Coming } from './series.ts'
import type { MeetingSeries } from './tables.ts'
import type { PreparingViews, SeriesDate } from './preparing-views.ts'

/** 'Hằng tháng, ngày 15; trùng ngày nghỉ thì họp ngày làm việc ngay sau.' */
function ruleOf({ rhythm, shift }: MeetingSeries): string {
  const words = rhythmInWords(rhythm)
  return `${capital(words)}; trùng ngày nghỉ thì họp ngày làm việc ngay ${shift === 'after' ? 'sau' : 'trước'}.`
}

/** 'CN 15/02/2026 là Tết, chuyển sang T2 23/02/2026.' */
export function movedInWords({ planned, on, why }: Pick<Coming, 'planned' | 'on' | 'why'>): string {
  if (!why) return ''
  return `${weekday(planned)} là ${/^(T\d|CN)$/.test(why) ? 'ngày nghỉ cuối tuần' : why}, chuyển sang ${weekday(on)}.`
}

function dateOf(calendar: WorkingCalendar, { meeting, ...meets }: Coming): SeriesDate {
  const year = Number(meets.on.slice(0, 4))
  const moved = meeting && meeting.on !== meets.on ? `Theo lịch là ${weekday(meets.on)}; cuộc họp đã được đổi ngày.` : movedInWords(meets)
  return {
    period: capital(valueInWords(meets.period)), on: meeting?.on ?? meets.on,
    href: meeting ? `/meetings/${meeting.id}` : null, status: meeting ? statusOf(meeting) : null,
    note: [moved, isEmptyYear(calendar, year) ? `Chưa nhập ngày nghỉ năm ${year} nên ngày họp có thể đổi.` : ''].filter(Boolean).join(' '),
  }
}

export async function seriesListPage(c: Ask): Promise<PreparingViews['meetings/series']> {
  const { store: { read: db }, user } = c.var
  const calendar = await loadCalendar(db)
  const rows: PreparingViews['meetings/series']['rows'] = []
  for (const series of await allSeries(db)) {
    const [next] = await comingOf(db, series, 1)
    const { id, name, startsAt, place } = series
    rows.push({ href: `/meetings/series/${id}`, name, rule: ruleOf(series), place: `${startsAt}, ${place}`, next: next ? dateOf(calendar, next) : null })
  }
  return { rows, mayWrite: mayWriteSeries(user) }
}

export async function seriesPage(c: Ask, series: MeetingSeries, form: Form = blank): Promise<PreparingViews['meetings/series-show']> {
  const { store: { read: db }, user } = c.var
  const calendar = await loadCalendar(db)
  const coming = await comingOf(db, series, 6)
  const names = await namesOfPeople(db, [series.chairId, series.secretaryId, ...series.personIds, ...series.agenda.flatMap(({ presenterId }) => presenterId ?? [])])
  const units = await unitNames(db)
  const next = coming.find(({ meeting }) => meeting === null)
  return {
    form, id: series.id, name: series.name, ended: series.endedOn, rule: ruleOf(series), mayWrite: mayWriteSeries(user) && !series.endedOn,
    facts: [
      { label: 'Giờ, nơi họp', value: `${series.startsAt}, ${series.minutes} phút, ${series.place}` },
      ...series.link ? [{ label: 'Họp trực tuyến', value: series.link }] : [],
      { label: 'Chủ trì', value: names.get(series.chairId) ?? 'chưa rõ' }, { label: 'Thư ký', value: names.get(series.secretaryId) ?? 'chưa rõ' },
      { label: 'Bản nháp', value: series.prepareDays ? `cổng tự lập trước ngày họp ${series.prepareDays} ngày làm việc` : 'lập bằng tay' },
    ],
    dates: coming.map(one => dateOf(calendar, one)),
    nextLabel: next ? `Lập cuộc họp ${valueInWords(next.period)}` : null,
    agenda: series.agenda.map(({ title, presenterId, minutes }) => ({ title, presenter: names.get(presenterId ?? '') ?? '', minutes })),
    units: series.unitIds.flatMap(id => units.get(id) ?? []), people: series.personIds.flatMap(id => names.get(id) ?? []),
    total: series.agenda.reduce((sum, { minutes }) => sum + minutes, 0), minutes: series.minutes,
  }
}

const moreItems = 3
const morePeople = 2
/** Rows with something in them, and some empty ones after them. */
const rowsOf = ({ values }: Form, name: string, field: string, more: number): number =>
  Math.max(0, ...rowsTyped(values, name).filter(at => values[`${name}.${at}.${field}`]).map(at => at + 1)) + more

export async function seriesFormPage(c: Ask, series: MeetingSeries | null, form?: Form): Promise<PreparingViews['meetings/series-edit']> {
  const { store: { read: db }, user } = c.var
  const people = await personOptions(db)
  const shown = form ?? filled(series ? valuesOf(series) : {
    every: 'monthly', monthOfPeriod: 1, by: 'day', day: 5, week: 1, weekday: 1, shift: 'after', startsAt: '08:00', minutes: 90, secretaryId: user.id, prepareDays: 5,
    ...Object.fromEntries((await unitOptions(db)).map(({ value }) => [`unit.${value}`, 'on'])),
  })
  const options = (names: readonly string[]) => names.map((label, at) => ({ value: String(at + 1), label }))
  return {
    title: series ? 'Sửa lịch giao ban' : 'Lập lịch giao ban', action: series ? `/meetings/series/${series.id}/edit` : '/meetings/series',
    back: series ? `/meetings/series/${series.id}` : '/meetings/series', revision: series?.revision ?? 0, form: shown,
    people: [{ value: '', label: 'Chọn người' }, ...people],
    units: await unitOptions(db), weeks: options(weekNames), weekdays: options(weekdayNames), months: options(monthNames),
    items: rowsOf(shown, 'agenda', 'title', moreItems), guests: rowsOf(shown, 'person', 'id', morePeople),
  }
}

function valuesOf({ rhythm, agenda, unitIds, personIds, ...series }: MeetingSeries): Record<string, string | number | null> {
  const { name, shift, startsAt, minutes, place, link, chairId, secretaryId, prepareDays } = series
  return {
    name, shift, startsAt, minutes, place, link, chairId, secretaryId, prepareDays, every: rhythm.every, monthOfPeriod: rhythm.monthOfPeriod,
    ...'day' in rhythm ? { by: 'day', day: rhythm.day, week: 1, weekday: 1 } : { by: 'weekday', day: null, week: rhythm.week, weekday: rhythm.weekday },
    ...Object.fromEntries(agenda.flatMap((item, at) =>
      [[`agenda.${at}.title`, item.title], [`agenda.${at}.presenterId`, item.presenterId], [`agenda.${at}.minutes`, item.minutes]])),
    ...Object.fromEntries(unitIds.map(id => [`unit.${id}`, 'on'])), ...Object.fromEntries(personIds.map((id, at) => [`person.${at}.id`, id])),
  }
}
