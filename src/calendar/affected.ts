// What hangs on the calendar: subjects with deadlines say here how many of theirs a change may move.
import type { Read } from '../store/store.ts'

export interface Affected {
  /** 'nhiệm vụ chưa xong'. */
  label: string
  /** Where they are looked at, and computed anew. */
  href: string
  /** How many of them are open and due on or after a day. */
  count: (db: Read, from: string) => Promise<number>
}

const subjects: Affected[] = []

/** A subject calls it once, when the portal is put together. Closed things are never counted and never change. */
export function whenCalendarChanges(subject: Affected): void { subjects.push(subject) }

/** What a change from this day on may move; subjects without any are left out. */
export async function affectedFrom(db: Read, from: string): Promise<{ label: string; href: string; count: number }[]> {
  const counted = await Promise.all(subjects.map(async ({ label, href, count }) => ({ label, href, count: await count(db, from) })))
  return counted.filter(({ count }) => count > 0)
}
