// Units as a tree of any day, the page of one unit, and what administrators do: found, end, rename, move, merge, split.
import { actor, may } from '../policy.ts'
import { isDay, today } from '../clock.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { addUnit, aliasesForm, endingForm, endUnit, foundingForm, mergeUnits, mergingForm, moveUnit, movingForm, renameUnit, renamingForm, setAliases, splitForm, splitUnit } from './restructuring.ts'
import { unitKinds } from './tables.ts'
import { allUnits, findUnit, flat, kindNames, nowOf, servingOn, stepsOf, successionNames, treeOn, unitOptions, unitsOn } from './units.ts'
import type { UnitViews } from './views.ts'

export const unitRoutes = routes()

const by = (c: Ask) => actor(c.var.user, 'manage units')

unitRoutes.get('/units', async c => {
  const { store, user } = c.var
  const asked = c.req.query('on') ?? ''
  const on = isDay(asked) ? asked : today()
  const nodes = await treeOn(store.read, on)
  const all = flat(nodes)
  const ended = (await allUnits(store.read)).filter(unit => unit.until !== null && unit.until <= on)
  const lines = await Promise.all(ended.map(async ({ id, name, until }) => ({ id, name, until: until!, now: (await nowOf(store.read, id)).map(unit => unit.name).join(', ') })))
  return page(c, 'Đơn vị', 'units/index', {
    nodes, on, isToday: on === today(), ended: lines, mayManage: may(user, 'manage units'), mayImport: may(user, 'import the office'),
    sentence: `${number(all.length)} đơn vị, ${number(all.reduce((sum, node) => sum + node.people, 0))} người, ngày ${date(on)}.`,
  })
})

unitRoutes.get('/units/:id', c => showUnit(c, c.req.param('id')))

async function showUnit(c: Ask, id: string, form?: Form) {
  const { store, user } = c.var
  const unit = await findUnit(store.read, id)
  const { from, to } = await stepsOf(store.read, id)
  const day = unit.until !== null && unit.until <= today() ? null : today()
  const nodes = flat(await treeOn(store.read, today()))
  const node = nodes.find(one => one.id === id)
  const parent = nodes.find(one => one.children.some(child => child.id === id)) ?? null
  const people = day ? (await servingOn(store.read, day)).filter(row => row.unitId === id) : []
  const now = day ? [] : await nowOf(store.read, id)
  const lede = day ? `${kindNames[unit.kind]}, từ ${date(unit.since)}; ${number(people.length)} người.${unit.until ? ` Kết thúc ngày ${date(unit.until)}.` : ''}` : `${kindNames[unit.kind]}, hoạt động từ ${date(unit.since)} đến ${date(unit.until)}.`
  const word = <T extends { kind: keyof typeof successionNames }>(step: T) => ({ ...step, word: successionNames[step.kind] })
  return page(c, unit.name, 'units/show', {
    unit, kind: kindNames[unit.kind], lede, now, parent, children: node?.children ?? [], people, from: from.map(word), to: to.map(word),
    mayManage: may(user, 'manage units') && unit.until === null,
    aliasesForm: form ?? filled({ aliases: unit.aliases.join('\n'), was: unit.aliases.join('\n') }),
  }, form ? 422 : 200)
}

unitRoutes.post('/units/:id/aliases', formOf(aliasesForm), async c => {
  const { store } = c.var
  const id = c.req.param('id')
  const again = await submit(c.req.valid('form'), input => store.write(db => setAliases(db, by(c), id, input)))
  if (!again) return done(c, `/units/${id}`, 'Đã lưu các tên gọi khác.')
  const { aliases } = await findUnit(store.read, id)
  return showUnit(c, id, { ...again, values: { ...again.values, was: aliases.join('\n') } })
})

async function showNew(c: Ask, form: Form) {
  const kinds = unitKinds.map(kind => ({ value: kind, label: kindNames[kind] }))
  return page(c, 'Thêm đơn vị', 'units/new', { form, kinds, parents: [{ value: '', label: 'Không trực thuộc' }, ...await unitOptions(c.var.store.read)] })
}

unitRoutes.get('/admin/units', c => showNew(c, filled({ since: today(), kind: 'division' })))

unitRoutes.post('/admin/units', formOf(foundingForm), async c => {
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await c.var.store.write(db => addUnit(db, by(c), input)) })
  return again ? showNew(c, again) : done(c, `/units/${id}`, 'Đã lập đơn vị.')
})

type What = UnitViews['units/change']['what']
const words: Record<What, { title: string; lede: string; button: string }> = {
  renaming: { title: 'Đổi tên', button: 'Đổi tên', lede: 'Đơn vị cũ kết thúc, đơn vị mới kế tục từ ngày có hiệu lực. Người và việc đi theo; hồ sơ cũ giữ tên cũ.' },
  moving: { title: 'Chuyển trực thuộc', button: 'Chuyển', lede: 'Đơn vị giữ tên, trực thuộc đơn vị khác từ ngày có hiệu lực.' },
  merger: { title: 'Sáp nhập', button: 'Sáp nhập', lede: 'Các đơn vị được chọn kết thúc; đơn vị mới hoặc đơn vị giữ lại nhận người và việc từ ngày có hiệu lực.' },
  split: { title: 'Chia tách', button: 'Chia tách', lede: 'Đơn vị kết thúc và thành nhiều đơn vị mới. Mỗi người được xếp vào một đơn vị, không ai bị bỏ lại.' },
  ending: { title: 'Kết thúc hoạt động', button: 'Kết thúc', lede: 'Chỉ kết thúc được khi không còn người và đơn vị cấp dưới. Nếu có đơn vị nhận việc, hãy chọn sáp nhập.' },
}

async function showChange(c: Ask, what: What, form: Form, chosen: { others?: string[]; people?: Record<string, string> } = {}) {
  const { store } = c.var
  const unit = await findUnit(store.read, c.req.param('id')!)
  const rest = (await unitsOn(store.read, today())).filter(one => one.id !== unit.id && one.until === null)
  const serving = what === 'split' ? (await servingOn(store.read, today())).filter(row => row.unitId === unit.id) : []
  return page(c, `${words[what].title}: ${unit.name}`, 'units/change', {
    unit, what, ...words[what], form, parents: [{ value: '', label: what === 'merger' ? 'Lập đơn vị mới' : 'Không trực thuộc' }, ...(what === 'merger' ? [{ value: unit.id, label: `Giữ ${unit.name}` }, ...rest.map(one => ({ value: one.id, label: `Giữ ${one.name}` }))] : (await unitOptions(store.read)).filter(one => one.value !== unit.id))],
    others: rest.map(({ id, name }) => ({ id, name, on: chosen.others?.includes(id) ?? false })),
    people: serving.map(({ personId, name, title }) => ({ id: personId, name, title, chosen: chosen.people?.[personId] ?? '' })),
    names: (form.values.names ?? '').split('\n').map(one => one.trim()).filter(Boolean),
  })
}

for (const what of Object.keys(words) as What[]) unitRoutes.get(`/units/:id/${what}`, c => showChange(c, what, filled({ on: today() })))

unitRoutes.post('/units/:id/renaming', formOf(renamingForm), async c => {
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await c.var.store.write(db => renameUnit(db, by(c), c.req.param('id'), input)) })
  return again ? showChange(c, 'renaming', again) : done(c, `/units/${id}`, 'Đã đổi tên. Tên cũ vẫn tìm được và dẫn về đây.')
})

unitRoutes.post('/units/:id/moving', formOf(movingForm), async c => {
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await c.var.store.write(db => moveUnit(db, by(c), c.req.param('id'), input)) })
  return again ? showChange(c, 'moving', again) : done(c, `/units/${id}`, 'Đã chuyển trực thuộc.')
})

unitRoutes.post('/units/:id/merger', formOf(mergingForm), async c => {
  let id = ''
  const checked = c.req.valid('form')
  const again = await submit(checked, async input => { id = await c.var.store.write(db => mergeUnits(db, by(c), c.req.param('id'), input)) })
  if (!again) return done(c, `/units/${id}`, 'Đã sáp nhập. Người của các đơn vị cũ đã sang đây từ ngày có hiệu lực.')
  const { others } = await c.req.parseBody({ all: true })
  return showChange(c, 'merger', again, { others: checked.input?.others ?? [others].flat().filter(one => typeof one === 'string') })
})

unitRoutes.post('/units/:id/split', formOf(splitForm), async c => {
  const checked = c.req.valid('form')
  const again = await submit(checked, input => c.var.store.write(db => splitUnit(db, by(c), c.req.param('id'), input)))
  if (!again) return done(c, `/units/${c.req.param('id')}`, 'Đã chia tách. Trang này nay dẫn đến các đơn vị mới.')
  const chosen = Object.fromEntries(Object.entries(checked.form.values).flatMap(([name, value]) => (name.startsWith('person.') ? [[name.slice(7), value]] : [])))
  return showChange(c, 'split', again, { people: chosen })
})

unitRoutes.post('/units/:id/ending', formOf(endingForm), async c => {
  const id = c.req.param('id')
  const again = await submit(c.req.valid('form'), input => c.var.store.write(db => endUnit(db, by(c), id, input)))
  return again ? showChange(c, 'ending', again) : done(c, `/units/${id}`, 'Đã ghi ngày kết thúc.')
})
