// The backlog's page: what waits to be taken onto an agenda, the form to propose, and what became of one's own proposals.
import { inArray } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, weekday } from '../web/helpers.ts'
import { answeredItems, itemsAfter, waitingItems } from './backlog.ts'
import { meetingsToCome } from './moving.ts'
import { allSeries, mayWriteSeries } from './series.ts'
import { meetings, type AgendaItem, type Meeting } from './tables.ts'
import type { Became, PreparingViews } from './preparing-views.ts'

const latest = 30

/** Answers of `form` belong to the form to propose, of `answer` to the row named by `id`. */
export async function backlogPage(c: Ask, form?: Form, answer?: { id: string; form: Form }): Promise<PreparingViews['meetings/backlog']> {
  const { store: { read: db }, user } = c.var
  const waiting = await waitingItems(db, user)
  const mayWrite = mayWriteSeries(user)
  const names = await namesOfPeople(db, [...new Set(waiting.map(({ madeById }) => madeById))])
  const units = await unitNames(db)
  const series = (await allSeries(db)).filter(({ endedOn }) => endedOn === null)
  const own = await answeredItems(db, user, latest)
  return {
    form: form ?? filled({ minutes: 10 }), answer: answer ?? null, mayWrite, mayPropose: may(user, 'propose items'),
    series: [{ value: '', label: 'Cuộc họp nào cũng được' }, ...series.map(({ id, name }) => ({ value: id, label: name }))],
    meetings: mayWrite ? (await meetingsToCome(db, user)).map(({ id, title, on }) => ({ value: id, label: `${title}, ${weekday(on)}` })) : [],
    waiting: waiting.map(item => ({
      id: item.id, title: item.title, body: item.body ?? '', minutes: item.minutes, at: item.madeAt, mine: item.madeById === user.id && item.fromItemId === null,
      from: [names.get(item.madeById), units.get(item.unitId ?? '')].filter(Boolean).join(', '), origin: item.fromItemId ? 'chuyển từ cuộc họp trước' : '',
      series: series.find(({ id }) => id === item.seriesId)?.name ?? '',
    })),
    answered: await becameOf(c, db, own),
  }
}

const dropped = { status: { kind: 'past', label: 'Không đưa vào họp' } } as const

/** What became of proposals: those that were moved on are followed to where they are now. */
async function becameOf(c: Ask, db: Read, items: readonly AgendaItem[]): Promise<Became[]> {
  const now = new Map(items.map(item => [item.id, item]))
  for (let steps = 0; steps < 10; steps++) {
    const moved = [...now].filter(([, { state }]) => state === 'moved')
    const next = moved.length ? await itemsAfter(db, moved.map(([, { id }]) => id)) : new Map<string, AgendaItem>()
    const followed = moved.filter(([, { id }]) => next.has(id))
    if (!followed.length) break
    for (const [first, { id }] of followed) now.set(first, next.get(id)!)
  }
  const ids = [...now.values()].flatMap(({ meetingId }) => meetingId ?? [])
  const held = new Map((ids.length ? await db.select().from(meetings).where(inArray(meetings.id, ids)) : []).map(one => [one.id, one]))
  return items.map(item => {
    const last = now.get(item.id)!
    const meeting = held.get(last.meetingId ?? '')
    return { title: item.title, at: item.madeAt, ...last.state === 'dropped' ? { ...dropped, words: last.stateReason ?? '', href: null } : placed(c, last, meeting) }
  })
}

function placed(c: Ask, { state }: AgendaItem, meeting: Meeting | undefined): Pick<Became, 'status' | 'words' | 'href'> {
  if (!meeting) return { status: { kind: 'wait', label: 'Chờ xếp' }, words: 'đã chuyển, chờ xếp vào cuộc họp sau', href: null }
  const taken = { kind: 'wait', label: 'Đã nhận' } as const
  if (meeting.state === 'draft' && !mayWriteSeries(c.var.user)) return { status: taken, words: 'được xếp vào một cuộc họp đang chuẩn bị', href: null }
  const done = state === 'done' || meeting.state === 'held'
  return { status: done ? { kind: 'done', label: 'Đã họp' } : taken, words: `${meeting.title}, ${date(meeting.on)}`, href: `/meetings/${meeting.id}` }
}
