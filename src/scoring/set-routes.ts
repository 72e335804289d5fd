// Addresses of sets of criteria: begun, copied, edited line by line, taken from a spreadsheet and given out as one.
import { z } from 'zod'
import { withUpload } from '../admin/uploads.ts'
import { today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { findUnit } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { criterionFrom, removeCriterion, saveCriterion, type CriterionValues, type TypedCriterion } from './criteria.ts'
import { methodNames } from './rules.ts'
import { criteriaOf, findSet } from './seeing.ts'
import { criterionEditPage, setEditPage, setPage, setsPage } from './set-pages.ts'
import { applySet, readSet, setWorkbook } from './set-workbook.ts'
import { changeSet, copyForm, copySet, makeSample, makeSet, sampleForm, setForm } from './sets.ts'
import type { CriteriaSet } from './tables.ts'
import { points } from './words.ts'

export const setRoutes = routes()

const found = (c: Ask) => findSet(c.var.store.read, c.req.param('id')!)
const showSets = async (c: Ask, form?: Form) => page(c, 'Bộ tiêu chí', 'scoring/sets', await setsPage(c, form))

setRoutes.get('/scoring/sets', c => showSets(c))
setRoutes.get('/scoring/sets/new', c => page(c, 'Thêm bộ tiêu chí', 'scoring/set-edit', setEditPage(null)))

setRoutes.post('/scoring/sets', formOf(setForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => makeSet(db, user, input)) })
  return again ? page(c, 'Thêm bộ tiêu chí', 'scoring/set-edit', setEditPage(null, again)) : done(c, `/scoring/sets/${id}`, 'Đã thêm bộ tiêu chí. Nhập các dòng từ Excel hoặc thêm từng dòng.')
})

setRoutes.post('/scoring/sets/sample', formOf(sampleForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async ({ year }) => { id = await store.write(db => makeSample(db, user, year)) })
  return again ? showSets(c, again) : done(c, `/scoring/sets/${id}`, 'Đã lập bộ tiêu chí mẫu. Sửa cho hợp với bộ của tỉnh trước khi dùng.')
})

const showSet = async (c: Ask, form?: Form) => {
  const set = await found(c)
  return page(c, set.name, 'scoring/set', await setPage(c, set, form))
}

setRoutes.get('/scoring/sets/:id', c => showSet(c))

setRoutes.get('/scoring/sets/:id/edit', async c => {
  const set = await found(c)
  return page(c, `Sửa ${set.name}`, 'scoring/set-edit', setEditPage(set))
})

setRoutes.post('/scoring/sets/:id/edit', formOf(setForm.extend({ revision: z.coerce.number('Hãy mở lại trang.') })), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), ({ revision, ...input }) => store.write(async db => changeSet(db, user, await findSet(db, c.req.param('id')), input, revision)))
  return again ? page(c, 'Sửa bộ tiêu chí', 'scoring/set-edit', setEditPage(await found(c), again)) : done(c, `/scoring/sets/${c.req.param('id')}`, 'Đã sửa bộ tiêu chí.')
})

setRoutes.post('/scoring/sets/:id/copy', formOf(copyForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async ({ year }) => { id = await store.write(async db => copySet(db, user, await findSet(db, c.req.param('id')), year)) })
  return again ? showSet(c, again) : done(c, `/scoring/sets/${id}`, 'Đã chép thành bộ mới, đang soạn.')
})

setRoutes.get('/scoring/sets/:id/export/:format', async c => {
  if (c.req.param('format') !== 'xlsx') throw new NotFound()
  const set = await found(c)
  return download(c, `${set.name} ${today()}.xlsx`, fileKinds.xlsx.mime, await setWorkbook(c.var.store.read, set))
})

const importPage = (c: Ask, { id, name }: CriteriaSet, form: Form) => page(c, `Nhập ${name}`, 'scoring/import', { id, name, form, preview: null })

setRoutes.get('/scoring/sets/:id/import', async c => importPage(c, await found(c), blank))

const mostBytes = 5 * 1024 * 1024

setRoutes.post('/scoring/sets/:id/import', async c => {
  const set = await found(c)
  const read = c.var.store.read
  try {
    const lines = await withUpload(c, 'file', ['xlsx'], mostBytes, file => readSet(read, file.path))
    const wrong = lines.filter(({ mistakes }) => mistakes.length).length
    return page(c, `Nhập ${set.name}`, 'scoring/import', {
      id: set.id, name: set.name, form: blank,
      preview: {
        ready: !wrong, lines: wrong ? '' : JSON.stringify(lines.map(({ typed: line, values }) => ({ ...line, owner: values!.ownerUnitId ?? '' }))),
        sentence: `${lines.length} dòng${wrong ? `, ${wrong} dòng cần sửa. Sửa trong tệp rồi gửi lại; chưa ghi gì.` : ', không thấy chỗ nào sai.'}`,
        rows: lines.map(({ row, typed: line, values, mistakes }) => ({
          row, mistakes, number: line.number, name: line.name, maximum: values?.maximum ? points(values.maximum) : line.maximum, rule: line.rule,
          method: values?.method ? methodNames[values.method] : line.method,
        })),
      },
    }, wrong ? 422 : 200)
  } catch (error) {
    if (error instanceof Invalid) return importPage(c, set, { values: {}, errors: error.errors })
    throw error
  }
})

const typed = z.string().default('')
const criterionForm = z.object({
  number: typed, name: typed, maximum: typed, method: typed, rule: typed, what: typed, of: typed, evidence: typed, optional: typed, side: typed, owner: typed, source: typed,
})

setRoutes.post('/scoring/sets/:id/import/applying', formOf(z.object({ lines: z.string().max(500_000) })), async c => {
  const { store, user } = c.var
  const set = await found(c)
  const again = await submit(c.req.valid('form'), async ({ lines }) => {
    const parsed = z.array(criterionForm).safeParse(JSON.parse(lines || '[]'))
    if (!parsed.success) throw new Invalid({ file: 'Bản xem trước đã hỏng. Hãy gửi lại tệp.' })
    await store.write(async db => {
      const rows: CriterionValues[] = []
      for (const row of parsed.data) rows.push(criterionFrom(row, row.owner ? (await findUnit(db, row.owner)).id : null))
      await applySet(db, user, await findSet(db, set.id), rows)
    })
  })
  return again ? importPage(c, set, again) : done(c, `/scoring/sets/${set.id}`, 'Đã nhập bộ tiêu chí từ tệp.')
})

async function save(c: Ask, id: string | null, input: TypedCriterion) {
  const { store, user } = c.var
  await store.write(async db => {
    const owner = input.owner ? (await findUnit(db, input.owner)).id : null
    await saveCriterion(db, user, await findSet(db, c.req.param('id')!), id, criterionFrom(input, owner))
  })
}

const criterionOf = async (c: Ask, set: CriteriaSet) => {
  const criterion = (await criteriaOf(c.var.store.read, set.id)).find(({ id }) => id === c.req.param('criterion'))
  if (!criterion) throw new NotFound('Không có tiêu chí này.')
  return criterion
}

setRoutes.get('/scoring/sets/:id/criteria/new', async c => page(c, 'Thêm tiêu chí', 'scoring/criterion-edit', await criterionEditPage(c, await found(c), null)))

setRoutes.post('/scoring/sets/:id/criteria', formOf(criterionForm), async c => {
  const again = await submit(c.req.valid('form'), input => save(c, null, input))
  return again ? page(c, 'Thêm tiêu chí', 'scoring/criterion-edit', await criterionEditPage(c, await found(c), null, again)) : done(c, `/scoring/sets/${c.req.param('id')}`, 'Đã thêm tiêu chí.')
})

const showCriterion = async (c: Ask, form?: Form) => {
  const set = await found(c)
  return page(c, 'Sửa tiêu chí', 'scoring/criterion-edit', await criterionEditPage(c, set, await criterionOf(c, set), form))
}

setRoutes.get('/scoring/sets/:id/criteria/:criterion', c => showCriterion(c))

setRoutes.post('/scoring/sets/:id/criteria/:criterion', formOf(criterionForm), async c => {
  const again = await submit(c.req.valid('form'), input => save(c, c.req.param('criterion'), input))
  return again ? showCriterion(c, again) : done(c, `/scoring/sets/${c.req.param('id')}`, 'Đã sửa tiêu chí.')
})

setRoutes.post('/scoring/sets/:id/criteria/:criterion/removal', formOf(z.object({})), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), () => store.write(async db => removeCriterion(db, user, await findSet(db, c.req.param('id')), c.req.param('criterion'))))
  return again ? showCriterion(c, again) : done(c, `/scoring/sets/${c.req.param('id')}`, 'Đã xóa tiêu chí cùng các dòng con.')
})
