// Makes notices out of events: keeps its place, and given the same event twice tells nobody twice.
import { eq, inArray } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import { dayOf } from '../clock.ts'
import type { Config } from '../config.ts'
import { eventsAfter, lastEventNumber } from '../events/events.ts'
import type { Follower } from '../events/followers.ts'
import type { Event } from '../events/tables.ts'
import type { Store, Write } from '../store/store.ts'
import { queueAtOnce } from './mail.ts'
import { toldBy, toldKinds } from './rules.ts'
import { clockStarts, noticePositions, notices, noticeSettings } from './tables.ts'

const place = 'notices'

/** The follower, from where it stood; an office that had events before it had notices begins with the next one. */
export async function openTelling(store: Store, config: Config): Promise<Follower> {
  const [kept] = await store.read.select().from(noticePositions).where(eq(noticePositions.id, place))
  const from = kept?.number ?? await lastEventNumber(store.read)
  if (!kept) await store.write(async db => { await db.insert(noticePositions).values({ id: place, number: from }).onConflictDoNothing() })
  return {
    name: place, from,
    async follow(batch) {
      const telling = batch.some(({ subjectKind }) => toldKinds.includes(subjectKind))
      // Most events tell nobody: their place is kept with the next ones that do.
      if (!telling) return
      await store.write(async db => {
        for (const event of batch) await tellOf(db, event, Boolean(config.mail))
        await db.update(noticePositions).set({ number: batch.at(-1)!.number }).where(eq(noticePositions.id, place))
      })
    },
  }
}

/** Makes the notices of one event, and queues mail for the urgent ones; those with `mailedAt` are read and mailed already. Returns how many were new. */
export async function tellOf(db: Write, event: Event, mailing: boolean, mailedAt: Date | null = null): Promise<number> {
  if (event.action === 'task reopened') {
    const on = dayOf(event.at)
    await db.insert(clockStarts).values({ id: event.subjectId, on }).onConflictDoUpdate({ target: clockStarts.id, set: { on } })
  }
  const told = await toldBy(db, event)
  if (!told.length) return 0
  const known = await db.select({ id: people.id, email: people.email, demo: people.demo, leftOn: people.leftOn }).from(people).where(inArray(people.id, told.map(({ personId }) => personId)))
  const settings = await db.select().from(noticeSettings).where(inArray(noticeSettings.id, known.map(({ id }) => id)))
  let made = 0
  for (const { personId, kind, reason, urgent } of told) {
    const person = known.find(({ id }) => id === personId)
    const wants = settings.find(one => one.id === personId)
    if (!person || wants?.muted.includes(kind)) continue
    const id = `${event.number}-${personId}`
    const row = { id, personId, event: event.number, kind, reason, subjectKind: event.subjectKind, subjectId: event.subjectId, at: event.at, readAt: mailedAt, mailedAt }
    if (!(await db.insert(notices).values(row).onConflictDoNothing().returning({ id: notices.id })).length) continue
    made++
    if (!mailing || !urgent || !person.email || person.demo || person.leftOn || wants?.immediate === false || wants?.unmailed.includes(kind)) continue
    await queueAtOnce(db, personId, id)
  }
  return made
}

/** Makes what is missing among the notices of all events, without mail: what is old is read and mailed already. Returns how many. */
export async function retell(store: Store): Promise<number> {
  let made = 0
  for (let from = 0; ;) {
    const batch = await eventsAfter(store.read, from, 200)
    if (!batch.length) return made
    made += await store.write(async db => {
      let count = 0
      for (const event of batch) count += await tellOf(db, event, false, event.at)
      return count
    })
    from = batch.at(-1)!.number
  }
}
