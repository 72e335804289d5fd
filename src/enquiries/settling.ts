// Settling a question while the citizen waits: the assistant's answer is read out, the question is answered and closed in one step.
import type { User } from '../accounts/accounts.ts'
import type { Write } from '../store/store.ts'
import { keepAsTurn, type Answer } from './asking.ts'
import type { ClockRules } from './clock.ts'
import { addEnquiry, isSent, type EnquiryInput } from './entering.ts'
import { eraseLater, type KeepRules } from './erasing.ts'
import { now } from '../clock.ts'

/** `same`: the person said that an entry of the FAQ that is only near asks the same. */
type Settled = EnquiryInput & { same?: boolean }

/** Returns the question's id; sent twice it is settled once. `read`: fingerprint of the answer that the person saw. Throws Invalid. */
export async function settleAtOnce(
  db: Write, user: User, { same = false, ...input }: Settled, answer: Answer, read: string, config: ClockRules & KeepRules,
): Promise<string> {
  if (await isSent(db, user, input.id)) return input.id
  const turn = await keepAsTurn(db, user, answer, read, same)
  const procedureId = input.procedureId ?? answer.asked.answer.parts[0]?.procedureId ?? null
  const id = await addEnquiry(db, user, { ...input, procedureId, turn }, config, { settled: true })
  await eraseLater(db, [id], now(), config)
  return id
}
