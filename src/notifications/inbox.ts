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
import { behind, countInWords, listOf, toldAlone, type Together } from './together.ts'
import { noticeNames, reasonWords } from './words.ts'

export interface NoticeRow {
  id: string
  event: number
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
  /** It stands for several, that are read with it. */
  together: boolean
}

export const unreadCount = (db: Read, personId: string): Promise<number> => db.$count(notices, and(eq(notices.personId, personId), isNull(notices.readAt)))

const which = (personId: string, groups: readonly Together[] | null): SQL | undefined =>
  and(eq(notices.personId, personId), groups ? toldAlone(groups) : undefined)

/** How many notices a list has: all, or those not read but for what is told as one (`groups`). */
export const noticeCount = (db: Read, personId: string, groups: readonly Together[] | null): Promise<number> => db.$count(notices, which(personId, groups))

/** The person's notices, the latest first: all of them, or those not read, what is told as one (`groups`) before the others. */
export async function noticesOf(
  db: Read, user: User, { groups, limit, offset }: { groups: readonly Together[] | null; limit: number; offset: number },
): Promise<NoticeRow[]> {
  const newest = offset || !groups?.length ? [] : await db.select().from(notices)
    .where(and(eq(notices.personId, user.id), inArray(notices.event, groups.map(group => group.newest)))).orderBy(desc(notices.event))
  const first = (await inWords(db, user, newest)).map((row): NoticeRow => {
    const group = groups!.find(one => row.event === one.newest)!
    return { ...row, subject: countInWords(group), sentence: `Mới nhất: ${row.sentence} (${row.subject})`, together: true }
  })
  const rest = await db.select().from(notices).where(which(user.id, groups)).orderBy(desc(notices.event)).limit(limit).offset(offset)
  return [...first, ...await inWords(db, user, rest)]
}

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
    return [{ id, event, kind, kindName: noticeNames[kind], ...told, why: reasonWords[reason], at, read: readAt !== null, together: false }]
  })
}

/**
 * Marks notices of the person as read: the given one, with those that it stands for, or all. Reading is no change of the office's: it
 * leaves no event. Returns how many there are.
 */
export async function markRead(db: Write, personId: string, noticeId?: string, together = false): Promise<number> {
  const theirs = eq(notices.personId, personId)
  const [notice] = noticeId === undefined ? [] : await db.select().from(notices).where(and(theirs, eq(notices.id, noticeId)))
  if (noticeId !== undefined && !notice) return 0
  const which = and(theirs, !notice ? undefined : together ? behind(notice) : eq(notices.id, notice.id))
  await db.update(notices).set({ readAt: now() }).where(and(which, isNull(notices.readAt)))
  return notice ? 1 : db.$count(notices, theirs)
}

/** Marks everything the person was told of the same page as read, or what the notice stands for. Returns the address; undefined when it is not theirs. */
export async function openNotice(db: Write, user: User, id: string, together = false): Promise<string | undefined> {
  const theirs = (which: SQL | undefined) => db.select({ notice: notices, event: events }).from(notices)
    .innerJoin(events, eq(events.number, notices.event)).where(and(eq(notices.personId, user.id), which))
  const [found] = await theirs(eq(notices.id, id))
  if (!found) return undefined
  if (together) {
    await markRead(db, user.id, id, true)
    return listOf(user, found.notice)
  }
  const place = placeOf(found.event)
  const same = (await theirs(and(eq(notices.subjectId, found.event.subjectId), isNull(notices.readAt)))).filter(({ event }) => placeOf(event) === place)
  await db.update(notices).set({ readAt: now() }).where(inArray(notices.id, same.map(one => one.notice.id)))
  return place
}
