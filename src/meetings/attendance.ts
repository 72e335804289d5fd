// Who is in the room: everybody who was invited is present, absent with or without a reason, or sent somebody; and who came uninvited.
import { and, eq, inArray, isNull, max } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { directory, filterFrom } from '../accounts/people.ts'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { servingOn } from '../units/units.ts'
import { people } from '../accounts/tables.ts'
import { units } from '../units/tables.ts'
import { guestsOf, writerOf } from './meetings.ts'
import { attendanceNames } from './room-sentences.ts'
import { attendances, meetingGuests, type Attendance, type Meeting } from './tables.ts'

export interface AttendanceLine {
  /** The guest's row; null for the chair and the secretary, who are there or there is no meeting. */
  id: string | null
  personId: string | null
  name: string
  title: string
  unitId: string | null
  unit: string
  /** 'Chủ trì', 'Thư ký'; '' for guests. */
  part: string
  /** Null: not taken yet. */
  attendance: Attendance | null
  reason: string
  deputyId: string | null
  deputy: string
}

/** Chair and secretary first, then the guests in their order. */
export async function attendanceOf(db: Read, meeting: Pick<Meeting, 'id' | 'on' | 'chairId' | 'secretaryId'>): Promise<AttendanceLine[]> {
  const guests = await guestsOf(db, meeting.id)
  const parts = new Map([[meeting.secretaryId, 'Thư ký'], [meeting.chairId, 'Chủ trì']])
  const leading = [...new Set([meeting.chairId, meeting.secretaryId])].filter(id => !guests.some(({ personId }) => personId === id))
  const known = leading.length ? await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, leading)) : []
  const serving = new Map((leading.length ? await servingOn(db, meeting.on) : []).map(one => [one.personId, one]))
  const unitIds = [...guests.map(({ unitId }) => unitId), ...leading.map(id => serving.get(id)?.unitId ?? null)].filter(id => id !== null)
  const theirUnits = unitIds.length ? await db.select({ id: units.id, name: units.name }).from(units).where(inArray(units.id, unitIds)) : []
  const names = new Map(theirUnits.map(({ id, name }) => [id, name]))
  return [
    ...leading.flatMap((id): AttendanceLine[] => {
      const [person, posting] = [known.find(one => one.id === id), serving.get(id)]
      return person ? [{
        id: null, personId: id, name: person.name, title: posting?.title ?? '', unitId: posting?.unitId ?? null, unit: names.get(posting?.unitId ?? '') ?? '',
        part: parts.get(id)!, attendance: 'present', reason: '', deputyId: null, deputy: '',
      }] : []
    }),
    ...guests.map(({ id, personId, name, title, unitId, attendance, reason, deputyId, deputyName }): AttendanceLine => {
      const part = parts.get(personId ?? '') ?? ''
      return {
        id: part ? null : id, personId, name, title: title ?? '', unitId, unit: names.get(unitId ?? '') ?? '', part,
        attendance: part ? 'present' : attendance, reason: reason ?? '', deputyId, deputy: deputyName ?? '',
      }
    }),
  ]
}

/** '14 có mặt, 1 ủy quyền, 2 vắng có lý do, 1 chưa điểm danh'. */
export function countsInWords(lines: readonly AttendanceLine[]): string {
  const count = (attendance: Attendance | null) => lines.filter(line => line.attendance === attendance).length
  const order: Attendance[] = ['present', 'deputised', 'excused', 'absent']
  const counted = [...order.map(one => ({ n: count(one), words: attendanceNames[one] })), { n: count(null), words: 'chưa điểm danh' }].filter(({ n }) => n)
  return counted.map(({ n, words }) => `${n} ${words}`).join(', ')
}

/** What is still to be asked before the minutes can say who was there. */
export function openQuestions(lines: readonly AttendanceLine[]): string[] {
  const named = (wrong: (one: AttendanceLine) => boolean, words: string) => {
    const names = lines.filter(wrong).map(({ name }) => name)
    return names.length ? [`${words}: ${names.join(', ')}`] : []
  }
  return [
    ...named(({ attendance }) => attendance === null, 'Chưa điểm danh'),
    ...named(({ attendance, deputy }) => attendance === 'deputised' && !deputy, 'Chưa ghi ai dự thay'),
    ...named(({ attendance, reason }) => attendance === 'excused' && !reason, 'Chưa ghi lý do vắng'),
  ]
}

/** People to choose from by their names; where two have one name, the unit stands behind it. */
export interface PersonChoice { value: string; personId: string; name: string; title: string | null; unitId: string | null; unit: string }

export async function personChoices(db: Read): Promise<PersonChoice[]> {
  const serving = await directory(db, filterFrom({ order: 'name' }))
  const known = new Map(serving.map(({ name }) => [name, serving.filter(one => one.name === name).length]))
  return serving.map(({ id, name, title, unitId, unitName }) => ({
    value: known.get(name)! > 1 ? `${name} (${unitName ?? 'chưa rõ đơn vị'})` : name, personId: id, name, title, unitId, unit: unitName ?? '',
  }))
}

const choiceNamed = (choices: PersonChoice[], text: string): PersonChoice | undefined => choices.find(({ value }) => value.toLowerCase() === text.toLowerCase())

/** Everybody who was not taken yet is there. Returns how many. */
export async function everybodyPresent(db: Write, user: User, meeting: Meeting): Promise<number> {
  const taken = await db.update(meetingGuests).set({ attendance: 'present', takenById: user.id, takenAt: now() })
    .where(and(eq(meetingGuests.meetingId, meeting.id), isNull(meetingGuests.attendance))).returning({ id: meetingGuests.id })
  if (taken.length) await record(db, writerOf(user, meeting), 'everybody present', 'meeting', meeting.id, { count: taken.length })
  return taken.length
}

export interface Taken { attendance: string; reason: string; deputy: string }

/** One guest's attendance; '' takes it back. A reason belongs to those who are away with one, a deputy to those who sent one; the rest is dropped. */
export async function takeAttendance(db: Write, user: User, meeting: Meeting, guestId: string, taken: Taken): Promise<void> {
  const guest = (await guestsOf(db, meeting.id)).find(({ id }) => id === guestId)
  if (!guest || guest.personId === meeting.chairId || guest.personId === meeting.secretaryId) throw new NotFound('Không có người này trong danh sách mời họp.')
  const attendance = taken.attendance === '' ? null : attendances.find(one => one === taken.attendance)
  if (attendance === undefined) throw new Invalid({ attendance: 'Hãy chọn có mặt, vắng hoặc ủy quyền.' })
  const [reason, deputy] = [line(taken.reason), line(taken.deputy)]
  if (reason.length > 300) throw new Invalid({ reason: 'Lý do dài quá 300 ký tự.' })
  if (deputy.length > 200) throw new Invalid({ deputy: 'Tên người dự thay dài quá 200 ký tự.' })
  const person = attendance === 'deputised' && deputy ? choiceNamed(await personChoices(db), deputy) : undefined
  if (person && person.personId === guest.personId) throw new Invalid({ deputy: 'Người dự thay phải là người khác.' })
  const set = {
    attendance, reason: attendance === 'excused' ? reason || null : null,
    deputyId: person?.personId ?? null, deputyName: attendance === 'deputised' ? (person?.name ?? deputy) || null : null,
  }
  if (Object.entries(set).every(([key, value]) => guest[key as keyof typeof set] === value)) return
  await db.update(meetingGuests).set({ ...set, takenById: user.id, takenAt: now() }).where(eq(meetingGuests.id, guest.id))
  // People from outside the office stay out of what is kept for ever.
  await record(db, writerOf(user, meeting), 'attendance taken', 'meeting', meeting.id, { guest: guest.id, name: guest.personId ? guest.name : null, attendance })
}

/** Somebody who is there without having been invited: a person of the office, or a name. */
export async function addUninvited(db: Write, user: User, meeting: Meeting, input: { name: string; title: string }): Promise<string> {
  const [typed, title] = [line(input.name), line(input.title)]
  if (!typed) throw new Invalid({ name: 'Hãy ghi tên người dự họp.' })
  if (typed.length > 200) throw new Invalid({ name: 'Tên dài quá 200 ký tự.' })
  if (title.length > 200) throw new Invalid({ title: 'Chức vụ dài quá 200 ký tự.' })
  const person = choiceNamed(await personChoices(db), typed)
  const name = person?.name ?? typed
  const there = await attendanceOf(db, meeting)
  const known = there.some(one => (person ? one.personId === person.personId : one.name.toLowerCase() === typed.toLowerCase()))
  if (known) throw new Invalid({ name: `${name} đã có trong danh sách.` })
  const [last] = await db.select({ position: max(meetingGuests.position) }).from(meetingGuests).where(eq(meetingGuests.meetingId, meeting.id))
  await db.insert(meetingGuests).values({
    id: newId(), meetingId: meeting.id, position: (last?.position ?? -1) + 1, personId: person?.personId ?? null, unitId: person?.unitId ?? null, name,
    title: title || (person?.title ?? null), attendance: 'present', takenById: user.id, takenAt: now(),
  })
  await record(db, writerOf(user, meeting), 'guest came uninvited', 'meeting', meeting.id, { name: person?.name ?? null })
  return name
}
