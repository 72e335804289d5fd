// Followers of events: in order, none left out, tried again, and given nothing after they were stopped.
import { afterEach, expect, test } from 'vitest'
import { portal, record } from '../src/events/events.ts'
import { startFollowing, type Follower } from '../src/events/followers.ts'
import type { Event } from '../src/events/tables.ts'
import type { Store } from '../src/store/store.ts'
import { newFolder, openAgain, openEmptyStore } from './stores.ts'

const add = (store: Store, id: string) => store.write(db => record(db, portal, 'unit added', 'unit', id))
let running: ReturnType<typeof startFollowing>[] = []
afterEach(async () => { for (const following of running) await following.stop(); running = [] })

function follow(store: Store, failed: (name: string, error: unknown) => void = () => {}, everyMs = 60_000, work: (events: Event[]) => void = () => {}) {
  const seen: string[] = []
  const follower: Follower = { name: 'test', async follow(events) { work(events); seen.push(...events.map(({ subjectId }) => subjectId)) } }
  const following = startFollowing(store, [follower], failed, 0, everyMs)
  running.push(following)
  return { seen, following }
}

test('events come after their commit, in order, each once', async () => {
  const store = await openEmptyStore()
  const { seen, following } = follow(store)
  await Promise.all(['a', 'b', 'c', 'd'].map(id => add(store, id)))
  await following.nudge()
  expect(seen).toEqual(['a', 'b', 'c', 'd'])
})

test('what another process wrote is found without being told', async () => {
  const folder = newFolder()
  const store = await openEmptyStore(folder)
  const other = await openAgain(folder)
  const { seen } = follow(store, () => {}, 20)
  await add(other, 'elsewhere')
  await expect.poll(() => seen, { timeout: 3000 }).toEqual(['elsewhere'])
})

test('a follower that fails is heard of and given the same events again', async () => {
  const store = await openEmptyStore()
  const failures: unknown[] = []
  let broken = true
  const { seen, following } = follow(store, (_, error) => failures.push(error), 60_000, () => { if (broken) throw new Error('not now') })
  await add(store, 'a')
  await following.nudge()
  expect(seen).toEqual([])
  expect(failures.length).toBeGreaterThan(0)
  broken = false
  await following.nudge()
  expect(seen).toEqual(['a'])
})

test('after being stopped it hears nothing more', async () => {
  const store = await openEmptyStore()
  const { seen, following } = follow(store)
  await following.stop()
  await add(store, 'late')
  await following.nudge()
  expect(seen).toEqual([])
})
