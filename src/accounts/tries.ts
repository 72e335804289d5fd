// Wrong passwords that no account can count: by client address, and for names that nobody has. Kept in memory only.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'

// A whole office may come from one address; five people may each lock their account before all must wait.
const accountsAnAddress = 10

export type Tries = ReturnType<typeof createTries>

/** The counters of one portal. A wrong password is worth one point; the points of an address are forgotten after the lock's minutes. */
export function createTries(config: Config) {
  const seconds = config.signInLockMinutes * 60
  const addresses = new RateLimiterMemory({ points: config.signInTries * accountsAnAddress, duration: seconds, blockDuration: seconds })
  // Answers exactly as an account does, so that nobody learns from a lock which names exist.
  const names = new RateLimiterMemory({ points: config.signInTries - 1, duration: 24 * 3600, blockDuration: seconds })
  return {
    /** Throws Invalid while the address must wait. */
    async checkAddress(address: string) {
      const spent = await addresses.get(address)
      if (spent && spent.consumedPoints > addresses.points) throw new Invalid({ '': addressWaits(minutes(spent)) })
    },
    /** Counts a wrong password against the address; the next try is refused when they were too many. */
    async wrongFromAddress(address: string) { await consume(addresses, address) },
    /** Minutes for which a name that is not an account's stays "locked"; null when it is not. */
    async nameLockedFor(name: string): Promise<number | null> {
      const spent = await names.get(name)
      return spent && spent.consumedPoints > names.points ? minutes(spent) : null
    },
    /** Counts a wrong password for such a name; minutes of the lock when this one locks it. */
    async wrongForName(name: string): Promise<number | null> {
      const spent = await consume(names, name)
      return spent ? minutes(spent) : null
    },
    async forgetName(name: string) { await names.delete(name) },
  }
}

/** Takes one point; what is left to wait when there was none. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | null> {
  try { await limiter.consume(key); return null } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  }
}

const minutes = (spent: RateLimiterRes) => Math.max(1, Math.ceil(spent.msBeforeNext / 60_000))
const addressWaits = (wait: number) =>
  `Có quá nhiều lần sai mật khẩu từ máy hoặc mạng này. Hãy thử lại sau ${wait} phút. Nếu quên mật khẩu, nhờ quản trị cấp đường dẫn đặt lại.`
