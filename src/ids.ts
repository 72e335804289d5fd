// Identifiers: text that sorts by the time it was made (RFC 9562 UUID version 7), the same in both databases.
import { randomBytes } from 'node:crypto'

/** A new id. Ids made in one process keep their order even within one millisecond. */
export function newId(): string {
  const time = Math.max(Date.now(), last.time)
  last.count = time === last.time ? last.count + 1 : 0
  if (last.count > 0xfff) { last.time = time + 1; last.count = 0 } else last.time = time
  const bytes = randomBytes(8)
  const stamp = last.time.toString(16).padStart(12, '0')
  const count = last.count.toString(16).padStart(3, '0')
  bytes[0] = (bytes[0]! & 0x3f) | 0x80
  const rest = bytes.toString('hex')
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}`
}

const last = { time: 0, count: 0 }
