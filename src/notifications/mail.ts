// Sending mail that waits as rows: tried again when it fails, given up after a day's tries, never lost when the process dies between.
import { and, asc, desc, eq, gte, inArray, lte, or } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { userOf } from '../accounts/accounts.ts'
import { people, type Person } from '../accounts/tables.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { nextWorkingMoment, withinWorkingHours } from '../calendar/working-days.ts'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { record, type Actor } from '../events/events.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { mostInDigest } from './digest.ts'
import { inWords } from './inbox.ts'
import { letterOf, withoutFreeText, type Letter } from './mail-words.ts'
import { mails, notices, type Mail } from './tables.ts'

const mostTries = 8
/** The server itself is away or refuses us: no other mail would fare better now. */
const serverProblems = ['ECONNECTION', 'ECONNREFUSED', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EPROXY']

/** What happens within so long goes out together: twelve tasks given in one save are one mail. */
const gatheredMs = 60_000

/** Queues a notice to be mailed at once, within office hours; with what waits for the same person and nobody has begun to send. */
export async function queueAtOnce(db: Write, personId: string, noticeId: string): Promise<void> {
  const nextAt = nextWorkingMoment(await loadCalendar(db), now())
  // A mail that is being sent has its time moved on; one that was tried already goes out as it was.
  const together = or(eq(mails.nextAt, nextAt), and(gte(mails.madeAt, new Date(now().getTime() - gatheredMs)), lte(mails.nextAt, now())))
  const [waiting] = await db.select().from(mails).where(and(eq(mails.personId, personId), eq(mails.kind, 'immediate'), eq(mails.state, 'waiting'), eq(mails.tries, 0), together)).limit(1)
  if (waiting) await db.update(mails).set({ noticeIds: [...waiting.noticeIds, noticeId] }).where(eq(mails.id, waiting.id))
  else await db.insert(mails).values({ id: `notice ${noticeId}`, personId, kind: 'immediate', noticeIds: [noticeId], state: 'waiting', madeAt: now(), nextAt }).onConflictDoNothing()
}

/**
 * Sends what waits, within office hours. A mail keeps its Message-ID over all tries, so that one that was sent just before
 * the process died is known to the receiving side. Throws nothing: what went wrong stands in the row. Returns how many went out.
 */
export async function sendMails(store: Store, { mail, publicOrigin }: Pick<Config, 'mail' | 'publicOrigin'>): Promise<number> {
  if (!mail || !withinWorkingHours(await loadCalendar(store.read), now())) return 0
  const due = await store.read.select({ mail: mails, person: people }).from(mails).innerJoin(people, eq(people.id, mails.personId))
    .where(and(eq(mails.state, 'waiting'), lte(mails.nextAt, now()))).orderBy(asc(mails.nextAt)).limit(100)
  if (!due.length) return 0
  const transport = createTransport({ url: mail.url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 })
  let sent = 0
  try {
    for (const { mail: { id }, person } of due) {
      // Another server may be at it: whoever moves its time on sends it, and if they die it comes up again.
      const claimed = await store.write(db => claim(db, id))
      if (!claimed) continue
      try {
        const letter = await letterFor(store.read, claimed, person, publicOrigin)
        if (letter) {
          const messageId = `<${id.replaceAll(' ', '.')}@${new URL(publicOrigin).hostname}>`
          await transport.sendMail({ from: mail.from, to: person.email!, messageId, ...letter, headers: { 'Auto-Submitted': 'auto-generated' } })
          sent++
        }
        await store.write(async db => {
          await db.update(mails).set({ state: 'sent', sentAt: now(), problem: null }).where(eq(mails.id, id))
          await db.update(notices).set({ mailedAt: now() }).where(inArray(notices.id, claimed.noticeIds))
        })
      } catch (error) {
        const problem = codeOf(error)
        await keepTrying(store, claimed, problem)
        if (serverProblems.includes(problem)) break
      }
    }
  } finally { transport.close() }
  return sent
}

/** The mail as it stands now: notices may have come to it while it waited. */
async function claim(db: Write, id: string): Promise<Mail | undefined> {
  const until = new Date(now().getTime() + 10 * 60_000)
  return (await db.update(mails).set({ nextAt: until }).where(and(eq(mails.id, id), eq(mails.state, 'waiting'), lte(mails.nextAt, now()))).returning())[0]
}

/** Null where nothing is left to tell: all was read in the portal in the meantime, or the person may not see it any more. */
async function letterFor(db: Read, { kind, noticeIds }: Mail, person: Person, origin: string): Promise<Letter | null> {
  if (!person.email || person.leftOn) return null
  const found = await db.select().from(notices).where(inArray(notices.id, noticeIds)).orderBy(asc(notices.event))
  const rows = (await inWords(db, await userOf(db, person), found, withoutFreeText)).filter(({ href, read }) => href !== null && (kind === 'immediate' || !read))
  return rows.length ? letterOf(kind, rows.slice(0, mostInDigest), Math.max(0, rows.length - mostInDigest), origin) : null
}

/** What went wrong as a code: neither the address of the server nor what it was told belongs into a row. */
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** Waits twice as long after each try, from two minutes; gives up after eight. */
async function keepTrying(store: Store, mail: Mail, problem: string): Promise<void> {
  const tries = mail.tries + 1
  const later = nextWorkingMoment(await loadCalendar(store.read), new Date(now().getTime() + 60_000 * 2 ** tries))
  await store.write(async db => { await db.update(mails).set({ tries, nextAt: later, problem, state: tries >= mostTries ? 'failed' : 'waiting' }).where(eq(mails.id, mail.id)) })
}

const problems: Record<string, string> = {
  EAUTH: 'Máy chủ thư không nhận tài khoản của cổng', ENOAUTH: 'Máy chủ thư đòi tài khoản', EENVELOPE: 'Máy chủ thư không nhận địa chỉ gửi hoặc địa chỉ nhận', EMESSAGE: 'Máy chủ thư không nhận nội dung',
  ETIMEDOUT: 'Máy chủ thư không trả lời kịp', ETLS: 'Không lập được đường truyền mã hóa với máy chủ thư', EDNS: 'Không tìm thấy tên máy chủ thư',
  ECONNECTION: 'Không nối được máy chủ thư', ECONNREFUSED: 'Không nối được máy chủ thư', ESOCKET: 'Không nối được máy chủ thư',
}
export const problemInWords = (problem: string | null): string => (problem === null ? '' : problems[problem] ?? `Máy chủ thư báo sự cố (${problem})`)

/** Mail that did not go out at once, the latest first. */
export const troubledMails = (db: Read, limit: number) =>
  db.select({ mail: mails, name: people.name, email: people.email }).from(mails).innerJoin(people, eq(people.id, mails.personId))
    .where(inArray(mails.state, ['waiting', 'failed'])).orderBy(desc(mails.madeAt)).limit(limit)

export const failedMails = (db: Read): Promise<number> => db.$count(mails, eq(mails.state, 'failed'))

/** Puts all mail that was given up back into the queue. Returns how many. */
export async function queueAgain(db: Write, by: Actor): Promise<number> {
  const again = await db.update(mails).set({ state: 'waiting', tries: 0, nextAt: now() }).where(eq(mails.state, 'failed')).returning({ id: mails.id })
  if (again.length) await record(db, by, 'mail queued again', 'office', 'mail', { mails: again.length })
  return again.length
}
