// One transaction: begin, work, commit or roll back, with a handle that dies at its end; and the turns writers take.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Conflict, type Write } from './store.ts'

const writing = new AsyncLocalStorage<object>()

/**
 * Runs `work` between begin and commit. Throws when `owner` is already writing in this call chain: the inner write
 * would wait for the outer one for ever.
 */
export async function transaction<T>(owner: object, db: Write, run: (statement: string) => Promise<void> | void, begin: string[], work: (db: Write) => Promise<T>): Promise<T> {
  let over = false
  const handle = new Proxy(db as object, {
    get(target, key) {
      // A forgotten await would otherwise write after the commit, outside any transaction.
      if (over) throw new Error('the transaction is over: a query was not awaited')
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as Write
  for (const statement of begin) await run(statement)
  try {
    const result = await writing.run(owner, () => work(handle))
    over = true
    await run('commit')
    return result
  } catch (error) {
    over = true
    await Promise.resolve(run('rollback')).catch(() => {})
    throw translated(error)
  }
}

export function refuseNested(owner: object): void {
  if (writing.getStore() === owner) throw new Error('store.write inside store.write: pass `db` on instead')
}

/** Lets one caller at a time through, in the order of arrival. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work)
    this.#last = mine.catch(() => {})
    return mine
  }
}

/** The driver's error code, however deep drizzle has wrapped it. */
export function codeOf(error: unknown): string {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined, depth = 0; e && depth < 5; e = e.cause as typeof e, depth++) {
    if (typeof e.code === 'string') return e.code
  }
  return ''
}

const kinds: Record<string, Conflict['kind']> = {
  '23505': 'unique', '23503': 'reference', '23514': 'other', '23502': 'other',
  SQLITE_CONSTRAINT_UNIQUE: 'unique', SQLITE_CONSTRAINT_PRIMARYKEY: 'unique', SQLITE_CONSTRAINT_FOREIGNKEY: 'reference',
  SQLITE_CONSTRAINT_CHECK: 'other', SQLITE_CONSTRAINT_NOTNULL: 'other',
}

function translated(error: unknown): unknown {
  const kind = kinds[codeOf(error)]
  return kind && !(error instanceof Conflict) ? new Conflict(kind, error) : error
}
