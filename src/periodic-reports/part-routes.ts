// Addresses of the parts of units: asking for them, sending, taking, returning; and of the outline of reports.
import { z } from 'zod'
import { findPeriod } from '../periods/periods.ts'
import { foundPeriod } from '../periods/show-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { changeOutline, contentNames, outlineOf } from './outline.ts'
import { partPage, partsPage, unitsIn } from './part-pages.ts'
import { askForm, askForParts, findPart, partForm, returnForm, returnPart, revisionForm, sendPart, takePart } from './parts.ts'

export const reportPartRoutes = routes()

async function showSections(c: Ask, form: Form = blank) {
  const { sections, customary } = await outlineOf(c.var.store.read)
  const typed = (name: string, kept: string) => form.values[name] ?? kept
  return page(c, 'Đề cương báo cáo', 'periodic-reports/sections', {
    form, customary, levels: [{ value: '1', label: 'I, II, III' }, { value: '2', label: '1, 2, 3' }],
    sections: sections.map(({ id, title, level, content, inUse }, at) => ({
      id, position: typed(`position.${id}`, String(at + 1)), title: typed(`title.${id}`, title), level: typed(`level.${id}`, String(level)),
      content: contentNames[content],
      inUse: Object.keys(form.values).length ? form.values[`inUse.${id}`] === 'on' : inUse,
    })),
  })
}

reportPartRoutes.get('/periods/sections', c => showSections(c))

reportPartRoutes.post('/periods/sections', formOf(z.looseObject({})), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(db => changeOutline(db, user, input)))
  return again ? showSections(c, again) : done(c, '/periods/sections', 'Đã lưu đề cương. Các báo cáo chưa trình theo đề cương này.')
})

async function showParts(c: Ask, form?: Form) {
  const period = await foundPeriod(c)
  return page(c, `Phần của đơn vị, ${period.name}`, 'periodic-reports/parts', await partsPage(c, period, form))
}

reportPartRoutes.get('/periods/:id/parts', c => showParts(c))

reportPartRoutes.post('/periods/:id/parts', formOf(askForm), async c => {
  const { store, user } = c.var
  let asked = 0
  const again = await submit(c.req.valid('form'), async input => {
    asked = await store.write(async db => askForParts(db, user, await findPeriod(db, user, c.req.param('id')), unitsIn(input), input.due))
  })
  return again ? showParts(c, again) : done(c, `/periods/${c.req.param('id')}/parts`, `Đã yêu cầu ${asked} đơn vị gửi phần báo cáo; thủ trưởng các đơn vị được báo.`)
})

async function showPart(c: Ask, form?: Form) {
  const period = await foundPeriod(c)
  const part = await findPart(c.var.store.read, c.var.user, period.id, c.req.param('unit')!)
  const data = await partPage(c, period, part, form)
  return page(c, `Phần của ${data.unit}, ${period.name}`, 'periodic-reports/part', data)
}

reportPartRoutes.get('/periods/:id/parts/:unit', c => showPart(c))

reportPartRoutes.post('/periods/:id/parts/:unit', formOf(partForm), async c => {
  const { store, user } = c.var
  const { id, unit } = c.req.param()
  const again = await submit(c.req.valid('form'), input => store.write(async db => {
    const period = await findPeriod(db, user, id)
    return sendPart(db, user, period, await findPart(db, user, id, unit), input)
  }))
  return again ? showPart(c, again) : done(c, `/periods/${id}/parts/${unit}`, 'Đã gửi phần báo cáo. Sửa và gửi lại được cho đến khi đầu mối CCHC nhận.')
})

reportPartRoutes.post('/periods/:id/parts/:unit/taking', formOf(revisionForm), async c => {
  const { store, user } = c.var
  const { id, unit } = c.req.param()
  const again = await submit(
    c.req.valid('form'),
    ({ revision }) => store.write(async db => takePart(db, user, await findPeriod(db, user, id), await findPart(db, user, id, unit), revision))
  )
  return again ? showPart(c, again) : done(c, `/periods/${id}/parts`, 'Đã nhận phần báo cáo; nội dung vào dự thảo.')
})

reportPartRoutes.post('/periods/:id/parts/:unit/return', formOf(returnForm), async c => {
  const { store, user } = c.var
  const { id, unit } = c.req.param()
  const again = await submit(
    c.req.valid('form'),
    input => store.write(async db => returnPart(db, user, await findPeriod(db, user, id), await findPart(db, user, id, unit), input))
  )
  return again ? showPart(c, again) : done(c, `/periods/${id}/parts`, 'Đã trả lại; người gửi được báo kèm điều cần sửa.')
})
