// Who has the focus in which item's box, for those who write at the same time. Kept in memory: gone is gone, and nothing depends on it.
import type { User } from '../accounts/accounts.ts'
import { realNow } from '../clock.ts'
import { calledName } from './notes.ts'

/** A page asks every few seconds; who has not asked for this long is gone. */
const staysFor = 12_000

interface Here { name: string; itemId: string; at: number }
const here = new Map<string, Map<string, Here>>()

/** Remembers where this person writes ('' nowhere), and returns where the others do. */
export function writersBeside(meetingId: string, user: User, itemId: string): { item: string; name: string }[] {
  const now = realNow().getTime()
  const inRoom = here.get(meetingId) ?? new Map<string, Here>()
  for (const [id, { at }] of inRoom) if (now - at > staysFor) inRoom.delete(id)
  if (itemId) inRoom.set(user.id, { name: calledName(user.name), itemId, at: now })
  else inRoom.delete(user.id)
  if (inRoom.size) here.set(meetingId, inRoom)
  else here.delete(meetingId)
  return [...inRoom].filter(([id]) => id !== user.id).map(([, { name, itemId: item }]) => ({ item, name }))
}
