// What administrators do with people: invite, edit, move, give and end roles, one-time links, leaving and coming back.
import { z } from 'zod'
import { realNow, today } from '../clock.ts'
import { actor, roleNames, roles } from '../policy.ts'
import { resetSecondFactor } from '../second-factor/second-factors.ts'
import { unitOptions } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { addPerson, changePerson, comeBack, dayField, endRole, giveRole, invitationForm, leave, movePerson, overtaken, personForm, postingForm, roleForm, unlock } from './inviting.ts'
import { makeLink } from './links.ts'
import { fieldsInUse, findPerson } from './people.ts'
import { showPerson } from './people-routes.ts'
import type { Person } from './tables.ts'

export const invitingRoutes = routes()

const by = (c: Ask) => actor(c.var.user, 'manage people')

async function showInvitation(c: Ask, form: Form, ticked: { roles: string[]; fields: string[] }) {
  const { store } = c.var
  return page(c, 'Thêm người', 'accounts/invite', {
    form, units: [{ value: '', label: 'Chọn đơn vị' }, ...await unitOptions(store.read)],
    roleOptions: roles.map(role => ({ value: role, label: roleNames[role], on: ticked.roles.includes(role) })),
    fieldOptions: (await fieldsInUse(store.read)).map(name => ({ name, on: ticked.fields.includes(name) })),
  })
}

invitingRoutes.get('/admin/invitations', c => showInvitation(c, filled({ since: today(), unit: c.req.query('unit') ?? '' }), { roles: ['staff'], fields: [] }))

invitingRoutes.post('/admin/invitations', formOf(invitationForm), async c => {
  const { store, config } = c.var
  const checked = c.req.valid('form')
  let made: { person: Person; token: string | null } | undefined
  const again = await submit(checked, async input => {
    made = await store.write(async db => {
      const person = await addPerson(db, by(c), input)
      return { person, token: person.email || person.userName ? await makeLink(db, by(c), person, config.invitationHours) : null }
    })
  })
  if (again) {
    const body = await c.req.parseBody({ all: true })
    const list = (value: unknown) => (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string')
    return showInvitation(c, again, { roles: list(body.roles), fields: list(body.fields) })
  }
  const { person, token } = made!
  return token ? showLink(c, person, token) : done(c, `/people/${person.id}`, `Đã thêm ${person.name} vào danh bạ. Người này chưa có tài khoản vì chưa có thư điện tử.`)
})

/** Shown once: the token is kept nowhere. */
function showLink(c: Ask, person: Person, token: string) {
  const { config } = c.var
  const origin = config.publicOrigin || new URL(c.req.url).origin
  return page(c, 'Đường dẫn đặt mật khẩu', 'accounts/made-link', {
    person, address: `${origin}/links/${token}`, expiresAt: new Date(realNow().getTime() + config.invitationHours * 3_600_000), hours: config.invitationHours, again: person.passwordHash !== null,
  })
}

invitingRoutes.post('/people/:id/link', async c => {
  const { store, config } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  let token = ''
  const again = await submit({ form: { values: {}, errors: {} }, input: {} }, async () => { token = await store.write(db => makeLink(db, by(c), person, config.invitationHours)) })
  return again ? showPerson(c, person.id, again, 'link') : showLink(c, person, token)
})

const kept = (person: Person) => ({
  name: person.name, email: person.email, userName: person.userName, extension: person.extension, duties: person.duties.join('; '), note: person.note, revision: person.revision,
})

invitingRoutes.get('/people/:id/edit', async c => {
  const person = await findPerson(c.var.store.read, c.req.param('id'))
  return page(c, `Sửa ${person.name}`, 'accounts/edit', { person, form: filled(kept(person)), now: {} })
})

invitingRoutes.post('/people/:id/edit', formOf(personForm), async c => {
  const { store } = c.var
  const { id } = await findPerson(store.read, c.req.param('id'))
  const again = await submit(c.req.valid('form'), input => store.write(db => changePerson(db, by(c), id, input)))
  if (!again) return done(c, `/people/${id}`, 'Đã lưu thông tin.')
  const person = await findPerson(store.read, id)
  const overtakenNow = again.errors[''] === overtaken
  const now = overtakenNow ? Object.fromEntries(Object.entries(filled(kept(person)).values).filter(([name, value]) => name !== 'revision' && value !== (again.values[name] ?? ''))) : {}
  // With the newer number a second click overwrites, knowingly.
  const form = overtakenNow ? { ...again, values: { ...again.values, revision: String(person.revision) } } : again
  return page(c, `Sửa ${person.name}`, 'accounts/edit', { person, form, now })
})

invitingRoutes.post('/people/:id/posting', formOf(postingForm), async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit(c.req.valid('form'), input => store.write(db => movePerson(db, by(c), person, input)))
  return again ? showPerson(c, person.id, again, 'posting') : done(c, `/people/${person.id}`, 'Đã ghi phân công mới. Phân công trước vẫn nằm trong quá trình công tác.')
})

invitingRoutes.post('/people/:id/roles', formOf(roleForm), async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit(c.req.valid('form'), input => store.write(db => giveRole(db, by(c), person, input)))
  return again ? showPerson(c, person.id, again, 'role') : done(c, `/people/${person.id}`, `Đã trao vai trò cho ${person.name}.`)
})

invitingRoutes.post('/people/:id/roles/:holding/end', async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit({ form: { values: {}, errors: {} }, input: {} }, () => store.write(db => endRole(db, by(c), person, c.req.param('holding'), today())))
  return again ? showPerson(c, person.id, again, 'role') : done(c, `/people/${person.id}`, 'Vai trò đã kết thúc từ hôm nay.')
})

invitingRoutes.post('/people/:id/leaving', formOf(z.object({ on: dayField('Hãy nhập ngày thôi công tác.') })), async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit(c.req.valid('form'), ({ on }) => store.write(db => leave(db, by(c), person, on)))
  return again ? showPerson(c, person.id, again, 'leaving') : done(c, `/people/${person.id}`, `${person.name} đã thôi công tác. Mọi phiên đăng nhập đã kết thúc; quá trình công tác vẫn giữ.`)
})

invitingRoutes.post('/people/:id/return', formOf(postingForm), async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit(c.req.valid('form'), input => store.write(db => comeBack(db, by(c), person, input)))
  return again ? showPerson(c, person.id, again, 'return') : done(c, `/people/${person.id}`, `${person.name} đã trở lại công tác. Hãy trao vai trò nếu cần.`)
})

invitingRoutes.post('/people/:id/unlock', async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  await store.write(db => unlock(db, by(c), person))
  return done(c, `/people/${person.id}`, `Đã mở khóa tài khoản của ${person.name}.`)
})

invitingRoutes.post('/people/:id/second-factor/reset', async c => {
  const { store } = c.var
  const person = await findPerson(store.read, c.req.param('id'))
  const again = await submit({ form: { values: {}, errors: {} }, input: {} }, () => store.write(db => resetSecondFactor(db, by(c), person)))
  if (again) return showPerson(c, person.id, again, 'reset')
  return done(c, `/people/${person.id}`, `Đã đặt lại xác thực hai bước của ${person.name}; mọi phiên của người này đã kết thúc. Lần tới chỉ hỏi mật khẩu, rồi người ấy bật lại.`)
})
