// What every handler can reach: who is asking, the store, the settings, the assistant's index.
import { Hono, type Context } from 'hono'
import type { User } from '../accounts/accounts.ts'
import type { Indexing } from '../assistant/indexing.ts'
import type { KnownSessions } from '../accounts/known-sessions.ts'
import type { Provider } from '../accounts/oidc.ts'
import type { Tries } from '../accounts/tries.ts'
import type { Config } from '../config.ts'
import type { Counts } from '../desk/counts.ts'
import type { Demo } from '../office/demo.ts'
import type { Sealing } from '../sealing.ts'
import type { Store } from '../store/store.ts'

/** What the whole portal is made of; main.ts and the tests put it together. */
export interface Parts {
  config: Config
  /** The address it listens on until it is started again. */
  host: string
  store: Store
  /** Who is signed in. */
  sessions: KnownSessions
  /** Wrong passwords by client address. */
  tries: Tries
  /** By which people sign in elsewhere; null where none is set up. */
  provider: Provider
  /** Encrypts what the portal must read again. */
  sealing: Sealing
  /** The assistant's index, and how it keeps step with the register. */
  indexing: Indexing
}

export interface Portal {
  Variables: Parts & {
    user: User
    /** Id of the session in use (its fingerprint). */
    sessionId: string
    /** Whether the user signs in with a code too. */
    secondFactor: boolean
    demo: Demo | null
    /** What waits for the user, by the addresses of the navigation. */
    counts?: Counts
    /** Notices that the user has not read. */
    unread?: number
  }
}
export type Ask = Context<Portal>

export const routes = () => new Hono<Portal>()
