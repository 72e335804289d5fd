// Sealing: secrets that the portal must read again, and what it hands to a browser to bring back, encrypted (AES-256-GCM) by purpose.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

export type Sealing = ReturnType<typeof openSealing>

/** Seals with SECRET_KEY, or with a key of its own in DATA_DIR/secret.key, which is made when first needed and is in no backup. */
export function openSealing({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>) {
  let master = secretKey
  const keyFor = (purpose: string) => {
    master ??= keyIn(dataDir)
    return Buffer.from(hkdfSync('sha256', master, 'portal', purpose, 32))
  }
  return {
    /** What is sealed for one purpose cannot be opened for another. */
    seal(purpose: string, text: string): string {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    /** Null for what was not sealed here: changed on the way, sealed for something else, or with a key that is gone. */
    unseal(purpose: string, sealed: string): string | null {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return null
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12), { authTagLength: 16 }).setAuthTag(bytes.subarray(-16))
      try { return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8') } catch { return null }
    },
  }
}

function keyIn(dataDir: string): string {
  const path = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true })
  try { writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }) } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
