// The way of one enquiry as its page shows it: state, clock, next steps, links and history; and what is late, by unit.
import { asc } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { now, today } from '../clock.ts'
import { historyOf } from '../events/audit.ts'
import { answerersOf } from '../learning/handing-over.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { mayAnswer, mayHandle, mayRoute, proposedUnit } from './assigning.ts'
import { clockOf, dueInWords, isOpen, isVeryLate, lateWhere, veryLateBefore } from './clock.ts'
import { mayClose, mayReopen } from './closing.ts'
import type { FlowShown, LateRow, LateUnit } from './flow-views.ts'
import { linkedTo, type Linked } from './linking.ts'
import { pausesOf } from './pausing.ts'
import { enquiries, type Enquiry, type EnquiryState } from './tables.ts'
import { channelNames, numberOf, stateStatus } from './words.ts'

const linkNames: Record<Linked['kind'], string> = { 'merged there': 'câu chính, trả lời cho cả câu đang xem', 'merged here': 'gộp vào đây, nhận cùng câu trả lời', duplicate: 'trùng', related: 'liên quan' }
const stations: [EnquiryState, string][] = [['received', 'Tiếp nhận'], ['assigned', 'Giao đơn vị'], ['answering', 'Trả lời'], ['checking', 'Kiểm'], ['answered', 'Đã trả lời'], ['closed', 'Đóng']]

function mayDo(user: User, enquiry: Enquiry): FlowShown['may'] {
  const { state, pausedAt, answeredAt, closedAt, unitId } = enquiry
  const open = isOpen(enquiry)
  const [routes, handles] = [mayRoute(user, enquiry), mayHandle(user, enquiry)]
  return {
    give: open && routes, name: open && routes && unitId !== null, begin: open && unitId !== null && (state === 'received' || state === 'assigned') && mayAnswer(user, enquiry),
    pause: open && handles && !pausedAt && state !== 'checking', resume: open && handles && pausedAt !== null, link: handles, merge: open && routes,
    separate: state === 'merged' && !answeredAt && routes, close: state === 'answered' && mayClose(user, enquiry), closeWithout: open && mayClose(user, enquiry),
    reopen: !open && mayReopen(user) && (state !== 'merged' || answeredAt !== null || closedAt !== null),
  }
}

/** All that the page of an enquiry says of its way. `form`: one of its forms that could not be written, with what was typed. */
export async function flowOf(c: Ask, enquiry: Enquiry, form: Form): Promise<FlowShown> {
  const { store: { read: db }, user, config } = c.var
  const calendar = await loadCalendar(db)
  const [pauses, linked] = [await pausesOf(db, enquiry.id), await linkedTo(db, enquiry)]
  const may = mayDo(user, enquiry)
  const able = may.name ? await answerersOf(db, enquiry.unitId!, today()) : []
  const names = await namesOfPeople(db, [...new Set([...able, ...pauses.map(({ byId }) => byId), ...enquiry.personId ? [enquiry.personId] : []])])
  const into = linked.find(({ kind }) => kind === 'merged there')?.enquiry ?? null
  const followers = linked.filter(({ kind }) => kind === 'merged here').map(one => numberOf(one.enquiry))
  const at = stations.findIndex(([state]) => state === enquiry.state)
  return {
    id: enquiry.id, revision: enquiry.revision, status: stateStatus(enquiry.state), clock: clockOf(calendar, enquiry, config), due: dueInWords(calendar, enquiry, pauses), outcome: outcomeOf(enquiry),
    unit: enquiry.unitId && ((await unitNames(db)).get(enquiry.unitId) ?? 'Đơn vị không còn trong danh mục'),
    person: enquiry.personId && (names.get(enquiry.personId) ?? 'Người không còn trong danh bạ'),
    stations: at < 0 ? [] : stations.map(([, label], place) => ({ label, at: place < at || enquiry.state === 'closed' && place === at ? 'done' : place === at ? 'now' : 'ahead' })),
    paused: enquiry.pausedAt && (pauses.findLast(({ to }) => to === null)?.reason ?? ''),
    pauses: pauses.map(({ reason, from, to, byId }) => ({ reason, from, to, by: names.get(byId) ?? 'Người không còn trong danh bạ' })),
    into: into && { href: `/enquiries/${into.id}`, number: numberOf(into) },
    follows: into ? `Câu này đã gộp vào ${numberOf(into)}: câu trả lời của câu ấy là câu trả lời cho người hỏi câu này.`
      : followers.length ? `${followers.join(', ')} đã gộp vào đây: gửi câu trả lời là trả lời cho người hỏi của cả ${followers.length + 1} câu.` : null,
    linked: linked.map(({ enquiry: one, kind }) => ({
      id: one.id, href: `/enquiries/${one.id}`, number: numberOf(one), question: one.question.slice(0, 200), kind: linkNames[kind], status: stateStatus(one.state), unlinks: may.link && (kind === 'duplicate' || kind === 'related'),
    })),
    may, next: may.give && !enquiry.unitId ? 'unit' : may.name && !enquiry.personId && enquiry.state === 'assigned' ? 'person' : null,
    failed: Object.keys(form.errors).length ? { name: form.values.step ?? '', form } : null,
    units: may.give ? await unitOptions(db) : [], proposed: may.give && !enquiry.unitId ? await proposedUnit(db, enquiry.procedureId) : null,
    people: able.map(id => ({ value: id, label: names.get(id) ?? id })).toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
    history: await historyOf(db, 'enquiry', enquiry.id, 100),
  }
}

function outcomeOf({ answeredAt, onTime, closedAt, settlement }: Enquiry): string | null {
  if (settlement === 'none' && closedAt) return `Đóng lúc ${momentInWords(closedAt)} mà không trả lời`
  if (!answeredAt) return null
  return `Trả lời lần đầu lúc ${momentInWords(answeredAt)}, ${onTime ? 'đúng hạn' : 'trễ hạn'}${settlement === 'assistant' ? ', bằng câu trả lời của trợ lý' : ''}`
}

/** Rows of one unit; the list shows the rest. */
const mostOfUnit = 10

/** What is late, by the unit that owes the answer, the latest first. */
export async function latePage(c: Ask) {
  const { store: { read: db }, config } = c.var
  const calendar = await loadCalendar(db)
  const rows = await db.select().from(enquiries).where(lateWhere(now())).orderBy(asc(enquiries.dueAt)).limit(2_000)
  const names = await namesOfPeople(db, [...new Set(rows.flatMap(({ personId }) => personId ?? []))])
  const namesOfUnits = await unitNames(db)
  const before = veryLateBefore(calendar, now(), config)
  const row = (one: Enquiry): LateRow => ({
    href: `/enquiries/${one.id}`, number: numberOf(one), question: one.question.slice(0, 200), channel: channelNames[one.channel], due: one.dueAt,
    person: one.personId ? names.get(one.personId) ?? '' : 'chưa giao người', clock: clockOf(calendar, one, config)!,
  })
  const units = [...Map.groupBy(rows, ({ unitId }) => unitId ?? '')].map(([unitId, own]): LateUnit => ({
    name: unitId ? namesOfUnits.get(unitId) ?? 'Đơn vị không còn trong danh mục' : 'Chưa giao đơn vị', late: own.length, veryLate: own.filter(one => isVeryLate(one, before)).length,
    rows: own.slice(0, mostOfUnit).map(row), more: Math.max(0, own.length - mostOfUnit), href: `/enquiries?${new URLSearchParams({ late: 'late', ...unitId ? { unit: unitId } : {} }).toString()}`,
  })).toSorted((a, b) => b.veryLate - a.veryLate || b.late - a.late)
  const very = units.reduce((sum, { veryLate }) => sum + veryLate, 0)
  return page(c, 'Câu hỏi trễ hạn', 'enquiries/late', {
    units, sentence: rows.length ? `${number(rows.length)} câu trễ hạn, ${number(very)} câu quá trễ (quá ${config.enquiryVeryLateDays} ngày làm việc), lúc ${momentInWords(now())}.` : 'Không có câu nào trễ hạn.',
  })
}
