// From the cookie to the person: who is asking, whether this address is open to them, and where an expired session goes.
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { userOf, type User } from '../accounts/accounts.ts'
import { needsTouch, sessionOf, touchSession } from '../accounts/sessions.ts'
import { demoOf } from '../office/demo.ts'
import { addresses, may } from '../policy.ts'
import { NotAllowed } from '../errors.ts'
import { showSignIn } from '../accounts/signing-in.ts'
import type { Ask, Portal } from './context.ts'

export const sessionCookie = (tls: boolean): string => (tls ? '__Host-phien' : 'phien')

/** Sets `user`, `sessionId` and `demo`; a request without a valid session goes on without a user. */
export const signedIn = createMiddleware<Portal>(async (c, next) => {
  const { config, store } = c.var
  c.set('demo', await demoOf(store.read))
  const token = getCookie(c, sessionCookie(config.tls))
  const found = token ? await sessionOf(store.read, token, config.sessionHours) : undefined
  if (found) {
    c.set('user', await userOf(store.read, found.person))
    c.set('sessionId', found.session.id)
    if (needsTouch(found.session)) await store.write(db => touchSession(db, found.session.id))
  }
  await next()
})

/** The address this request is for, as it stands in the policy: 'GET /procedures/:id'; undefined when there is none. */
export function addressOf(c: Ask): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  return route && `${route.method} ${route.path}`
}

/** Refuses what the policy does not open: every address must stand in its table. */
export const guarded = createMiddleware<Portal>(async (c, next) => {
  const address = addressOf(c)
  if (address === undefined) return next() // no such page: the 404 comes after
  const action = addresses[address]
  if (action === undefined) throw new Error(`the address "${address}" is missing in the table of policy.ts`)
  if (action === 'public') return next()
  const user = c.get('user') as User | undefined
  if (!user) return showSignIn(c)
  if (!may(user, action)) throw new NotAllowed()
  return next()
})
