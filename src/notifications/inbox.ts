// A person's inbox: what they were told, in words made from the events, and what of it is read.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { now } from '../clock.ts'
import { portal } from '../events/events.ts'
import { sentenceOf } from '../events/sentences.ts'
import { events, type Event } from '../events/tables.ts'
import { may } from '../policy.ts'
import { plans } from '../plans/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { visibleTasks } from '../tasks/seeing.ts'
import { tasks } from '../tasks/tables.ts'
import { notices, type Notice, type NoticeKind } from './tables.ts'
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
  const titles = new Map([
    ...await db.select({ id: tasks.id, title: tasks.title }).from(tasks).where(and(inArray(tasks.id, ids), visibleTasks(db, user))),
    ...may(user, 'see plans') ? await db.select({ id: plans.id, title: plans.title }).from(plans).where(inArray(plans.id, ids)) : [],
  ].map(({ id, title }) => [id, title]))
  const names = await namesOfPeople(db, [...new Set([...happened.values()].map(({ actorId }) => actorId))])
  return found.flatMap(({ id, event, kind, reason, subjectKind, subjectId, at, readAt }) => {
    const what = happened.get(event)
    if (!what) return []
    const subject = titles.get(subjectId)
    const actor = what.actorId === portal.id ? 'Cổng' : names.get(what.actorId) ?? 'Người không còn trong danh bạ'
    const told = subject === undefined
      ? { subject: 'Mục này không còn mở với bạn', sentence: 'Việc đã chuyển sang đơn vị hay người khác, hoặc đã được gỡ.', href: null }
      : { subject, sentence: `${actor} ${sentenceOf({ ...what, details: thinned(what.details) })}`, href: `/${subjectKind}s/${subjectId}` }
    return [{ id, kind, kindName: noticeNames[kind], ...told, why: reasonWords[reason], at, read: readAt !== null }]
  })
}

/** Marks notices of the person as read: the given one, or all. Reading is no change of the office's: it leaves no event. Returns how many there are. */
export async function markRead(db: Write, personId: string, noticeId?: string): Promise<number> {
  const theirs = and(eq(notices.personId, personId), noticeId === undefined ? undefined : eq(notices.id, noticeId))
  await db.update(notices).set({ readAt: now() }).where(and(theirs, isNull(notices.readAt)))
  return db.$count(notices, theirs)
}

/** Marks everything the person was told of the same thing as read. Returns where it stands; undefined when the notice is not theirs. */
export async function openNotice(db: Write, personId: string, id: string): Promise<string | undefined> {
  const [found] = await db.select().from(notices).where(and(eq(notices.id, id), eq(notices.personId, personId)))
  if (!found) return undefined
  await db.update(notices).set({ readAt: now() }).where(and(eq(notices.personId, personId), eq(notices.subjectId, found.subjectId), isNull(notices.readAt)))
  return `/${found.subjectKind}s/${found.subjectId}`
}
