// The demo department's place in the portal: whether it is in, and the date at which it lives.
import { eq } from 'drizzle-orm'
import { fixDay } from '../clock.ts'
import type { Follower } from '../events/followers.ts'
import type { Read, Write } from '../store/store.ts'
import { officeSettings } from './tables.ts'

/** 'in' with its date while demo people exist; 'gone' once it was taken away; null when it never was. */
export interface Demo { state: 'in' | 'gone'; day: string }

export async function demoOf(db: Read): Promise<Demo | null> {
  const [row] = await db.select().from(officeSettings).where(eq(officeSettings.name, 'demo'))
  return (row?.value as Demo | undefined) ?? null
}

export async function setDemo(db: Write, demo: Demo): Promise<void> {
  await db.insert(officeSettings).values({ name: 'demo', value: demo })
    .onConflictDoUpdate({ target: officeSettings.name, set: { value: demo } })
}

/** Sets the office's clock to what the database says: the demo's date, or the real one. */
export async function followDemoDate(db: Read): Promise<Demo | null> {
  const demo = await demoOf(db)
  fixDay(demo?.state === 'in' ? demo.day : null)
  return demo
}

/** Keeps the clock in step when the demo comes or goes, also by a command in another process. */
export const demoDate = (db: Read): Follower => ({
  name: 'demo date',
  async follow(events) {
    if (events.some(({ action }) => ['demo loaded', 'demo removed', 'backup restored'].includes(action))) await followDemoDate(db)
  },
})
