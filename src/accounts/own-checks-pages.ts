// A person who is signed in proves again who they are: whoever finds a machine unlocked must not try passwords or codes for ever.
import { Invalid } from '../errors.ts'
import { clientAddress } from '../web/address.ts'
import type { Ask } from '../web/context.ts'

/** Runs a check of something secret. Throws Invalid beside `field`: `wrong`, or how long to wait after too many wrong ones. */
export async function checkOwn(c: Ask, field: string, wrong: string, isRight: () => Promise<boolean>): Promise<void> {
  const { tries, user } = c.var
  const key = `me:${user.id}`
  const wait = await tries.nameLockedFor(key)
  if (wait !== null) throw new Invalid({ [field]: `Sai nhiều lần. Hãy thử lại sau ${wait} phút.` })
  if (!await isRight()) {
    await tries.wrongForName(key)
    await tries.wrongFromAddress(clientAddress(c))
    throw new Invalid({ [field]: wrong })
  }
  await tries.forgetName(key)
}
