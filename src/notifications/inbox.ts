// A person's inbox: what they were told, in words made from the events, and what of it is read.
import { and, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { now } from '../clock.ts'
import { portal } from '../events/events.ts'
import { sentenceOf } from '../events/sentences.ts'
import { events, type Event } from '../events/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { notices, type Notice, type NoticeKind } from './tables.ts'
import { placeOf, titlesFor } from './places.ts'
import { noticeNames, reasonWords } from './words.ts'

export interface NoticeRow {
  id: string
  kind: NoticeKind
  kindName: string
  /** Who did what: 'Lê Thị Lan đã giao nhiệm vụ, hạn 30/11/2026'. */
  sentence: string
  subject: string
  /** Null where the person may not see any more what it speaks of. */
  href: string | null
  why: string
  at: Date
  read: boolean
}

export const unreadCount = (db: Read, personId: string): Promise<number> => db.$count(notices, and(eq(notices.personId, personId), isNull(notices.readAt)))

/** The person's notices, the latest first; only those not read where `unread` is set. */
export async function noticesOf(db: Read, user: User, { unread, limit, offset }: { unread: boolean; limit: number; offset: number }): Promise<NoticeRow[]> {
  const which = and(eq(notices.personId, user.id), unread ? isNull(notices.readAt) : undefined)
  return inWords(db, user, await db.select().from(notices).where(which).orderBy(desc(notices.event)).limit(limit).offset(offset))
}

export const noticeCount = (db: Read, personId: string): Promise<number> => db.$count(notices, eq(notices.personId, personId))

/** Notices with their words, in the order given. `details` may be thinned out before they become words. */
export async function inWords(db: Read, user: User, found: readonly Notice[], thinned: (details: Event['details']) => Event['details'] = details => details): Promise<NoticeRow[]> {
  if (!found.length) return []
  const happened = new Map((await db.select().from(events).where(inArray(events.number, found.map(({ event }) => event)))).map(event => [event.number, event]))
  const ids = [...new Set(found.map(({ subjectId }) => subjectId))]
  const titles = await titlesFor(db, user, ids)
  const names = await namesOfPeople(db, [...new Set([...happened.values()].map(({ actorId }) => actorId))])
  return found.flatMap(({ id, event, kind, reason, subjectId, at, readAt }) => {
    const what = happened.get(event)
    if (!what) return []
    const subject = titles.get(subjectId)
    const actor = what.actorId === portal.id ? 'Cổng' : names.get(what.actorId) ?? 'Người không còn trong danh bạ'
    const told = subject === undefined
      ? { subject: 'Mục này không còn mở với bạn', sentence: 'Việc đã chuyển sang đơn vị hay người khác, hoặc đã được gỡ.', href: null }
      : { subject, sentence: `${actor} ${sentenceOf({ ...what, details: thinned(what.details) })}`, href: placeOf(what) }
    return [{ id, kind, kindName: noticeNames[kind], ...told, why: reasonWords[reason], at, read: readAt !== null }]
  })
}

/** Marks notices of the person as read: the given one, or all. Reading is no change of the office's: it leaves no event. Returns how many there are. */
export async function markRead(db: Write, personId: string, noticeId?: string): Promise<number> {
  const theirs = and(eq(notices.personId, personId), noticeId === undefined ? undefined : eq(notices.id, noticeId))
  await db.update(notices).set({ readAt: now() }).where(and(theirs, isNull(notices.readAt)))
  return db.$count(notices, theirs)
}

/** Marks everything the person was told of the same page as read. Returns its address; undefined when the notice is not theirs. */
export async function openNotice(db: Write, personId: string, id: string): Promise<string | undefined> {
  const theirs = (which: SQL | undefined) => db.select({ id: notices.id, event: events }).from(notices).innerJoin(events, eq(events.number, notices.event)).where(and(eq(notices.personId, personId), which))
  const [found] = await theirs(eq(notices.id, id))
  if (!found) return undefined
  const place = placeOf(found.event)
  const same = (await theirs(and(eq(notices.subjectId, found.event.subjectId), isNull(notices.readAt)))).filter(({ event }) => placeOf(event) === place)
  await db.update(notices).set({ readAt: now() }).where(inArray(notices.id, same.map(one => one.id)))
  return place
}
