// Pages that prepare a meeting: a new one, its data with guests and agenda, one item, and documents to attach.
import { and, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { personOptions } from '../accounts/people.ts'
import { today } from '../clock.ts'
import { numberInWords } from '../evidence/documents.ts'
import { documentsLike } from '../evidence/list.ts'
import { isFrozen } from '../papers/frozen.ts'
import type { Read } from '../store/store.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { weekday } from '../web/helpers.ts'
import { agendaShown } from './agenda-shown.ts'
import { waitingItems } from './backlog.ts'
import { headOf } from './head.ts'
import { guestsOf, isOpen } from './meetings.ts'
import { targetsOf } from './moving.ts'
import { findSeries } from './series.ts'
import { agendaItems, type AgendaItem, type Meeting } from './tables.ts'
import type { PreparingViews } from './preparing-views.ts'

const anybody = { value: '', label: 'Chọn người' }
const anyUnit = { value: '', label: 'Chọn đơn vị' }
/** Stands for every unit that stands today but the leaders. */
export const everyUnit = '*'

export async function newPage(c: Ask, form?: Form): Promise<PreparingViews['meetings/new']> {
  const { store: { read: db }, user } = c.var
  return { form: form ?? filled({ startsAt: '08:00', minutes: 60, secretaryId: user.id }), people: [anybody, ...await personOptions(db)] }
}

export interface Forms { form?: Form; itemForm?: Form; guestForm?: Form; stepForm?: Form }

export async function editPage(c: Ask, meeting: Meeting, { form, itemForm, guestForm, stepForm }: Forms = {}): Promise<PreparingViews['meetings/edit']> {
  const { store: { read: db }, user } = c.var
  const { title, on, startsAt, minutes, place, link, chairId, secretaryId, note } = meeting
  const people = await personOptions(db)
  const units = await unitOptions(db)
  const names = await unitNames(db)
  const guests = await guestsOf(db, meeting.id)
  const waiting = (await waitingItems(db, user)).filter(({ seriesId }) => seriesId === null || seriesId === meeting.seriesId)
  const automatic = meeting.state === 'draft' && meeting.seriesId !== null && (await findSeries(db, meeting.seriesId)).prepareDays > 0
  return {
    id: meeting.id, head: await headOf(db, meeting, 'edit', user), revision: meeting.revision,
    form: form ?? filled({ title, on, startsAt, minutes, place, link, chairId, secretaryId, note }),
    itemForm: itemForm ?? filled({ minutes: 10 }), guestForm: guestForm ?? blank, stepForm: stepForm ?? blank,
    people: [anybody, ...people], units: [anyUnit, ...units], invitable: [anyUnit, { value: everyUnit, label: 'Tất cả phòng, đơn vị' }, ...units],
    draft: meeting.state === 'draft', past: on < today(), begun: meeting.beganAt !== null, automatic, adding: c.req.query('add') === 'item',
    agenda: await agendaShown(db, user, meeting), waiting: waiting.length,
    guests: guests.map(guest => ({
      id: guest.id, name: guest.name, removable: guest.attendance === null,
      detail: [guest.title, names.get(guest.unitId ?? '') ?? (guest.personId ? '' : 'khách mời')].filter(Boolean).join(', '),
    })),
  }
}

/** Where an item of a meeting may go, to choose from. */
export async function targetOptions(db: Read, user: User, meeting: Meeting): Promise<{ value: string; label: string }[]> {
  const isNext = (target: Meeting, at: number) => at === 0 && target.seriesId !== null && target.seriesId === meeting.seriesId
  const targets = (await targetsOf(db, user, meeting))
    .map((target, at) => ({ value: target.id, label: `${isNext(target, at) ? 'Kỳ sau: ' : ''}${target.title}, ${weekday(target.on)}` }))
  return [...targets, { value: '', label: 'Danh sách đề xuất, chờ xếp' }]
}

export async function itemPage(c: Ask, meeting: Meeting, item: AgendaItem, form?: Form): Promise<PreparingViews['meetings/item']> {
  const { store: { read: db }, user } = c.var
  const shown = (await agendaShown(db, user, meeting)).items.find(({ id }) => id === item.id)
  const { title, body, presenterId, unitId, minutes } = item
  return {
    meeting: { id: meeting.id, title: meeting.title, on: meeting.on, open: isOpen(meeting) }, id: item.id, title, revision: item.revision,
    form: form ?? filled({ title, body, presenterId, unitId, minutes }), people: [anybody, ...await personOptions(db)], units: [anyUnit, ...await unitOptions(db)],
    papers: shown?.papers ?? [], editable: isOpen(meeting) && item.state !== 'moved', mayMove: !await isFrozen(db, meeting.id),
    gone: item.state === 'moved' ? item.stateReason ?? '' : null, targets: await targetOptions(db, user, meeting),
  }
}

const most = 20

export async function documentsPage(c: Ask, meeting: Meeting, itemId: string, q: string, form: Form = blank): Promise<PreparingViews['meetings/documents']> {
  const { store: { read: db }, user } = c.var
  const [item] = itemId ? await db.select().from(agendaItems).where(and(eq(agendaItems.id, itemId), eq(agendaItems.meetingId, meeting.id))) : []
  const found = await documentsLike(db, user, q, most + 1)
  return {
    meeting: { id: meeting.id, title: meeting.title }, item: item ? { id: item.id, title: item.title } : null, q, form, more: found.length > most,
    found: found.slice(0, most).map(document => ({
      id: document.id, subject: document.subject, words: [numberInWords(document), document.issuer, document.fileName ?? 'chưa có tệp'].filter(Boolean).join(' · '),
    })),
  }
}
