// A meeting as it takes place: when it began and ended, and whether what happens in it may still be taken down.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { isFrozen, refuseFrozen } from '../papers/frozen.ts'
import type { Read, Write } from '../store/store.ts'
import { attendanceOf, countsInWords } from './attendance.ts'
import { mayWriteMeeting, meetingToWrite, writerOf } from './meetings.ts'
import { keepSnapshot } from './package.ts'
import type { SectionRules } from './sections.ts'
import { meetings, type Meeting } from './tables.ts'

/** Why nothing can be taken down of this meeting now; null: it can. */
export async function whyClosed(db: Read, { id, state }: Pick<Meeting, 'id' | 'state'>): Promise<string | null> {
  if (state === 'draft') return 'Cuộc họp còn đang chuẩn bị, chưa mời ai. Gửi lời mời rồi mới điểm danh và ghi diễn biến.'
  if (state === 'cancelled') return 'Cuộc họp đã hoãn nên không ghi gì.'
  return await isFrozen(db, id) ? 'Biên bản đã ký nên điểm danh và diễn biến được giữ nguyên. Cần sửa thì lập biên bản bổ sung.' : null
}

/** The meeting, where this person may take down what happens in it. Throws NotFound, NotAllowed. */
export async function meetingInRoom(db: Read, user: User, id: string): Promise<Meeting> {
  const meeting = await meetingToWrite(db, user, id)
  await refuseFrozen(db, id)
  const why = await whyClosed(db, meeting)
  if (why) throw new NotAllowed(why)
  return meeting
}

/** What was said in the room is read, before the minutes are signed, by those who were invited and those who write them down. */
export async function mayReadNotes(db: Read, user: User, meeting: Meeting): Promise<boolean> {
  if (mayWriteMeeting(user, meeting) || meeting.chairId === user.id) return true
  return (await attendanceOf(db, meeting)).some(({ personId, deputyId }) => personId === user.id || deputyId === user.id) || await isFrozen(db, meeting.id)
}

export const takesPlace = ({ beganAt, endedAt }: Pick<Meeting, 'beganAt' | 'endedAt'>): boolean => beganAt !== null && endedAt === null

/** 'HH:mm' in Vietnam on the meeting's day. */
export const momentOf = ({ on }: Pick<Meeting, 'on'>, time: string): Date => new Date(`${on}T${time}:00+07:00`)

/** Begins now; a meeting that is written down on another day began when it was to begin. */
export async function beginMeeting(db: Write, user: User, meeting: Meeting, rules: SectionRules): Promise<void> {
  if (meeting.beganAt) throw new Invalid({ '': 'Cuộc họp đã bắt đầu.' })
  await db.update(meetings).set({ beganAt: meeting.on === today() ? now() : momentOf(meeting, meeting.startsAt) }).where(eq(meetings.id, meeting.id))
  await keepSnapshot(db, meeting, rules)
  await record(db, writerOf(user, meeting), 'meeting began', 'meeting', meeting.id)
}

/** The meeting is over: what is done with its conclusions from now on is done by the papers and the tasks. */
export async function endMeeting(db: Write, user: User, meeting: Meeting): Promise<string> {
  if (!meeting.beganAt) throw new Invalid({ '': 'Cuộc họp chưa bắt đầu.' })
  if (meeting.endedAt) throw new Invalid({ '': 'Cuộc họp đã kết thúc.' })
  const planned = new Date(meeting.beganAt.getTime() + meeting.minutes * 60_000)
  const endedAt = meeting.on === today() && now() > meeting.beganAt ? now() : planned
  await db.update(meetings).set({ endedAt, state: 'held' }).where(eq(meetings.id, meeting.id))
  const counts = countsInWords(await attendanceOf(db, meeting))
  await record(db, writerOf(user, meeting), 'meeting held', 'meeting', meeting.id, { counts })
  return counts
}

/** Back into the room: it ended too early, or something was forgotten. */
export async function resumeMeeting(db: Write, user: User, meeting: Meeting): Promise<void> {
  if (!meeting.endedAt) throw new Invalid({ '': 'Cuộc họp chưa kết thúc.' })
  await db.update(meetings).set({ endedAt: null, state: 'called' }).where(eq(meetings.id, meeting.id))
  await record(db, writerOf(user, meeting), 'meeting resumed', 'meeting', meeting.id)
}

/** When it really began and ended, where the buttons were pressed too late: 'HH:mm', the end only of a meeting that has ended. */
export async function correctTimes(db: Write, user: User, meeting: Meeting, { began, ended }: { began: string; ended: string }): Promise<void> {
  const sound = /^([01]\d|2[0-3]):[0-5]\d$/
  const errors: Record<string, string> = {}
  if (!sound.test(began)) errors.began = 'Hãy ghi giờ bắt đầu, như 08:05.'
  if (meeting.endedAt && !sound.test(ended)) errors.ended = 'Hãy ghi giờ kết thúc, như 10:30.'
  else if (meeting.endedAt && ended <= began) errors.ended = 'Giờ kết thúc phải sau giờ bắt đầu.'
  if (!meeting.beganAt) errors[''] = 'Cuộc họp chưa bắt đầu.'
  if (Object.keys(errors).length) throw new Invalid(errors)
  await db.update(meetings).set({ beganAt: momentOf(meeting, began), endedAt: meeting.endedAt && momentOf(meeting, ended) }).where(eq(meetings.id, meeting.id))
  await record(db, writerOf(user, meeting), 'meeting times corrected', 'meeting', meeting.id, { began, ended: meeting.endedAt ? ended : null })
}
