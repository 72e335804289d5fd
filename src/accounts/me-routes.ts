// A person's own account: roles and unit, password, preferences, sessions, and acting for others.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { realNow, today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { may } from '../policy.ts'
import { codesLeft, mustHaveSecondFactor, secondFactorOf } from '../second-factor/second-factors.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { delegate, delegationForm, delegationsOf, endDelegation } from './delegations.ts'
import { deviceInWords } from './devices.ts'
import { namesOf } from './links.ts'
import { hashed, matches, passwordProblem } from './passwords.ts'
import { checkOwn } from './own-checks-pages.ts'
import { findPerson, personOptions, postingsOf, roleHoldingsOf } from './people.ts'
import { endOwnSession, endSessionsOf, sessionsOf } from './sessions.ts'
import { people, type Preferences } from './tables.ts'

export const meRoutes = routes()

async function showMe(c: Ask, forms: { passwordForm?: Form; delegationForm?: Form } = {}) {
  const { store, user, config } = c.var
  const person = await findPerson(store.read, user.id)
  const { given, received } = await delegationsOf(store.read, user.id)
  const mayDelegate = may({ ...user, roles: user.roles.filter(held => held.lentById === null) }, 'delegate')
  const oldest = realNow().getTime() - config.sessionHours * 3_600_000
  const sessions = (await sessionsOf(store.read, user.id)).filter(session => session.seenAt.getTime() > oldest)
    .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())
    .map(({ id, handle, device, address, startedAt, seenAt }) => ({ handle, device: deviceInWords(device), address, startedAt, seenAt, current: id === c.var.sessionId }))
  const data = {
    name: person.name, signInNames: [person.email, person.userName].filter(Boolean).join(' hoặc '),
    postings: await postingsOf(store.read, user.id), roles: await roleHoldingsOf(store.read, user.id), given, received, sessions, mayDelegate,
    secondFactor: person.demo ? null : {
      since: (await secondFactorOf(store.read, user.id))?.confirmedAt ?? null, left: await codesLeft(store.read, user.id), must: mustHaveSecondFactor(config.secondFactor, user),
    },
    hasPassword: person.passwordHash !== null, demo: person.demo, today: today(),
    people: mayDelegate ? (await personOptions(store.read)).filter(one => one.value !== user.id) : [],
    theme: person.preferences.theme ?? 'auto', compact: person.preferences.compact ?? false, shortcuts: person.preferences.shortcuts ?? true,
    passwordForm: blank, delegationForm: blank, ...forms,
  }
  const wrong = [forms.passwordForm, forms.delegationForm].some(form => form && Object.keys(form.errors).length)
  return page(c, 'Tài khoản của tôi', 'accounts/me', data, wrong ? 422 : 200)
}

meRoutes.get('/me', c => showMe(c))

const passwordForm = z.object({
  old: z.string().min(1, 'Hãy nhập mật khẩu đang dùng.').max(1000, 'Mật khẩu dài quá 1.000 ký tự.'),
  password: z.string().min(1, 'Hãy nhập mật khẩu mới.').max(1000, 'Mật khẩu dài quá 200 ký tự.'),
  again: z.string().max(1000),
}).refine(({ password, again }) => password === again, { path: ['again'], message: 'Hai lần nhập chưa giống nhau. Hãy nhập lại mật khẩu mới.' })

meRoutes.post('/me/password', formOf(passwordForm), async c => {
  const { store, user } = c.var
  const checked = c.req.valid('form')
  checked.form.values = {} // never sent back
  const again = await submit(checked, async ({ old, password }) => {
    const person = await findPerson(store.read, user.id)
    await checkOwn(c, 'old', 'Mật khẩu đang dùng chưa đúng.', () => matches(old, person.passwordHash))
    const problem = passwordProblem(password, namesOf(person)) ?? (password === old ? 'Mật khẩu mới giống mật khẩu đang dùng.' : null)
    if (problem) throw new Invalid({ password: problem })
    const passwordHash = await hashed(password)
    await store.write(async db => {
      await db.update(people).set({ passwordHash }).where(eq(people.id, user.id))
      await endSessionsOf(db, user.id, c.var.sessionId)
      await record(db, { id: user.id }, 'password changed', 'person', user.id)
    })
  })
  return again ? showMe(c, { passwordForm: again }) : done(c, '/me', 'Đã đổi mật khẩu. Các phiên khác của bạn đã kết thúc.')
})

const preferencesForm = z.object({ theme: z.enum(['light', 'dark', 'auto']).optional(), all: z.string().optional(), shortcuts: z.string().optional(), compact: z.string().optional(), back: z.string().optional() })

meRoutes.post('/me/preferences', formOf(preferencesForm), async c => {
  const { store, user } = c.var
  const { input } = c.req.valid('form')
  if (!input) throw new Invalid({ '': 'Hãy chọn lại nền và cách hiển thị.' })
  await store.write(async db => {
    const person = await findPerson(db, user.id)
    const { theme: before, registerFilter, ...rest } = person.preferences
    const theme = input.theme === undefined ? before : input.theme === 'auto' ? undefined : input.theme
    // A form of one button changes the theme only; boxes that are not ticked are not sent at all.
    const boxes = input.all === undefined ? rest : { shortcuts: input.shortcuts !== undefined, compact: input.compact !== undefined }
    const preferences: Preferences = { ...boxes, ...(theme ? { theme } : {}), ...(registerFilter ? { registerFilter } : {}) }
    await db.update(people).set({ preferences }).where(eq(people.id, user.id))
    await record(db, { id: user.id }, 'preferences changed', 'person', user.id)
  })
  const back = /^\/(?![/\\])/.test(input.back ?? '') ? input.back! : '/me'
  return input.all === undefined ? c.redirect(back, 303) : done(c, back, 'Đã lưu cách hiển thị.')
})

meRoutes.post('/me/sessions/:id/end', async c => {
  const { store, user } = c.var
  await store.write(async db => {
    if (!await endOwnSession(db, user.id, c.req.param('id'))) throw new NotFound('Phiên này không còn.')
    await record(db, { id: user.id }, 'other sessions ended', 'person', user.id)
  })
  return done(c, '/me#sessions', 'Đã kết thúc phiên. Thiết bị ấy phải đăng nhập lại.')
})

meRoutes.post('/me/sessions/end-others', async c => {
  const { store, user, sessionId } = c.var
  await store.write(async db => {
    await endSessionsOf(db, user.id, sessionId)
    await record(db, { id: user.id }, 'other sessions ended', 'person', user.id)
  })
  return done(c, '/me#sessions', 'Đã kết thúc mọi phiên khác. Chỉ còn phiên này.')
})

meRoutes.post('/me/delegations', formOf(delegationForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(db => delegate(db, user, input)))
  return again ? showMe(c, { delegationForm: again }) : done(c, '/me#delegations', 'Đã ủy quyền. Người nhận thấy việc này ở trang Tài khoản của họ.')
})

meRoutes.post('/me/delegations/:id/end', async c => {
  await c.var.store.write(db => endDelegation(db, c.var.user, c.req.param('id')))
  return done(c, '/me#delegations', 'Đã kết thúc ủy quyền.')
})
