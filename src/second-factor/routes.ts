// A person's own second factor: turned on by scanning and a first code, recovery codes shown once, changed and turned off by a code.
import { z } from 'zod'
import { checkOwn } from '../accounts/own-checks-pages.ts'
import { matches } from '../accounts/passwords.ts'
import { findPerson } from '../accounts/people.ts'
import { Invalid } from '../errors.ts'
import { qrPath } from '../propaganda/outputs/qr.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Checked, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import {
  beginSecondFactor, codesLeft, confirmSecondFactor, mustHaveSecondFactor, remakeCodes, secondFactorOf, takeCode, turnOffSecondFactor, waitingSecret, wrongCode,
} from './second-factors.ts'
import { addressFor } from './totp.ts'
import type { SecondFactorViews } from './views.ts'

export const secondFactorRoutes = routes()

/** How the app calls the portal among a person's accounts. */
const portalName = 'Cổng CCHC'

secondFactorRoutes.get('/me/second-factor', c => show(c))

async function show(c: Ask, form: Form = blank, open: SecondFactorViews['second-factor/show']['open'] = '') {
  const { store, user, config, sealing } = c.var
  const person = await findPerson(store.read, user.id)
  const factor = await secondFactorOf(store.read, user.id)
  const secret = await waitingSecret(store.read, sealing, user.id)
  const account = person.email ?? person.userName ?? person.name
  const address = secret && addressFor(secret, account, portalName)
  return page(c, 'Xác thực hai bước', 'second-factor/show', {
    form, open, account, since: factor?.confirmedAt ?? null, left: await codesLeft(store.read, user.id), must: mustHaveSecondFactor(config.secondFactor, user),
    proof: factor ? 'code' : person.passwordHash === null ? 'none' : 'password',
    waiting: secret && address ? { path: qrPath(address, 240), groups: secret.match(/.{4}/g)!.join(' '), address } : null,
  })
}

const proofForm = z.object({ proof: z.string().max(1000, 'Nội dung dài quá 1.000 ký tự.').default('') })

/** Proves by a code where there is a factor, by the password where there is one, before the work is done. */
async function proved(c: Ask, checked: Checked<{ proof: string }>, work: () => Promise<unknown>): Promise<Form | undefined> {
  const { store, sealing, user } = c.var
  checked.form.values = {} // never sent back
  return submit(checked, async ({ proof }) => {
    const { passwordHash } = await findPerson(store.read, user.id)
    if (await secondFactorOf(store.read, user.id)) {
      if (!proof) throw new Invalid({ proof: 'Hãy nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng.' })
      await checkOwn(c, 'proof', wrongCode, async () => await store.write(db => takeCode(db, sealing, user.id, proof)) !== null)
    } else if (passwordHash !== null) {
      if (!proof) throw new Invalid({ proof: 'Hãy nhập mật khẩu đang dùng ở cổng.' })
      await checkOwn(c, 'proof', 'Mật khẩu đang dùng chưa đúng.', () => matches(proof, passwordHash))
    }
    await work()
  })
}

secondFactorRoutes.post('/me/second-factor', formOf(proofForm), async c => {
  const { store, sealing, user } = c.var
  const again = await proved(c, c.req.valid('form'), () => store.write(async db => beginSecondFactor(db, sealing, await findPerson(db, user.id))))
  return again ? show(c, again, 'begin') : c.redirect('/me/second-factor', 303)
})

const codeForm = z.object({ code: z.string().trim().min(1, 'Hãy nhập 6 chữ số đang hiện trong ứng dụng.').max(60, 'Mã dài quá 60 ký tự.') })

secondFactorRoutes.post('/me/second-factor/confirmation', formOf(codeForm), async c => {
  const { store, sealing, user, sessionId } = c.var
  const checked = c.req.valid('form')
  checked.form.values = {}
  let codes: string[] | null = null
  const again = await submit(checked, async ({ code }) => {
    const wrong = 'Mã chưa khớp. Kiểm tra giờ của điện thoại (nên để tự động), đợi mã mới rồi nhập lại.'
    await checkOwn(c, 'code', wrong, async () => (codes = await store.write(db => confirmSecondFactor(db, sealing, user.id, code, sessionId))) !== null)
  })
  return again ? show(c, again) : showCodes(c, codes!, true)
})

secondFactorRoutes.post('/me/second-factor/codes', formOf(proofForm), async c => {
  const { store, user } = c.var
  let codes: string[] = []
  const again = await proved(c, c.req.valid('form'), async () => {
    if (!await secondFactorOf(store.read, user.id)) throw new Invalid({ '': 'Hãy bật xác thực hai bước trước.' })
    codes = await store.write(db => remakeCodes(db, user.id))
  })
  return again ? show(c, again, 'codes') : showCodes(c, codes, false)
})

/** Shown once: only their digests are kept. */
const showCodes = (c: Ask, codes: string[], first: boolean) => page(c, 'Mã dự phòng', 'second-factor/codes', { codes, first })

secondFactorRoutes.post('/me/second-factor/removal', formOf(proofForm), async c => {
  const { store, config, user } = c.var
  const must = { values: {}, errors: { '': 'Vai trò của bạn cần xác thực hai bước nên không tắt được.' } }
  if (mustHaveSecondFactor(config.secondFactor, user)) return show(c, must, 'removal')
  const again = await proved(c, c.req.valid('form'), async () => {
    if (!await secondFactorOf(store.read, user.id)) throw new Invalid({ '': 'Xác thực hai bước đang tắt.' })
    await store.write(db => turnOffSecondFactor(db, user.id))
  })
  return again ? show(c, again, 'removal') : done(c, '/me/second-factor', 'Đã tắt xác thực hai bước. Từ nay đăng nhập không hỏi mã nữa.')
})
