// The second factor: turned on by the first code, asked at signing in, stood in for by recovery codes, taken away by an administrator.
import { and, eq, isNull, ne } from 'drizzle-orm'
import { randomInt } from 'node:crypto'
import type { User } from '../accounts/accounts.ts'
import { endSessionsOf, fingerprint } from '../accounts/sessions.ts'
import type { Person } from '../accounts/tables.ts'
import type { SecondFactorNeed } from '../accounts/ways-in.ts'
import { realNow } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { approving, may } from '../policy.ts'
import type { Sealing } from '../sealing.ts'
import type { Read, Write } from '../store/store.ts'
import { recoveryCodes, secondFactors, type SecondFactor } from './tables.ts'
import { newSecret, stepOfCode } from './totp.ts'

const purpose = 'second factor'
const codesMade = 10
export const wrongCode = 'Mã chưa đúng, đã hết hạn hoặc đã dùng rồi. Hãy đợi mã mới trong ứng dụng rồi nhập lại.'

/** Whether the office asks this person for one: by a role, their own or lent to them. The demo's people sign in at one click. */
export const mustHaveSecondFactor = (need: SecondFactorNeed, user: User): boolean =>
  !user.demo && (user.roles.some(({ role }) => need.roles.includes(role)) || need.approvers && approving.some(action => may(user, action)))

/** The factor that counts; undefined when there is none. */
export async function secondFactorOf(db: Read, personId: string): Promise<SecondFactor | undefined> {
  return (await factorsOf(db, personId)).find(({ confirmedAt }) => confirmedAt !== null)
}

const factorsOf = (db: Read, personId: string): Promise<SecondFactor[]> => db.select().from(secondFactors).where(eq(secondFactors.personId, personId))

/** The secret that waits for its first code; null when none does. */
export async function waitingSecret(db: Read, sealing: Sealing, personId: string): Promise<string | null> {
  const waiting = (await factorsOf(db, personId)).find(({ confirmedAt }) => confirmedAt === null)
  return waiting ? sealing.unseal(purpose, waiting.secret) : null
}

export const codesLeft = (db: Read, personId: string): Promise<number> =>
  db.$count(recoveryCodes, and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)))

/** Makes a secret that waits for its first code, in place of one that waited before; the one in use goes on until then. */
export async function beginSecondFactor(db: Write, sealing: Sealing, person: Person): Promise<void> {
  if (person.demo) throw new Invalid({ '': 'Người của bản mẫu đăng nhập bằng một lần bấm nên không dùng xác thực hai bước.' })
  await db.delete(secondFactors).where(and(eq(secondFactors.personId, person.id), isNull(secondFactors.confirmedAt)))
  await db.insert(secondFactors).values({ id: newId(), personId: person.id, secret: sealing.seal(purpose, newSecret()), madeAt: realNow() })
}

/**
 * The first code turns it on: older secrets and codes are void, other sessions end. Returns recovery codes, which are kept nowhere;
 * null for a wrong code.
 */
export async function confirmSecondFactor(db: Write, sealing: Sealing, personId: string, code: string, sessionId: string): Promise<string[] | null> {
  const waiting = (await factorsOf(db, personId)).find(({ confirmedAt }) => confirmedAt === null)
  if (!waiting) throw new Invalid({ '': 'Chưa có mã QR nào đang chờ. Hãy bắt đầu lại.' })
  const step = stepOfCode(sealing.unseal(purpose, waiting.secret) ?? '', tidyCode(code), realNow(), 0)
  if (step === null) return null
  await db.delete(secondFactors).where(and(eq(secondFactors.personId, personId), ne(secondFactors.id, waiting.id)))
  await db.update(secondFactors).set({ confirmedAt: realNow(), lastStep: step }).where(eq(secondFactors.id, waiting.id))
  await endSessionsOf(db, personId, sessionId)
  await record(db, { id: personId }, 'second factor turned on', 'person', personId)
  return newCodes(db, personId)
}

/** Takes a code of the app, or a recovery code; each only once. Returns which it was, null for a wrong one. */
export async function takeCode(db: Write, sealing: Sealing, personId: string, typed: string): Promise<'code' | 'recovery' | null> {
  const factor = await secondFactorOf(db, personId)
  if (!factor) return null
  const code = tidyCode(typed)
  if (!/^\d{6}$/.test(code)) return await takeRecoveryCode(db, personId, code) ? 'recovery' : null
  const secret = sealing.unseal(purpose, factor.secret)
  if (secret === null) throw new Invalid({ code: 'Cổng không còn đọc được khóa của bạn vì khóa mã hóa đã đổi. Hãy dùng một mã dự phòng, hoặc nhờ quản trị đặt lại.' })
  const step = stepOfCode(secret, code, realNow(), factor.lastStep)
  if (step === null) return null
  await db.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.id, factor.id))
  return 'code'
}

/** As people copy them: with blanks and hyphens, in any case. */
const tidyCode = (typed: string): string => typed.replace(/[\s-]/g, '').toLowerCase()

async function takeRecoveryCode(db: Write, personId: string, code: string): Promise<boolean> {
  const taken = await db.update(recoveryCodes).set({ usedAt: realNow() })
    .where(and(eq(recoveryCodes.id, fingerprint(code)), eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt))).returning({ id: recoveryCodes.id })
  if (!taken.length) return false
  await record(db, { id: personId }, 'recovery code used', 'person', personId, { left: await codesLeft(db, personId) })
  return true
}

/** Ten new codes; those of before are void. */
export async function remakeCodes(db: Write, personId: string): Promise<string[]> {
  await record(db, { id: personId }, 'recovery codes made', 'person', personId)
  return newCodes(db, personId)
}

// Without letters and digits that are taken for one another. 16 of 31 are 79 bits: a plain digest will do.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

async function newCodes(db: Write, personId: string): Promise<string[]> {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  const codes = Array.from({ length: codesMade }, () => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join(''))
  await db.insert(recoveryCodes).values(codes.map(code => ({ id: fingerprint(code), personId })))
  return codes.map(code => code.match(/.{4}/g)!.join('-'))
}

export async function turnOffSecondFactor(db: Write, personId: string): Promise<void> {
  await removeSecondFactor(db, personId)
  await record(db, { id: personId }, 'second factor turned off', 'person', personId)
}

/** For who lost the phone and the codes: nothing is asked any more, and whoever was signed in is not. */
export async function resetSecondFactor(db: Write, actor: Actor, person: Person): Promise<void> {
  if (person.id === actor.id) throw new Invalid({ '': 'Bạn không tự đặt lại được. Hãy tắt ở trang Xác thực hai bước bằng một mã, hoặc nhờ quản trị khác.' })
  if (!await secondFactorOf(db, person.id)) throw new Invalid({ '': `${person.name} chưa bật xác thực hai bước.` })
  await removeSecondFactor(db, person.id)
  await endSessionsOf(db, person.id)
  await record(db, actor, 'second factor reset', 'person', person.id)
}

/** Takes secrets and codes away without a word. */
export async function removeSecondFactor(db: Write, personId: string): Promise<void> {
  for (const table of [secondFactors, recoveryCodes]) await db.delete(table).where(eq(table.personId, personId))
}
