// Series of meetings: what a new one says, how one is changed and ended, and the draft of its next meeting.
import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { valueInWords } from '../calendar/deadlines.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import { Invalid, mistakesOf, NotAllowed, NotFound } from '../errors.ts'
import { portal, record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { reach } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable, sortKey } from '../text.ts'
import { changedMeanwhile, minutes, oneForBoth, placeFields, required, rowsTyped, ticked, whole, type Typed } from './fields.ts'
import { checkServing, guestsFor } from './guests.ts'
import { addMeeting } from './meetings.ts'
import { comingMeetings, type Meets } from './rhythm.ts'
import { meetings, meetingSeries, rhythms, type AgendaTemplate, type Meeting, type MeetingSeries, type Rhythm } from './tables.ts'

/** Whoever prepares all meetings also keeps their series; a secretary of one meeting does not. */
export const mayWriteSeries = (user: User): boolean => reach(user, 'write meetings') === 'any'

/** Throws NotAllowed for whoever does not prepare all meetings. */
export function refuseOthers(user: User): void {
  if (!mayWriteSeries(user)) throw new NotAllowed('Thư ký họp, Đầu mối CCHC, Chánh Văn phòng và Giám đốc lập lịch giao ban và cuộc họp.')
}

/** All series, those that go on first. An office has a handful of them. */
export async function allSeries(db: Read): Promise<MeetingSeries[]> {
  const rows = await db.select().from(meetingSeries).orderBy(asc(meetingSeries.sort), asc(meetingSeries.id))
  return [...rows.filter(({ endedOn }) => endedOn === null), ...rows.filter(({ endedOn }) => endedOn !== null)]
}

export async function findSeries(db: Read, id: string): Promise<MeetingSeries> {
  const [series] = await db.select().from(meetingSeries).where(eq(meetingSeries.id, id))
  if (!series) throw new NotFound('Không có lịch giao ban này.')
  return series
}

export interface SeriesInput extends Pick<MeetingSeries,
  'name' | 'rhythm' | 'shift' | 'startsAt' | 'minutes' | 'place' | 'link' | 'chairId' | 'secretaryId'
  | 'agenda' | 'unitIds' | 'personIds' | 'prepareDays'> { demo?: boolean }

/** Fields of the other way to name the day are left empty. */
const one = (from: number, to: number, sentence: string) => z.string().optional().transform(value => (value?.trim() ? Number(value) : undefined))
  .refine(value => value === undefined || (Number.isInteger(value) && value >= from && value <= to), sentence)
const seriesForm = z.looseObject({
  name: required('Hãy đặt tên, ví dụ: Giao ban cải cách hành chính.', 200),
  every: z.enum(rhythms, 'Hãy chọn hằng tháng hoặc hằng quý.'),
  monthOfPeriod: one(1, 3, 'Hãy chọn tháng trong quý.'),
  by: z.enum(['day', 'weekday'], 'Hãy chọn họp theo ngày trong tháng hay theo thứ.'),
  day: one(1, 31, 'Hãy ghi ngày từ 1 đến 31; 31 là ngày cuối tháng.'),
  week: one(1, 5, 'Hãy chọn tuần.'), weekday: one(1, 7, 'Hãy chọn thứ.'),
  shift: z.enum(['after', 'before'], 'Hãy chọn chuyển sang ngày làm việc trước hay sau.'),
  ...placeFields,
  prepareDays: whole(0, 30, 'Hãy ghi số ngày làm việc từ 0 đến 30; 0 là tự lập bằng tay.'),
})

function rhythmFrom({ every, monthOfPeriod, by, day, week, weekday }: z.output<typeof seriesForm>, errors: Record<string, string>): Rhythm {
  const common = { every, monthOfPeriod: every === 'monthly' ? 1 : monthOfPeriod ?? 1 }
  if (by === 'day') {
    if (day === undefined) errors.day = 'Hãy ghi ngày từ 1 đến 31; 31 là ngày cuối tháng.'
    return { ...common, day: day ?? 1 }
  }
  return { ...common, week: week ?? 1, weekday: weekday ?? 1 }
}

/** Rows of the template agenda; a row without a title is none. */
function templateFrom(values: Typed, errors: Record<string, string>): AgendaTemplate[] {
  return rowsTyped(values, 'agenda').flatMap(at => {
    const title = line(values[`agenda.${at}.title`] ?? '')
    if (!title) return []
    if (title.length > 500) errors[`agenda.${at}.title`] = 'Không quá 500 ký tự.'
    const length = minutes.safeParse(values[`agenda.${at}.minutes`] || '10')
    if (!length.success) errors[`agenda.${at}.minutes`] = mistakesOf(length.error)['']!
    return [{ title, presenterId: values[`agenda.${at}.presenterId`] || null, unitId: null, minutes: length.data ?? 10 }]
  })
}

/** What a form says of a series. Throws Invalid with every field that cannot be taken. */
export function seriesFrom(values: Typed): SeriesInput {
  const parsed = seriesForm.safeParse(values)
  const errors = parsed.success ? {} : mistakesOf(parsed.error)
  const agenda = templateFrom(values, errors)
  const rhythm = parsed.success ? rhythmFrom(parsed.data, errors) : null
  if (!parsed.success || !rhythm || Object.keys(errors).length) throw new Invalid(errors)
  const { name, shift, startsAt, minutes: length, place, link, chairId, secretaryId, prepareDays } = parsed.data
  if (chairId === secretaryId) throw new Invalid(oneForBoth)
  const personIds = [...new Set(rowsTyped(values, 'person').flatMap(at => values[`person.${at}.id`] || []))]
  return { name, rhythm, shift, startsAt, minutes: length, place, link, chairId, secretaryId, prepareDays, agenda, unitIds: ticked(values, 'unit'), personIds }
}

const kept = ({ demo: _, ...input }: SeriesInput) => ({ ...input, search: searchable(`${input.name} ${input.place}`), sort: sortKey(input.name) })

export async function addSeries(db: Write, actor: Actor, input: SeriesInput): Promise<string> {
  await checkServing(db, { chairId: input.chairId, secretaryId: input.secretaryId })
  const id = newId()
  await db.insert(meetingSeries).values({ id, ...kept(input), demo: input.demo ?? false, madeById: actor.id, madeAt: now() })
  await record(db, actor, 'series begun', 'series', id, { name: input.name })
  return id
}

/** Meetings that were made before stay as they are. Throws Invalid, also for another tab's change. */
export async function changeSeries(db: Write, actor: Actor, series: MeetingSeries, input: SeriesInput, revision: number): Promise<void> {
  if (series.endedOn) throw new Invalid({ '': 'Lịch giao ban đã kết thúc nên không sửa được.' })
  await checkServing(db, { chairId: input.chairId, secretaryId: input.secretaryId })
  const changed = await db.update(meetingSeries).set({ ...kept(input), revision: series.revision + 1 })
    .where(and(eq(meetingSeries.id, series.id), eq(meetingSeries.revision, revision))).returning({ id: meetingSeries.id })
  if (!changed.length) throw changedMeanwhile('Lịch giao ban')
  await record(db, actor, 'series changed', 'series', series.id, { name: input.name })
}

export async function endSeries(db: Write, actor: Actor, series: MeetingSeries): Promise<void> {
  if (series.endedOn) throw new Invalid({ '': 'Lịch giao ban đã kết thúc.' })
  await db.update(meetingSeries).set({ endedOn: today(), revision: series.revision + 1 }).where(eq(meetingSeries.id, series.id))
  await record(db, actor, 'series ended', 'series', series.id, { name: series.name })
}

export interface Coming extends Meets { meeting: Pick<Meeting, 'id' | 'on' | 'state' | 'beganAt'> | null }

/** The next meetings of a series, with those that were made already. */
export async function comingOf(db: Read, series: MeetingSeries, count: number): Promise<Coming[]> {
  if (series.endedOn) return []
  const coming = comingMeetings(await loadCalendar(db), series, today(), count)
  const made = await db.select({ id: meetings.id, period: meetings.period, on: meetings.on, state: meetings.state, beganAt: meetings.beganAt }).from(meetings)
    .where(and(eq(meetings.seriesId, series.id), inArray(meetings.period, coming.map(({ period }) => period))))
  return coming.map(meets => ({ ...meets, meeting: made.find(({ period }) => period === meets.period) ?? null }))
}

/** 'Giao ban cải cách hành chính tháng 10/2026'. */
export const titleOf = ({ name }: Pick<MeetingSeries, 'name'>, period: string): string => `${name} ${valueInWords(period)}`

/** Makes the draft of one period by the template: its guests are who holds the places on that day. Returns its id. */
async function prepare(db: Write, actor: Actor, series: MeetingSeries, { period, on }: Meets): Promise<string> {
  const { chairId, secretaryId, startsAt, minutes: length, place, link, agenda, demo } = series
  return addMeeting(db, actor, {
    seriesId: series.id, period, title: titleOf(series, period), on, startsAt, minutes: length, place, link, chairId, secretaryId, demo, agenda,
    guests: await guestsFor(db, series, on, [chairId, secretaryId]),
  })
}

/** Drafts the first coming meeting that is not made yet. Returns its id. */
export async function prepareNext(db: Write, actor: Actor, series: MeetingSeries): Promise<string> {
  if (series.endedOn) throw new Invalid({ '': 'Lịch giao ban đã kết thúc nên không lập thêm cuộc họp.' })
  const next = (await comingOf(db, series, 12)).find(({ meeting }) => meeting === null)
  if (!next) throw new Invalid({ '': 'Mười hai kỳ tới đã có cuộc họp.' })
  return prepare(db, actor, series, next)
}

/** Drafts all meetings that come within the days which their series ask for. Done twice, it makes nothing twice. Returns how many. */
export async function prepareDue(db: Write): Promise<number> {
  const calendar = await loadCalendar(db)
  let made = 0
  for (const series of await allSeries(db)) {
    if (series.endedOn || !series.prepareDays) continue
    for (const coming of await comingOf(db, series, 2)) {
      if (coming.meeting || addWorkingDays(calendar, coming.on, -series.prepareDays) > today()) continue
      await prepare(db, portal, series, coming)
      made++
    }
  }
  return made
}
