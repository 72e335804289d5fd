// One-time codes by time (RFC 6238: HMAC-SHA-1, six digits, 30 seconds), as every authenticator app makes them.
// Written here: it is these few lines over node:crypto, and a package would be one more to trust with secrets.
import { createHmac, randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret in base 32: 160 bits, as RFC 4226 recommends. */
export const newSecret = (): string => [...randomBytes(32)].map(byte => alphabet[byte & 31]).join('')

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map(byte => parseInt(byte, 2)) ?? [])
}

export const stepOf = (instant: Date): number => Math.floor(instant.getTime() / 30_000)

export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The step that a code belongs to: now, or one before or after, for clocks that differ; null when none, or not after `lastStep`. */
export function stepOfCode(secret: string, code: string, instant: Date, lastStep: number): number | null {
  const now = stepOf(instant)
  return [now, now - 1, now + 1].find(step => step > lastStep && codeOf(secret, step) === code) ?? null
}

/** What the QR code says to the app. */
export const addressFor = (secret: string, account: string, office: string): string =>
  `otpauth://totp/${encodeURIComponent(office)}:${encodeURIComponent(account)}?${new URLSearchParams({ secret, issuer: office }).toString().replaceAll('+', '%20')}`
