// Conclusions of a meeting: typed, pasted or read from a file, put right in a grid, given as tasks in one save.
import { z } from 'zod'
import { withForm } from '../admin/uploads.ts'
import { Invalid, NotFound } from '../errors.ts'
import type { Write } from '../store/store.ts'
import { routes, type Ask } from '../web/context.ts'
import { checkedBy, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, fragment, page } from '../web/render.ts'
import { addWork, conclusionsOf, findConclusion, markNoTask, meetingToConclude, moveConclusion, removeConclusion, removeWork, restore, type Added } from './conclusions.ts'
import { conclusionView, gridPage, isUnmarked, showingOf, stateOf } from './grid-pages.ts'
import { giveConclusions, grantLater, type Given } from './giving.ts'
import { keepCells, type Typed } from './keeping.ts'
import { addRead, readFileOf, readText } from './pasting.ts'
import type { Meeting } from '../meetings/tables.ts'

export const conclusionRoutes = routes()

const anyForm = formOf(z.looseObject({}))

async function showGrid(c: Ask, form?: Form) {
  const { title, data } = await gridPage(c, c.req.param('id')!, form)
  return page(c, title, 'conclusions/grid', data)
}
const gridAddress = (c: Ask, conclusion = ''): string => `/meetings/${c.req.param('id')}/conclusions${conclusion ? `#kl-${conclusion}` : ''}`

conclusionRoutes.get('/meetings/:id/conclusions', c => showGrid(c))

/** Runs work on the meeting in one transaction, as somebody who may change its conclusions now. */
const changing = <T>(c: Ask, work: (db: Write, meeting: Meeting) => Promise<T>): Promise<T> =>
  c.var.store.write(async db => work(db, await meetingToConclude(db, c.var.user, c.req.param('id')!)))

conclusionRoutes.post('/meetings/:id/conclusions', async c => {
  const { user, config } = c.var
  const asked = await meetingToConclude(c.var.store.read, user, c.req.param('id'))
  return withForm(c, 'file', config.uploadBytes, async ({ values, file, error }) => {
    const checked = checkedBy(z.object({ text: z.string().default('') }), values)
    let added: Added = { ids: [], known: [] }
    let more = ''
    const again = error ? { ...checked.form, errors: { file: error } } : await submit(checked, async ({ text }) => {
      if (!file && !text.trim()) throw new Invalid({ text: 'Hãy gõ hoặc dán kết luận, mỗi kết luận một dòng có số, hoặc chọn tệp biên bản.' })
      const { read, warnings } = file ? await readFileOf(c.var.store.read, asked, file) : { read: await readText(c.var.store.read, asked, text), warnings: [] }
      if (!read.length) throw new Invalid({ [file ? 'file' : 'text']: 'Không thấy kết luận nào. Hãy dán phần kết luận, mỗi kết luận một dòng có số.' })
      added = await changing(c, (db, meeting) => addRead(db, user, meeting, read))
      more = warnings.join(' ')
    })
    return again ? showGrid(c, again) : done(c, gridAddress(c), [addedInWords(added), more].filter(Boolean).join(' '))
  })
})

function addedInWords({ ids, known }: Added): string {
  const same = known.length ? `${number(known.length)} kết luận đã có như vậy (${known.slice(0, 12).map(({ as }) => as).join(', ')}) nên không ghi lần nữa.` : ''
  return [ids.length ? `Đã ghi ${number(ids.length)} kết luận. Xem các ô được đánh dấu rồi giao việc.` : '', same].filter(Boolean).join(' ')
}

/** Keeps what stands in the form and then does one more thing; the grid comes again with the mistakes of either. */
async function keepAnd(c: Ask, input: { form: Form; input?: Typed }, more: (db: Write, meeting: Meeting) => Promise<{ to?: string; sentence: string }>) {
  let said = { sentence: '' } as { to?: string; sentence: string }
  let errors: Record<string, string> = {}
  const again = await submit(input, async typed => {
    // Two steps, so that nothing typed is lost where the second refuses.
    errors = await changing(c, (db, meeting) => keepCells(db, c.var.user, meeting, typed, c.var.config))
    said = await changing(c, more)
  })
  const mistakes = { ...errors, ...again?.errors }
  return Object.keys(mistakes).length ? showGrid(c, { values: input.form.values, errors: mistakes }) : done(c, gridAddress(c, said.to), said.sentence)
}

conclusionRoutes.post('/meetings/:id/conclusions/cells', anyForm, c => keepAnd(c, c.req.valid('form'), async () => ({ sentence: 'Đã lưu. Chưa có việc nào được giao thêm.' })))

// One cell as it is changed: its conclusion and the bar under the grid come back.
conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/cells', anyForm, async c => {
  const { form, input = {} } = c.req.valid('form')
  const id = c.req.param('conclusion')
  const cell = c.req.query('cell') ?? ''
  const own = Object.fromEntries([`k.${id}`, cell, `${cell}.ok`].flatMap(name => (input[name] === undefined ? [] : [[name, input[name]]])))
  const errors = await changing(c, (db, meeting) => keepCells(db, c.var.user, meeting, own, c.var.config))
  const meeting = await meetingToConclude(c.var.store.read, c.var.user, c.req.param('id'))
  const showing = await showingOf(c, meeting, { values: form.values, errors }, input.editing === id ? id : null)
  const one = showing.all.find(conclusion => conclusion.id === id)
  if (!one) throw new NotFound('Kết luận này vừa được bỏ ở cửa sổ khác. Hãy tải lại trang.')
  return fragment(c, 'conclusions/_saved', { one: conclusionView(one, showing), state: stateOf(showing) })
})

conclusionRoutes.post('/meetings/:id/conclusions/giving', anyForm, c => {
  const { form, input } = c.req.valid('form')
  const grants = new Set(Object.keys(input ?? {}).flatMap(name => /^w\.([^.]+)\.grant$/.exec(name)?.[1] ?? []))
  return keepAnd(c, { form, ...(input ? { input } : {}) }, async (db, meeting) => ({ sentence: givenInWords(await giveConclusions(db, c.var.user, meeting, grants, c.var.config), c.var.config.receiptHours) }))
})

function givenInWords({ tasks, units, reminded, extended, waiting, refused }: Given, hours: number): string {
  const parts = [
    ...(tasks ? [`Đã giao ${number(tasks)} nhiệm vụ cho ${number(units)} đơn vị; các đơn vị có ${number(hours)} giờ làm việc để tiếp nhận.`] : []),
    ...(reminded ? [`Đã nhắc ${number(reminded)} nhiệm vụ${extended ? `, gia hạn ${number(extended)}` : ''}.`] : []),
    ...(!tasks && !reminded ? ['Không có việc mới nào để giao: việc đã rõ thì đã giao rồi.'] : []),
    ...(waiting ? [`Còn ${number(waiting)} việc chờ xem các ô được đánh dấu.`] : []), ...(refused.length ? [`Chưa gia hạn được: ${refused.join(' ')}`] : []),
  ]
  return parts.join(' ')
}

conclusionRoutes.post('/meetings/:id/conclusions/no-tasks', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const marked = await markNoTask(db, c.var.user, meeting, (await conclusionsOf(db, meeting.id)).filter(isUnmarked).map(({ id }) => id), true)
  return { sentence: `Đã đánh dấu ${number(marked)} kết luận không phát sinh nhiệm vụ.` }
}))

conclusionRoutes.post('/meetings/:id/conclusions/restoring', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const number = await restore(db, c.var.user, meeting, Number(c.req.query('event')))
  return { sentence: `Đã lấy lại kết luận ${number}.` }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/works', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const id = c.req.param('conclusion')
  await addWork(db, c.var.user, meeting, id)
  return { to: id, sentence: 'Đã thêm một việc. Ghi nội dung, đơn vị chủ trì và thời hạn của việc ấy.' }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/works/:work/removal', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const id = c.req.param('conclusion')
  await removeWork(db, c.var.user, meeting, id, c.req.param('work'))
  return { to: id, sentence: 'Đã bỏ một việc. Lấy lại được ở cuối trang.' }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/removal', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  await removeConclusion(db, c.var.user, meeting, c.req.param('conclusion'))
  return { sentence: 'Đã bỏ kết luận. Lấy lại được ở cuối trang.' }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/place', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const id = c.req.param('conclusion')
  await moveConclusion(db, c.var.user, meeting, id, c.req.query('way') === 'up' ? 'up' : 'down')
  return { to: id, sentence: 'Đã đổi chỗ.' }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/no-task', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const id = c.req.param('conclusion')
  const off = c.req.query('off') !== undefined
  await markNoTask(db, c.var.user, meeting, [id], !off)
  return { to: id, sentence: off ? 'Đã bỏ dấu không phát sinh nhiệm vụ.' : 'Đã đánh dấu không phát sinh nhiệm vụ.' }
}))

conclusionRoutes.post('/meetings/:id/conclusions/:conclusion/works/:work/extension', anyForm, c => keepAnd(c, c.req.valid('form'), async (db, meeting) => {
  const whole = await findConclusion(db, meeting.id, c.req.param('conclusion'))
  const work = whole.works.find(({ id }) => id === c.req.param('work'))
  if (!work) throw new NotFound('Việc này không còn trong kết luận.')
  const { extended, refused } = await grantLater(db, c.var.user, meeting, whole, work, c.var.config)
  if (refused.length) throw new Invalid({ '': refused.join(' ') })
  return { to: whole.id, sentence: `Đã gia hạn ${number(extended)} nhiệm vụ theo kết luận ${whole.number}.` }
}))
