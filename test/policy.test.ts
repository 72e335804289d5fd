// The policy as a table: printed role by role, held to what was agreed, and covering every address.
import { expect, test } from 'vitest'
import { actions, actor, addresses, may, reach, reachOf, roles } from '../src/policy.ts'
import type { HeldRole, User } from '../src/accounts/accounts.ts'
import { openPortal } from './portal.ts'

const held = (role: HeldRole['role'], more: Partial<HeldRole> = {}): HeldRole => ({ role, unitIds: ['merit'], fields: [], lentById: null, ...more })
const user = (...held: HeldRole[]): User => ({ id: 'someone', name: '', unitId: 'merit', unitName: '', title: null, roles: held, demo: false, preferences: {} })

test('the whole policy, role by role', () => {
  const printed = Object.fromEntries(roles.map(role => [role, actions.filter(action => reachOf(role, action) !== '-').map(action => `${action}: ${reachOf(role, action)}`)]))
  expect(printed).toMatchSnapshot()
})

test('every address of the portal is in the table, and the table holds no others', async () => {
  const { app } = await openPortal()
  const routes = new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))
  routes.delete('GET /assets/:file') // answered before anybody is asked who they are
  expect([...routes].filter(route => !(route in addresses))).toEqual([])
  expect(Object.keys(addresses).filter(address => !routes.has(address))).toEqual([])
})

test('a person with several roles has the widest right of them', () => {
  expect(reach(user(held('staff'), held('procedureOfficer')), 'edit procedures')).toBe('any')
  expect(reach(user(held('staff')), 'edit procedures')).toBe('unit')
  expect(reach(user(), 'edit procedures')).toBe('-')
})

test('a reach covers what it says', () => {
  expect(may(user(held('staff')), 'edit procedures', { unitId: 'merit' })).toBe(true)
  expect(may(user(held('staff')), 'edit procedures', { unitId: 'jobs' })).toBe(false)
  expect(may(user(held('deputyDirector', { fields: ['Việc làm'] })), 'see drafts', { field: 'Việc làm' })).toBe(true)
  expect(may(user(held('deputyDirector', { fields: ['Việc làm'] })), 'see drafts', { field: 'Người có công' })).toBe(false)
  expect(may(user(held('staff')), 'see conversations', { personId: 'someone' })).toBe(true)
  expect(may(user(held('staff')), 'see conversations', { personId: 'else' })).toBe(false)
})

test('what is done by a lent right is recorded for its owner, what is done by an own right is not', () => {
  const deputy = user(held('staff'), held('procedureOfficer', { lentById: 'owner', unitIds: ['office'] }))
  expect(actor(deputy, 'publish procedures')).toEqual({ id: 'someone', actingForId: 'owner' })
  expect(actor(deputy, 'edit procedures', { unitId: 'merit' })).toEqual({ id: 'someone' })
})

test('nobody holds a right that DOMAIN forbids: the administrator changes no content', () => {
  expect(actions.filter(action => /procedures/.test(action) && !/see/.test(action)).map(action => reachOf('admin', action))).toEqual(['-', '-', '-'])
})
