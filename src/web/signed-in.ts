// From the cookie to the person: who is asking, whether this address is open to them, and where an expired session goes.
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { User } from '../accounts/accounts.ts'
import { countsFor, deskOf, forgetDesk } from '../desk/counts.ts'
import { addresses, may } from '../policy.ts'
import { NotAllowed } from '../errors.ts'
import { unreadCount } from '../notifications/inbox.ts'
import { mustHaveSecondFactor } from '../second-factor/second-factors.ts'
import { showSignIn } from '../accounts/signing-in.ts'
import type { Ask, Portal } from './context.ts'

export const sessionCookie = (tls: boolean): string => (tls ? '__Host-phien' : 'phien')

// A page left open asks for these for ever: that must not keep the session alive.
const quiet = /^\/(notices\/(bell|list)|meetings\/[^/]+\/room\/changes)$/

/** Sets `user`, `sessionId` and `demo`; a request without a valid session goes on without a user. */
export const signedIn = createMiddleware<Portal>(async (c, next) => {
  const { config, sessions } = c.var
  const { demo, known } = await sessions.look(getCookie(c, sessionCookie(config.tls)), quiet.test(c.req.path))
  c.set('demo', demo)
  if (known) {
    c.set('user', known.user)
    c.set('sessionId', known.session.id)
    c.set('secondFactor', known.secondFactor)
  }
  await next()
})

/** The address this request is for, as it stands in the policy: 'GET /procedures/:id'; undefined when there is none. */
export function addressOf(c: Ask): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  return route && `${route.method} ${route.path}`
}

/** Sets `counts` and `unread`, which the navigation and the bell of every whole page show. Pages that list what waits look anew. */
export const counted = createMiddleware<Portal>(async (c, next) => {
  const user = c.get('user') as User | undefined
  if (!user) return next()
  const { store, sessions } = c.var
  if (c.req.method === 'GET' && listing.includes(c.req.path)) await deskOf(store, user, sessions.event)
  if (c.req.header('HX-Request') === undefined) {
    c.set('counts', await countsFor(store, user, sessions.event))
    c.set('unread', await unreadCount(store.read, user.id))
  }
  await next()
  if (c.req.method !== 'GET') forgetDesk(store, user)
})

/** Pages that show what waits as it stands. */
const listing = ['/', '/desk', '/work']

/** Nothing else opens to who must have a second factor and has none. */
function toSecondFactor(c: Ask) {
  if (c.req.header('HX-Request-Type') !== 'partial') return c.redirect('/me/second-factor', 303)
  c.header('HX-Redirect', '/me/second-factor')
  return c.body(null, 204)
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
  if (!c.var.secondFactor && mustHaveSecondFactor(c.var.config.secondFactor, user) && !address.includes(' /me/second-factor')) return toSecondFactor(c)
  return next()
})
