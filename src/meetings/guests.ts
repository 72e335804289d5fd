// Who is invited: heads of units as they are on the day of the meeting, people by name, guests from outside.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { headsOf, holdersOf } from '../notifications/recipients.ts'
import type { Read, Write } from '../store/store.ts'
import { allUnits, servingOn } from '../units/units.ts'
import { guestsOf, type GuestInput } from './meetings.ts'
import { meetingGuests, type Meeting, type MeetingGuest } from './tables.ts'

export interface Invited { unitIds: readonly string[]; personIds: readonly string[] }

/**
 * Units and people as guests of a meeting on a day: a unit by its head, the leaders' unit by the directors, one that has
 * ended by the heads of what carries it on; a unit without a head by its name. Nobody twice, nobody of `except`.
 */
export async function guestsFor(db: Read, { unitIds, personIds }: Invited, on: string, except: readonly string[]): Promise<GuestInput[]> {
  const units = new Map((await allUnits(db)).map(unit => [unit.id, unit]))
  const serving = new Map((await servingOn(db, on)).map(one => [one.personId, one]))
  const guests: GuestInput[] = []
  const add = (personId: string, unitId: string | null) => {
    const one = serving.get(personId)
    if (!one || except.includes(personId) || guests.some(guest => guest.personId === personId)) return
    guests.push({ personId, unitId: one.unitId ?? unitId, name: one.name, title: one.title })
  }
  for (const unitId of unitIds) {
    const unit = units.get(unitId)
    if (!unit) continue
    const heads = unit.kind === 'leadership' ? await directorsOf(db, unitId, on) : await headsOf(db, unitId, on)
    for (const head of heads) add(head, unitId)
    if (!heads.length) guests.push({ personId: null, unitId, name: `Đại diện ${unit.name}`, title: null })
  }
  for (const personId of personIds) add(personId, null)
  return guests
}

const directorsOf = async (db: Read, unitId: string, on: string): Promise<string[]> =>
  [...await holdersOf(db, 'director', on, [unitId]), ...await holdersOf(db, 'deputyDirector', on, [unitId])]

/** Refuses a name that stands for nobody who serves. Throws Invalid on `field`. */
export async function checkServing(db: Read, ids: Record<string, string>): Promise<void> {
  const here = new Set((await db.select({ id: people.id }).from(people).where(and(inArray(people.id, Object.values(ids)), isNull(people.leftOn)))).map(({ id }) => id))
  const missing = Object.entries(ids).filter(([, id]) => !here.has(id))
  if (missing.length) throw new Invalid(Object.fromEntries(missing.map(([field]) => [field, 'Người này không còn công tác tại Sở. Hãy chọn người khác.'])))
}

/** Invites more guests. Those who are there already stay as they are; Invalid when nobody new came. */
export async function addGuests(db: Write, actor: Actor, meeting: Meeting, more: readonly GuestInput[]): Promise<void> {
  const there = await guestsOf(db, meeting.id)
  const same = (one: GuestInput) => there.some(({ personId, unitId, name }) =>
    (one.personId ? personId === one.personId : personId === null && unitId === one.unitId && name === one.name))
  const added = more.filter(one => !same(one) && one.personId !== meeting.chairId && one.personId !== meeting.secretaryId)
  if (!added.length) throw new Invalid({ '': more.length ? 'Người này đã có trong thành phần họp.' : 'Hãy chọn đơn vị, chọn người hoặc ghi tên khách.' })
  const last = there.at(-1)?.position ?? -1
  await db.insert(meetingGuests).values(added.map((guest, at) => ({ id: newId(), meetingId: meeting.id, position: last + 1 + at, ...guest })))
  await guestsChanged(db, actor, meeting, 'added', added)
}

export async function removeGuest(db: Write, actor: Actor, meeting: Meeting, id: string): Promise<void> {
  const guest = (await guestsOf(db, meeting.id)).find(one => one.id === id)
  if (!guest) throw new NotFound('Người này không còn trong thành phần họp.')
  if (guest.attendance) throw new Invalid({ '': `Đã điểm danh ${guest.name} nên không bỏ khỏi thành phần họp được.` })
  await db.delete(meetingGuests).where(eq(meetingGuests.id, id))
  await guestsChanged(db, actor, meeting, 'removed', [guest])
}

const guestsChanged = (db: Write, actor: Actor, { id, state, on }: Meeting, change: 'added' | 'removed', guests: readonly Pick<MeetingGuest, 'personId' | 'name'>[]) =>
  record(db, actor, 'meeting guests changed', 'meeting', id, {
    change, called: state === 'called', past: on < today(), names: guests.map(({ name }) => name), personIds: guests.flatMap(({ personId }) => personId ?? []),
  })

/** Whoever presides or writes is not a guest as well, unless attendance was taken of them. */
export async function leaveOut(db: Write, meetingId: string, personIds: readonly string[]): Promise<void> {
  await db.delete(meetingGuests).where(and(eq(meetingGuests.meetingId, meetingId), inArray(meetingGuests.personId, [...personIds]), isNull(meetingGuests.attendance)))
}
