// Passwords: argon2id by Node's own crypto, kept in PHC form so that the cost can be raised later.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

// OWASP's minimum for argon2id (19 MiB, two passes): about 25 ms here.
const cost = { memory: 19_456, passes: 2, parallelism: 1 }

export const leastLength = 10

/** What is wrong with a new password, as a Vietnamese sentence; null when it will do. */
export function passwordProblem(password: string, names: string[]): string | null {
  if ([...password].length < leastLength) return `Mật khẩu cần ít nhất ${leastLength} ký tự. Một câu ngắn dễ nhớ là tốt nhất.`
  if (password.length > 200) return 'Mật khẩu dài quá 200 ký tự.'
  const lower = password.toLowerCase()
  if (new Set(lower).size < 5) return 'Mật khẩu lặp lại quá nhiều. Hãy dùng ít nhất 5 ký tự khác nhau.'
  if (names.some(name => name.length > 3 && lower.includes(name.toLowerCase()))) return 'Mật khẩu không được chứa tên đăng nhập hoặc thư điện tử.'
  if (common.some(word => lower.startsWith(word))) return 'Mật khẩu này quá phổ biến. Hãy chọn một câu khác.'
  return null
}

const common = ['1234567890', '0123456789', 'password', 'matkhau', 'qwertyuiop', 'abcdefghij', 'iloveyou', 'vietnam123', 'laocai123']

/** The password as it is kept: a PHC string. */
export async function hashed(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength: 32, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(salt)}$${bare(hash)}`
}

/** Whether the password is the one that was kept. Takes as long for an account that does not exist. */
export async function matches(password: string, kept: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept ?? '') ?? /^()()()()()$/.exec('')
  const [, memory, passes, parallelism, salt, hash] = parts!
  const expected = Buffer.from(hash ?? '', 'base64')
  const given = await derive('argon2id', {
    message: password.normalize('NFC'), nonce: salt ? Buffer.from(salt, 'base64') : Buffer.alloc(16), tagLength: 32,
    memory: Number(memory) || cost.memory, passes: Number(passes) || cost.passes, parallelism: Number(parallelism) || cost.parallelism,
  })
  return expected.length === given.length && timingSafeEqual(expected, given)
}

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
