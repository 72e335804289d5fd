// One step taken on many things: what becomes of each, and why nothing can of some. It can be tried without being kept.
import { Invalid, NotAllowed, NotFound } from './errors.ts'
import type { Store, Write } from './store/store.ts'

/** What would become of one thing, or why nothing can; `title` is how it is named in a list. */
export interface Outcome { id: string; title: string; said: string; refused: boolean }

/** Why a step was refused, in a sentence. Throws again what is no refusal. */
export function refusalIn(error: unknown): string {
  if (error instanceof Invalid) return Object.values(error.errors).join(' ')
  if (error instanceof NotAllowed || error instanceof NotFound) return error.message
  throw error
}

/** What `work` gives now, in a transaction of which nothing is kept. */
export async function tried<T>(store: Store, work: (db: Write) => Promise<T>): Promise<T> {
  let given: { value: T } | undefined
  class Tried extends Error {}
  try {
    await store.write(async db => {
      given = { value: await work(db) }
      throw new Tried()
    })
  } catch (error) { if (!(error instanceof Tried)) throw error }
  return given!.value
}
