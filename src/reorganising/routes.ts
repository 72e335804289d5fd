// Reorganising a unit by a decision: drafted, previewed, decided, and the report of what went over.
import { writeWorkbook, column } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor } from '../policy.ts'
import { allUnits, findUnit, unitNames, unitsOn } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, filled, formOf, submit, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { decide } from './carrying-out.ts'
import { choicesOf, draft, draftForm, dropDraft, findReorganisation, keyOf, listReorganisations, placeOf, placeOfPerson, saveChoices, standOf } from './drafting.ts'
import type { Reorganisation } from './tables.ts'

export const reorganisingRoutes = routes()

const by = (c: Ask) => actor(c.var.user, 'manage units')

const statuses = {
  draft: { kind: 'new', label: 'Đang soạn' }, decided: { kind: 'wait', label: 'Đã chốt, chờ ngày hiệu lực' }, done: { kind: 'done', label: 'Đã thực hiện' },
} as const

const namesOf = ({ distribution }: Reorganisation, names: Map<string, string>): string[] =>
  distribution.successors.map(one => ('name' in one ? one.name : names.get(one.unitId) ?? one.unitId))

reorganisingRoutes.get('/reorganisations', async c => {
  const { read } = c.var.store
  const [plans, names] = [await listReorganisations(read), await unitNames(read)]
  const rows = plans.map(plan => ({
    id: plan.id, name: names.get(plan.unitId) ?? plan.unitId, decision: plan.decision, on: plan.on, successors: namesOf(plan, names).join('; '), status: statuses[plan.state],
  }))
  return page(c, 'Sắp xếp đơn vị', 'reorganising/index', { rows, sentence: `${number(rows.length)} phương án sắp xếp.` })
})

async function showNew(c: Ask, form: Form, into: string[] = []) {
  const { read } = c.var.store
  const unit = await findUnit(read, c.req.param('id')!)
  const others = (await unitsOn(read, today())).filter(one => one.id !== unit.id && one.until === null)
  return page(c, `Sắp xếp lại: ${unit.name}`, 'reorganising/new', { unit, form, others: others.map(({ id, name }) => ({ id, name, on: into.includes(id) })) })
}

reorganisingRoutes.get('/units/:id/reorganisation', c => showNew(c, filled({ on: today() })))

reorganisingRoutes.post('/units/:id/reorganisation', formOf(draftForm), async c => {
  let id = ''
  const checked = c.req.valid('form')
  const again = await submit(checked, async input => { id = await c.var.store.write(db => draft(db, by(c), c.req.param('id'), input)) })
  return again ? showNew(c, again, checked.input?.into) : done(c, `/reorganisations/${id}`, 'Đã lập phương án. Hãy chọn nơi nhận cho từng lĩnh vực và từng người.')
})

async function showPlan(c: Ask, plan: Reorganisation, form: Form = blank) {
  const { read } = c.var.store
  const unit = await findUnit(read, plan.unitId)
  const names = namesOf(plan, await unitNames(read))
  const isDraft = plan.state === 'draft'
  const { held, people, open } = plan.state === 'done' ? { held: [], people: [], open: 0 } : await standOf(read, plan)
  const things = held.flatMap(({ kind, rows }) => rows.map(row => ({ kind, row, place: placeOf(plan.distribution, kind.kind, row) })))
  const byField = Map.groupBy(things, ({ row }) => row.field ?? '')
  const said = (place: number | undefined) => (place === undefined ? '' : String(place))
  const everything = new Map((await allUnits(read)).map(({ id, name }) => [id, name]))
  return page(c, `Sắp xếp lại: ${unit.name}`, 'reorganising/show', {
    id: plan.id, unit, form, open, isDraft, status: statuses[plan.state],
    lede: `${plan.decision}, hiệu lực ${date(plan.on)}: ${names.join('; ')} tiếp nhận.`,
    options: [{ value: '', label: names.length > 1 ? 'Chưa chọn' : names[0]! }, ...(names.length > 1 ? names : []).map((label, at) => ({ value: String(at), label }))],
    counts: names.map((name, at) => (plan.state === 'done'
      ? { name, things: plan.moved.filter(({ toId }) => toId === plan.successorIds[at]).length, people: 0 }
      : { name, things: things.filter(({ place }) => place === at).length, people: people.filter(({ personId }) => placeOfPerson(plan.distribution, personId) === at).length })),
    fields: [...byField].toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1)).map(([field, rows]) => ({
      name: `field.${field}`, label: field || 'Không ghi lĩnh vực', count: rows.length, chosen: said(plan.distribution.fields[field]),
    })),
    people: people.map(({ personId, name, title }) => ({ id: personId, name, title, chosen: said(plan.distribution.people[personId]) })),
    kinds: held.map(({ kind, rows }) => ({
      name: kind.name,
      rows: rows.map(row => {
        const place = placeOf(plan.distribution, kind.kind, row)
        const { title, field, href } = row
        return { name: `row.${keyOf(kind.kind, row)}`, title, field, href, chosen: said(plan.distribution.rows[keyOf(kind.kind, row)]), to: place === undefined ? null : names[place]! }
      }),
    })),
    moved: plan.moved.map(({ kind, title, field, toId, left }) => ({ kind, title, field, left, to: everything.get(toId) ?? toId })),
  }, Object.keys(form.errors).length ? 422 : 200)
}

reorganisingRoutes.get('/reorganisations/:id', async c => showPlan(c, await findReorganisation(c.var.store.read, c.req.param('id'))))

reorganisingRoutes.post('/reorganisations/:id', async c => {
  const id = c.req.param('id')
  const choices = choicesOf(await c.req.parseBody())
  const again = await submit({ form: blank, input: choices }, input => c.var.store.write(db => saveChoices(db, by(c), id, input)))
  return again ? showPlan(c, await findReorganisation(c.var.store.read, id), again) : done(c, `/reorganisations/${id}`, 'Đã lưu phương án. Chưa có gì thay đổi trước khi chốt.')
})

reorganisingRoutes.post('/reorganisations/:id/decision', async c => {
  const id = c.req.param('id')
  let isOver = false
  const again = await submit({ form: blank, input: id }, async () => { isOver = await c.var.store.write(db => decide(db, by(c), id)) })
  if (again) return showPlan(c, await findReorganisation(c.var.store.read, id), again)
  return done(c, `/reorganisations/${id}`, isOver ? 'Đã thực hiện. Dưới đây là những gì đã chuyển.' : 'Đã chốt. Việc đang mở chuyển vào sáng ngày có hiệu lực.')
})

reorganisingRoutes.post('/reorganisations/:id/removal', async c => {
  await c.var.store.write(db => dropDraft(db, by(c), c.req.param('id')))
  return done(c, '/reorganisations', 'Đã bỏ phương án.')
})

reorganisingRoutes.get('/reorganisations/:id/export/xlsx', async c => {
  const { read } = c.var.store
  const plan = await findReorganisation(read, c.req.param('id'))
  const names = await unitNames(read)
  const successors = namesOf(plan, names)
  const rows = plan.state === 'done'
    ? plan.moved.map(one => [one.kind, one.title, one.field, names.get(one.toId) ?? one.toId, one.left ? 'Cần xem lại' : ''])
    : (await standOf(read, plan)).held.flatMap(({ kind, rows }) => rows.map(row => {
      const place = placeOf(plan.distribution, kind.kind, row)
      return [kind.name, row.title, row.field, place === undefined ? '' : successors[place]!, place === undefined ? 'Chưa chọn' : '']
    }))
  return download(c, `Sắp xếp ${names.get(plan.unitId)} ${plan.on}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{
    name: 'Chuyển giao', note: `${names.get(plan.unitId)}; ${plan.decision}, hiệu lực ${date(plan.on)}; ${statuses[plan.state].label.toLowerCase()}.`,
    columns: [column('Loại', 28), column('Tên', 70), column('Lĩnh vực', 30), column('Đơn vị nhận', 40), column('Ghi chú', 20)], rows,
  }]))
})
