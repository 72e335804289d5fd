// The morning digest: once a working day each person who has something unread that was not mailed yet gets one mail of it.
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { placeInDay, withinWorkingHours } from '../calendar/working-days.ts'
import { now, today } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Store, Write } from '../store/store.ts'
import { mails, noticePositions, notices } from './tables.ts'
import { wishesOf } from './wishes.ts'

/** More stay in the portal; the mail says how many. */
export const mostInDigest = 50

/** Queues the digests of today, once a day, from the digest's time on and within office hours. Returns how many. */
export async function queueDigests(store: Store, { mail, digestTime }: Pick<Config, 'mail' | 'digestTime'>): Promise<number> {
  const day = Number(today().replaceAll('-', ''))
  const [hours, minutes] = digestTime.split(':').map(Number)
  if (!mail || placeInDay(now()).minute < hours! * 60 + minutes! || !withinWorkingHours(await loadCalendar(store.read), now())) return 0
  if (await queuedOn(store.read) >= day) return 0
  return store.write(async db => {
    if (await queuedOn(db) >= day) return 0
    await db.insert(noticePositions).values({ id: 'digest', number: day }).onConflictDoUpdate({ target: noticePositions.id, set: { number: day } })
    const waiting = await db.selectDistinct({ id: people.id }).from(notices).innerJoin(people, eq(people.id, notices.personId))
      .where(and(isNull(notices.mailedAt), isNull(notices.readAt), isNotNull(people.email), isNull(people.leftOn), eq(people.demo, false)))
    let count = 0
    for (const { id } of waiting) if (await queueDigest(db, id)) count++
    return count
  })
}

const queuedOn = async (db: Pick<Store, 'read'>['read']): Promise<number> =>
  (await db.select().from(noticePositions).where(eq(noticePositions.id, 'digest')))[0]?.number ?? 0

async function queueDigest(db: Write, personId: string): Promise<boolean> {
  const { digest, ways } = await wishesOf(db, personId)
  if (!digest) return false
  const unread = await db.select({ id: notices.id, kind: notices.kind }).from(notices)
    .where(and(eq(notices.personId, personId), isNull(notices.mailedAt), isNull(notices.readAt))).orderBy(asc(notices.event))
  // What goes out by itself this morning is not told twice.
  const alone = new Set(unread.length ? (await db.select({ noticeIds: mails.noticeIds }).from(mails).where(and(eq(mails.state, 'waiting'), eq(mails.kind, 'immediate'), eq(mails.personId, personId)))).flatMap(({ noticeIds }) => noticeIds) : [])
  const noticeIds = unread.filter(({ id, kind }) => ways[kind] === 'mail' && !alone.has(id)).map(({ id }) => id)
  if (!noticeIds.length) return false
  const row = { id: `digest ${personId} ${today()}`, personId, kind: 'digest' as const, noticeIds, state: 'waiting' as const, madeAt: now(), nextAt: now() }
  return (await db.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id })).length > 0
}
