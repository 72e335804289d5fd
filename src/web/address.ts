// The address a request comes from: the socket's, or what a trusted proxy says of it.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Ask } from './context.ts'

/** The client's address; 'unknown' where there is no socket (tests, commands). */
export function clientAddress(c: Ask): string {
  let address: string
  try { address = bare(getConnInfo(c).remote.address ?? '') } catch { return 'unknown' }
  const proxies = c.var.config.trustedProxies
  // Read from the right: each trusted proxy adds who it heard from, and only those entries can be believed.
  const heard = (c.req.header('x-forwarded-for') ?? '').split(',').map(part => bare(part.trim())).filter(Boolean)
  while (proxies.includes(address) && heard.length) address = heard.pop()!
  return address || 'unknown'
}

const bare = (address: string) => address.replace(/^::ffff:/, '')
