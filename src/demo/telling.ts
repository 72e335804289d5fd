// Telling a history: steps gathered from everywhere, then done in the order of their moments, the office's clock set to each.
import { eq } from 'drizzle-orm'
import { userOf, type User } from '../accounts/accounts.ts'
import { delegations, people, postings, roleHoldings } from '../accounts/tables.ts'
import { addDays, tellAt } from '../clock.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import type { KeptFile } from '../evidence/files.ts'
import type { Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import type { TaskTold } from './story.ts'

/** What data/demo calls by keys, and the office as its papers name it. */
export interface Known { units: Map<string, string>; people: Map<string, string>; files: Map<string, KeptFile>; office: Config['office'] }

export const rules: AssigningRules = { receiptHours: 16 }

/** The id of what data/demo calls by this key. */
export function idOf<T>(known: Map<string, T>, key: string): T {
  const found = known.get(key)
  if (found === undefined) throw new Error(`data/demo: nothing is called "${key}"`)
  return found
}

export class Telling {
  readonly db: Write
  readonly known: Known
  /** Ids of what was told so far. */
  readonly plans = new Map<string, string>()
  readonly tasks = new Map<TaskTold, string>()
  readonly #steps: { at: Date; act: () => Promise<void> }[] = []
  readonly #users = new Map<string, User>()
  #turningDays = new Map<string, string[]>()
  #subjects = 0
  #minutes = 0

  constructor(db: Write, known: Known) {
    this.db = db
    this.known = known
  }

  /** The next steps are of another subject. Each has minutes of its own, so that what happened to many on one day stands in an order; 0: its times are exact. */
  turnTo(minutes = ++this.#subjects % 25): void { this.#minutes = minutes }

  /** Adds what happens on a day at a time ('08:15') in Vietnam; `what` names it where it cannot have been so. */
  step(on: string, time: string, what: string, act: () => Promise<unknown>): void {
    this.#steps.push({
      at: new Date(Date.parse(`${on}T${time}:00+07:00`) + this.#minutes * 60_000),
      act: async () => {
        try { await act() } catch (error) {
          const why = error instanceof Invalid ? Object.values(error.errors).join(' ') : error instanceof Error ? error.message : String(error)
          throw new Error(`data/demo: “${what}” cannot have been so on ${on}: ${why}`, { cause: error })
        }
      },
    })
  }

  /** Does all steps within `around`; `first` comes before them. Throws with the subject's name where the story cannot have been so. */
  async tell(first: () => Promise<void>, around: (steps: () => Promise<void>) => Promise<void>): Promise<void> {
    const steps = this.#steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    if (!steps.length) return
    this.#turningDays = await turningDaysOf(this.db)
    try {
      tellAt(new Date(steps[0]!.at.getTime() - 3_600_000))
      await first()
      await around(async () => {
        for (const { at, act } of steps) {
          tellAt(at)
          await act()
        }
      })
    } finally { tellAt(null) }
  }

  unit(key: string): string { return idOf(this.known.units, key) }
  taskId(told: TaskTold): string { return this.tasks.get(told)! }
  person(key: string): string { return idOf(this.known.people, key) }

  /** The person with the roles of that day. */
  async user(key: string, on: string): Promise<User> {
    const place = `${key} ${this.#turningDays.get(this.person(key))?.findLast(day => day <= on)}`
    if (!this.#users.has(place)) {
      const [person] = await this.db.select().from(people).where(eq(people.id, this.person(key)))
      this.#users.set(place, await userOf(this.db, person!))
    }
    return this.#users.get(place)!
  }
}

/** By person, the days on which their place or roles change, lent ones too: between them they need not be read again. */
async function turningDaysOf(db: Write): Promise<Map<string, string[]>> {
  const spans = [
    ...await db.select({ id: postings.personId, since: postings.since, until: postings.until }).from(postings),
    ...await db.select({ id: roleHoldings.personId, since: roleHoldings.since, until: roleHoldings.until }).from(roleHoldings),
    ...await db.select({ id: delegations.toId, since: delegations.since, until: delegations.until }).from(delegations),
  ]
  const daysOf = ({ since, until }: typeof spans[number]) => [since, ...(until ? [until, addDays(until, 1)] : [])]
  return new Map([...Map.groupBy(spans, ({ id }) => id)].map(([id, theirs]) => [id, theirs.flatMap(daysOf).toSorted()]))
}
