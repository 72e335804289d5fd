// Followers: derived things that keep step with events, in order, after each commit.
import type { Store } from '../store/store.ts'
import { eventsAfter } from './events.ts'
import type { Event } from './tables.ts'

export interface Follower {
  name: string
  /** Event from which it goes on; left out: from the last one at the start. */
  from?: number
  /** Brings the derived thing to the state after these events. Must be harmless when it is given an event twice. */
  follow(events: Event[]): Promise<void>
}

/** Hands new events to the followers until stopped. `failed` hears what a follower could not do; it is tried again. */
export function startFollowing(store: Store, followers: Follower[], failed: (name: string, error: unknown) => void, from: number, everyMs = 800) {
  const positions = new Map(followers.map(follower => [follower.name, follower.from ?? from]))
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const advance = async (follower: Follower) => {
    for (;;) {
      const batch = await eventsAfter(store.read, positions.get(follower.name)!, 500)
      if (!batch.length) return
      await follower.follow(batch)
      positions.set(follower.name, batch.at(-1)!.number)
    }
  }
  const round = async () => {
    do {
      again = false
      await Promise.all(followers.map(follower => advance(follower).catch((error: unknown) => failed(follower.name, error))))
    } while (again && !stopped)
  }
  /** Looks for new events now; the promise settles when all that were there have been followed. */
  const nudge = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    if (running) { again = true; return running }
    running = round().finally(() => { running = null })
    return running
  }
  store.onCommit(() => { void nudge() })
  // Other processes (commands, a second server on PostgreSQL) commit too, and nobody tells us.
  const timer = setInterval(() => { void nudge() }, everyMs)
  timer.unref()
  return {
    nudge,
    async stop() { stopped = true; clearInterval(timer); await running },
  }
}

