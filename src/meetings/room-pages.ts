// The page of a meeting's room: its stage, who is there, what is written under each item; and what others changed on it meanwhile.
import { createHash } from 'node:crypto'
import { namesOfPeople } from '../accounts/people.ts'
import { today, written } from '../clock.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { time } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { capital } from '../text.ts'
import { itemsOf } from './agenda.ts'
import { agendaShown } from './agenda-shown.ts'
import { attendanceOf, countsInWords, openQuestions, personChoices, type AttendanceLine } from './attendance.ts'
import { targetOptions } from './edit-pages.ts'
import { headOf } from './head.ts'
import { mayReadNotes, whyClosed } from './holding.ts'
import { findMeeting, guestsOf, mayWriteMeeting, meetingToWrite } from './meetings.ts'
import { calledName } from './notes.ts'
import { writersBeside } from './presence.ts'
import { attendances, type AgendaItem, type Meeting, type MeetingGuest } from './tables.ts'
import { attendanceNames } from './room-sentences.ts'
import type { RollRow, RoomViews } from './room-views.ts'

export type RoomFormName = 'stage' | 'times' | 'guest' | 'item' | 'attendance' | 'notes'
/** A form of the page that was sent with a mistake; `on` is the guest or the item it was for. */
export interface FailedInRoom { name: RoomFormName; on?: string; form: Form }

const choices = [{ value: '', label: 'Chưa điểm danh' }, ...attendances.map(one => ({ value: one, label: capital(attendanceNames[one]) }))]

function rowOf(line: AttendanceLine): RollRow {
  const { id, name, part, attendance, reason, deputy } = line
  const more = attendance === 'excused' ? reason : attendance === 'deputised' && deputy ? `${deputy} dự thay` : ''
  return {
    id, name, about: [line.title, line.unit].filter(Boolean).join(', '), part, attendance: attendance ?? '', reason, deputy, people: line.unitId,
    words: attendance === null ? 'Chưa điểm danh' : `${capital(attendanceNames[attendance])}${more && `: ${more}`}`,
    missing: attendance === 'deputised' && !deputy ? 'Chưa ghi ai dự thay' : attendance === 'excused' && !reason ? 'Chưa ghi lý do' : '',
  }
}

/** The page; the form that failed stands open with what was typed. */
export async function showRoom(c: Ask, id: string, failed: FailedInRoom | null = null) {
  const { store: { read: db }, user } = c.var
  const meeting = await findMeeting(db, user, id)
  const closed = await whyClosed(db, meeting)
  const open = mayWriteMeeting(user, meeting) && closed === null
  const lines = await attendanceOf(db, meeting)
  const agenda = await agendaShown(db, user, meeting)
  const kept = new Map((await itemsOf(db, id)).map(item => [item.id, item]))
  const readable = await mayReadNotes(db, user, meeting)
  const writers = await namesOfPeople(db, [...kept.values()].flatMap(({ notesById }) => notesById ?? []))
  const formOf = (name: RoomFormName) => (failed?.name === name ? failed.form : blank)
  const people = open ? await personChoices(db) : []
  const unitsSending = new Set(lines.flatMap(({ id: guest, unitId }) => (guest && unitId ? [unitId] : [])))
  return page(c, `Trong phòng họp: ${meeting.title}`, 'meetings/room', {
    head: await headOf(db, meeting, 'room', user), id, open, closed, stage: meeting.endedAt ? 'after' : meeting.beganAt ? 'during' : 'before',
    began: meeting.beganAt ? time(meeting.beganAt) : '', ended: meeting.endedAt ? time(meeting.endedAt) : '',
    otherDay: open && !meeting.beganAt && meeting.on !== today()
      ? `Lịch họp ghi ngày ${written(meeting.on)}, hôm nay là ${written(today())}. Giờ bắt đầu sẽ được ghi theo lịch họp và sửa được sau.` : null,
    times: failed?.name === 'times' ? failed.form : filled({ began: meeting.beganAt ? time(meeting.beganAt) : '', ended: meeting.endedAt ? time(meeting.endedAt) : '' }),
    form: failed ? failed.form : blank, stageErrors: formOf('stage').errors, guest: formOf('guest'), newItem: formOf('item'),
    roll: {
      id, open, counts: countsInWords(lines), untaken: lines.filter(({ attendance }) => attendance === null).length, rows: lines.map(rowOf), choices,
      failed: failed?.name === 'attendance' ? { on: failed.on ?? '', form: failed.form } : null,
      lists: [...unitsSending].map(unitId => ({ unitId, values: people.filter(one => one.unitId === unitId).map(({ value }) => value) })),
      everybody: people.map(({ value, unit }) => ({ value, unit })),
    },
    questions: openQuestions(lines), targets: open ? await targetOptions(db, user, meeting) : [],
    items: agenda.items.map(line => {
      const item = kept.get(line.id)!
      const typed = failed?.name === 'notes' && failed.on === line.id ? failed.form : null
      return {
        line, notes: typed?.values.notes ?? item.notes, outcome: typed?.values.outcome ?? item.outcome, errors: typed?.errors ?? {},
        notesBase: typed?.values.notesBase ?? item.notes, outcomeBase: typed?.values.outcomeBase ?? item.outcome,
        revision: typed?.values.revision ?? String(item.notesRevision),
        saved: savedInWords(item, writers), took: item.tookSeconds >= 30 ? `thực tế ${Math.round(item.tookSeconds / 60) || 1} phút` : '',
      }
    }),
    readable, token: tokenOf(meeting, await guestsOf(db, id), [...kept.values()]),
  })
}

const savedInWords = ({ notesAt, notesById }: AgendaItem, names: Map<string, string>): string =>
  notesAt ? `Đã lưu ${time(notesAt)}, ${calledName(names.get(notesById ?? '') ?? '')} ghi` : ''

/** Changes with whatever of the page is drawn anew as a whole: attendance, the list of items, the stage. */
const tokenOf = ({ beganAt, endedAt }: Meeting, guests: MeetingGuest[], items: AgendaItem[]): string => {
  const there = guests.map(({ id, attendance, reason, deputyName }) => [id, attendance, reason, deputyName])
  const parts = [[beganAt, endedAt], there, items.map(({ id, state, position, title }) => [id, state, position, title])]
  return parts.map(part => createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 12)).join('.')
}

/** What is told to a page that is typed into: items that others saved since, who writes where, and whether the rest of it is old. Null: nothing new. */
export async function changesSince(c: Ask, id: string) {
  const { store: { read: db }, user } = c.var
  const meeting = await meetingToWrite(db, user, id)
  const { on = '', had = '', seen = '', writing = '' } = c.req.query()
  const writers = writersBeside(id, user, on)
  const items = await itemsOf(db, id)
  const known = new Map(had.split(',').map(pair => { const at = pair.lastIndexOf('.'); return [pair.slice(0, at), Number(pair.slice(at + 1))] }))
  const newer = items.filter(item => known.has(item.id) && known.get(item.id) !== item.notesRevision)
  const token = tokenOf(meeting, await guestsOf(db, id), items)
  const beside = writers.map(({ item, name }) => `${item}.${name}`).toSorted().join(',')
  if (!newer.length && token === seen && beside === writing) return null
  const names = await namesOfPeople(db, newer.flatMap(({ notesById }) => notesById ?? []))
  return {
    token, writing: beside, writers, closed: await whyClosed(db, meeting),
    items: newer.map(({ id: item, notesRevision: revision, notes, outcome, notesAt, notesById }) =>
      ({ item, revision, notes, outcome, at: notesAt ? time(notesAt) : '', by: calledName(names.get(notesById ?? '') ?? '') })),
  }
}

/** One row after its attendance was saved at once, with the counts over it. */
export async function attendanceSaved(c: Ask, id: string, guest: string, again: Form | undefined): Promise<RoomViews['meetings/_attendance-saved']> {
  const { store: { read: db }, user } = c.var
  const lines = await attendanceOf(db, await findMeeting(db, user, id))
  const line = lines.find(one => one.id === guest)
  return {
    guest, row: line ? rowOf(line) : null, error: again ? Object.values(again.errors).join(' ') : '',
    counts: countsInWords(lines), untaken: lines.filter(({ attendance }) => attendance === null).length, questions: openQuestions(lines),
  }
}

