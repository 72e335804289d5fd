// Who is signed in, remembered between requests until an event may have changed it.
import { and, gt, inArray } from 'drizzle-orm'
import { realNow, today } from '../clock.ts'
import { lastEventNumber, type SubjectKind } from '../events/events.ts'
import { events } from '../events/tables.ts'
import { demoOf, type Demo } from '../office/demo.ts'
import { secondFactorOf } from '../second-factor/second-factors.ts'
import type { Read, Store } from '../store/store.ts'
import { userOf, type User } from './accounts.ts'
import { fingerprint, needsTouch, sessionOf, touchSession } from './sessions.ts'
import type { Session } from './tables.ts'

interface Known { session: Session; user: User; secondFactor: boolean }

/** Kinds of events after which somebody may have other rights, another unit or no session any more. */
const kinds: SubjectKind[] = ['person', 'session', 'unit', 'office', 'delegation', 'import']
const most = 2_000

export class KnownSessions {
  #store: Store
  #hours: number
  #known = new Map<string, Known>()
  #demo: Demo | null | undefined
  #event = -1
  #day = ''
  /** Rises each time all is forgotten, so that what was read before is not remembered after. */
  #age = 0

  /** Number of the last event that the last look knew of. */
  get event(): number { return this.#event }

  constructor(store: Store, hours: number) { this.#store = store; this.#hours = hours }

  /** The demo's state, and the session and the user for a cookie's token; no user when nobody is signed in by it. */
  async look(token: string | undefined, quiet = false): Promise<{ demo: Demo | null; known: Known | undefined }> {
    await this.#forgetWhatChanged(this.#store.read)
    const age = this.#age
    const demo = this.#demo === undefined ? await demoOf(this.#store.read) : this.#demo
    if (age === this.#age) this.#demo = demo
    return { demo, known: token ? await this.#of(token, quiet) : undefined }
  }

  async #of(token: string, quiet: boolean): Promise<Known | undefined> {
    const id = fingerprint(token)
    let known = this.#known.get(id)
    // A session remembered here still ends by time.
    if (known && realNow().getTime() - known.session.seenAt.getTime() >= this.#hours * 3_600_000) known = undefined
    if (!known) {
      const age = this.#age
      const found = await sessionOf(this.#store.read, token, this.#hours)
      if (!found) { this.#known.delete(id); return undefined }
      known = { session: found.session, user: await userOf(this.#store.read, found.person), secondFactor: await secondFactorOf(this.#store.read, found.person.id) !== undefined }
      if (age === this.#age) this.#remember(id, known)
    }
    if (!quiet && needsTouch(known.session)) {
      await this.#store.write(db => touchSession(db, id))
      known.session = { ...known.session, seenAt: realNow() }
    }
    return known
  }

  #remember(id: string, known: Known): void {
    if (this.#known.size >= most) this.#known.clear()
    this.#known.set(id, known)
  }

  /** Forgets everything when the day changed or an event since the last look speaks of people, units or the office. */
  async #forgetWhatChanged(db: Read): Promise<void> {
    const day = today()
    const last = await lastEventNumber(db)
    if (last === this.#event && day === this.#day) return
    const since = this.#event
    const touched = since < 0 || last < since || day !== this.#day
      || (await db.select({ number: events.number }).from(events).where(and(gt(events.number, since), inArray(events.subjectKind, kinds))).limit(1)).length > 0
    if (touched) {
      this.#known.clear()
      this.#demo = undefined
      this.#age++
    }
    this.#event = last
    this.#day = day
  }
}
