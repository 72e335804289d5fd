// Addresses of tasks: giving one, its page, and every step in its life.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { today } from '../clock.ts'
import { actor } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { numberFrom } from '../targets/figures.ts'
import type { Value } from '../targets/measure.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Checked } from '../web/forms.ts'
import { done, fragment } from '../web/render.ts'
import { Invalid, NotFound } from '../errors.ts'
import { giveTask } from './assigning.ts'
import { changeTask } from './changing.ts'
import { addItem, removeItem, tickItem } from './checklist.ts'
import { addNote, dropTask, moveTask, pauseTask, reopenTask, resumeTask, reviewReport } from './deciding.ts'
import { checkAssigning, showDeadlines, showNewTask, showTaskForm } from './giving-pages.ts'
import { showTask } from './pages.ts'
import { moveDeadlines, tellCalendar } from './recounting.ts'
import { acceptTask, namePerson } from './receiving.ts'
import { dropDraft, finishPart, keepDraft, reportOn, draftOf } from './reporting.ts'
import { askRequest, decideRequest, withdrawRequest } from './requests.ts'
import { findTask, partsOf } from './seeing.ts'
import { lights, requestKinds, type Task, type TaskPart } from './tables.ts'
import { taskFrom, type Typed } from './task-form.ts'
import type { TaskFormName } from './views.ts'

export const taskRoutes = routes()

const typed = z.record(z.string(), z.unknown()).transform(all => Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string')))
const text = z.string().default('')

taskRoutes.get('/tasks/new', c => showNewTask(c))

taskRoutes.post('/tasks', formOf(typed), async c => {
  const { store, user, config } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async values => {
    const input = taskFrom(values, null)
    checkAssigning(user, input)
    id = await store.write(db => giveTask(db, actor(user, 'assign tasks', { unitId: input.unitId, field: input.domain ?? null }), input, config))
  })
  return again ? showNewTask(c, again) : done(c, `/tasks/${id}`, 'Đã giao nhiệm vụ. Đơn vị chủ trì và phối hợp đã thấy trong việc của mình.')
})

tellCalendar()
taskRoutes.get('/tasks/deadlines', c => showDeadlines(c))
taskRoutes.post('/tasks/deadlines', async c => {
  const moved = await c.var.store.write(db => moveDeadlines(db, actor(c.var.user, 'change the calendar'), today()))
  return done(c, '/tasks/deadlines', moved ? `Đã tính lại hạn của ${moved} nhiệm vụ chưa xong. Hạn đầu vẫn giữ.` : 'Không có hạn nào phải tính lại.')
})

taskRoutes.get('/tasks/:id', c => showTask(c, c.req.param('id')))
taskRoutes.get('/tasks/:id/edit', c => showTaskForm(c, c.req.param('id')))

taskRoutes.post('/tasks/:id/edit', formOf(typed), async c => {
  const { store, user } = c.var
  const task = await findTask(store.read, user, c.req.param('id'))
  let changed = 0
  const again = await submit(c.req.valid('form'), async values => {
    const { unitId: _lead, ...fields } = taskFrom(values, task)
    changed = (await store.write(db => changeTask(db, user, task, fields, Number(values.revision)))).length
  })
  if (!again) return done(c, `/tasks/${task.id}`, changed ? `Đã lưu ${changed} thay đổi. Nội dung cũ còn trong lịch sử.` : 'Không có gì thay đổi.')
  // Whoever saw what the other one changed may save over it.
  if (again.errors['']) again.values.revision = String(task.revision)
  return showTaskForm(c, task.id, again)
})

/** Only addresses of the portal itself. */
const backTo = (path: string | undefined, otherwise: string) => (path && /^\/(?![/\\])/.test(path) ? path : otherwise)

/** One step on one task: who sees it may try, the step itself says no; a mistake comes back in its own form. */
async function step<T extends Typed>(c: Ask, checked: Checked<T>, name: TaskFormName, on: string, work: (db: Write, user: User, task: Task, input: T) => Promise<unknown>, sentence: string | (() => string)) {
  const { store, user } = c.var
  const task = await findTask(store.read, user, c.req.param('id')!)
  const again = await submit(checked, input => store.write(db => work(db, user, task, input)))
  if (again) return showTask(c, task.id, { name, on, form: again })
  return done(c, backTo(checked.form.values.back, `/tasks/${task.id}`), typeof sentence === 'string' ? sentence : sentence())
}

async function partOf(db: Write, task: Task, id: string): Promise<TaskPart> {
  const part = (await partsOf(db, task.id)).find(one => one.id === id)
  if (!part) throw new NotFound('Phần việc này vừa chuyển cho đơn vị khác. Hãy mở lại trang nhiệm vụ.')
  return part
}

taskRoutes.post('/tasks/:id/receipt', formOf(typed), c => step(c, c.req.valid('form'), 'receipt', c.req.valid('form').form.values.part ?? '',
  async (db, user, task, { part, person }) => acceptTask(db, user, task, await partOf(db, task, part ?? ''), person || null), 'Đã nhận việc.'))

taskRoutes.post('/tasks/:id/person', formOf(typed), c => step(c, c.req.valid('form'), 'person', c.req.valid('form').form.values.part ?? '',
  async (db, user, task, { part, person }) => namePerson(db, user, task, await partOf(db, task, part ?? ''), person || null), 'Đã phân công.'))

taskRoutes.post('/tasks/:id/parts/:part/completion', formOf(typed), c => step(c, c.req.valid('form'), 'part', c.req.param('part'),
  async (db, user, task, { note = '', doneOn }) => finishPart(db, user, task, await partOf(db, task, c.req.param('part')), { note, doneOn: doneOn || null }), 'Đã báo xong phần phối hợp.'))

/** The figures of a posted report; null where none of their fields is there. */
function valueFrom(values: Typed): Value | null {
  const names = Object.keys(values).filter(name => /^(?:numerator|denominator|value|notArising|step\.\d+|steps)$/.test(name))
  if (!names.length) return null
  const number = (name: string) => numberFrom(values[name] ?? '')
  return {
    numerator: number('numerator'), denominator: number('denominator'), value: number('value'), notArising: values.notArising === 'on',
    steps: names.flatMap(name => (/^step\.\d+$/.test(name) && values[name] ? [Number(name.slice(5))] : [])),
  }
}

taskRoutes.post('/tasks/:id/reports', formOf(typed), async c => {
  let sent = { number: 0, claims: false, leads: true }
  return step(c, c.req.valid('form'), 'report', '', async (db, user, task, values) => {
    const light = lights.find(one => one === values.light)
    const percent = numberFrom(values.percent ?? '') ?? 0
    if (!light) throw new Invalid({ light: 'Hãy chọn đánh giá tiến độ.' })
    const part = await partOf(db, task, values.part ?? '')
    const report = await reportOn(db, user, task, part, {
      light, percent, value: valueFrom(values), result: values.result ?? '', difficulties: values.difficulties ?? null, next: values.next ?? null, claimsDone: values.claimsDone === 'on',
      finishedOn: values.finishedOn || null, missingParts: values.missingParts ?? null,
    })
    sent = { number: report.number, claims: report.claimsDone, leads: part.role === 'lead' }
  }, () => {
    const seen = Number(c.req.valid('form').form.values.seen ?? sent.number - 1)
    const between = sent.number - seen - 1
    const also = between > 0 ? ` Trong lúc bạn viết, người khác đã gửi ${between} báo cáo; cả hai đều được giữ, theo thứ tự.` : ''
    return `${sent.claims ? (sent.leads ? 'Đã báo hoàn thành, chờ người giao xác nhận.' : 'Đã báo xong phần phối hợp.') : `Đã gửi báo cáo lần ${sent.number}.`}${also}`
  })
})

taskRoutes.post('/tasks/:id/draft', formOf(typed), async c => {
  const { store, user } = c.var
  const task = await findTask(store.read, user, c.req.param('id'))
  const { values } = c.req.valid('form').form
  await store.write(db => keepDraft(db, user, task.id, values))
  if (c.req.header('HX-Request')) return fragment(c, 'tasks/_saved', { savedAt: (await draftOf(store.read, user, task.id))?.savedAt ?? null })
  return done(c, `/tasks/${task.id}#viet`, 'Đã lưu nháp. Chỉ bạn thấy bản nháp này.')
})

taskRoutes.post('/tasks/:id/draft/removal', async c => {
  const { store, user } = c.var
  const task = await findTask(store.read, user, c.req.param('id'))
  await store.write(db => dropDraft(db, user, task.id))
  return done(c, `/tasks/${task.id}#viet`, 'Đã bỏ bản nháp.')
})

const review = z.object({ decision: z.enum(['acknowledged', 'returned', 'confirmed'], 'Hãy chọn ghi nhận, trả lại hoặc xác nhận.'), reason: text, back: text })
const reviewed = { acknowledged: 'Đã ghi nhận báo cáo.', returned: 'Đã trả lại báo cáo; đơn vị thấy lý do ngay.', confirmed: 'Đã xác nhận hoàn thành nhiệm vụ.' }

taskRoutes.post('/tasks/:id/reports/:report/review', formOf(review), c => step(c, c.req.valid('form'), 'review', c.req.param('report'),
  (db, user, _task, input) => reviewReport(db, user, c.req.param('report'), input), () => reviewed[c.req.valid('form').input!.decision]))

const asking = z.object({ part: text, kind: z.enum(requestKinds, 'Hãy chọn đề nghị gì.'), reason: text, askedDue: text, toUnitId: text })

taskRoutes.post('/tasks/:id/requests', formOf(asking), c => step(c, c.req.valid('form'), 'request', '',
  async (db, user, task, { part, ...input }) => askRequest(db, user, task, await partOf(db, task, part), { ...input, askedDue: input.askedDue || null, toUnitId: input.toUnitId || null }), 'Đã gửi đề nghị. Người giao thấy ngay trong việc chờ quyết định.'))

const decision = z.object({ decision: z.enum(['granted', 'refused', 'answered'], 'Hãy chọn đồng ý hoặc không đồng ý.'), grantedDue: text, toUnitId: text, note: text, back: text })

taskRoutes.post('/tasks/:id/requests/:request/decision', formOf(decision), c => step(c, c.req.valid('form'), 'decision', c.req.param('request'),
  (db, user, _task, input) => decideRequest(db, user, c.req.param('request'), { ...input, grantedDue: input.grantedDue || null, toUnitId: input.toUnitId || null }, c.var.config), 'Đã ghi quyết định.'))

taskRoutes.post('/tasks/:id/requests/:request/withdrawal', formOf(typed), c => step(c, c.req.valid('form'), 'decision', c.req.param('request'),
  (db, user) => withdrawRequest(db, user, c.req.param('request')), 'Đã rút đề nghị.'))

const note = z.object({ kind: z.enum(['comment', 'direction', 'reminder']).default('comment'), text, back: text })
taskRoutes.post('/tasks/:id/notes', formOf(note), c => step(c, c.req.valid('form'), 'note', '', (db, user, task, input) => addNote(db, user, task, input), 'Đã ghi.'))

taskRoutes.post('/tasks/:id/items', formOf(typed), c => step(c, c.req.valid('form'), 'item', '', (db, user, task, { item = '' }) => addItem(db, user, task, item), 'Đã thêm việc.'))
taskRoutes.post('/tasks/:id/items/:item/tick', formOf(typed), c => step(c, c.req.valid('form'), 'item', c.req.param('item'),
  (db, user, task, { done: ticked }) => tickItem(db, user, task, c.req.param('item'), ticked === 'yes'), 'Đã ghi.'))
taskRoutes.post('/tasks/:id/items/:item/removal', formOf(typed), c => step(c, c.req.valid('form'), 'item', c.req.param('item'), (db, user, task) => removeItem(db, user, task, c.req.param('item')), 'Đã gỡ.'))

taskRoutes.post('/tasks/:id/pause', formOf(typed), c => step(c, c.req.valid('form'), 'closing', 'pause', (db, user, task, { reason = '' }) => pauseTask(db, user, task, reason), 'Đã tạm dừng; hạn không chạy cho đến khi tiếp tục.'))
taskRoutes.post('/tasks/:id/resumption', formOf(typed), c => step(c, c.req.valid('form'), 'closing', 'resume', (db, user, task) => resumeTask(db, user, task), 'Đã cho tiếp tục; hạn cộng thêm số ngày làm việc đã dừng.'))
taskRoutes.post('/tasks/:id/drop', formOf(typed), c => step(c, c.req.valid('form'), 'closing', 'drop', (db, user, task, { reason = '' }) => dropTask(db, user, task, reason), 'Đã bỏ nhiệm vụ. Lịch sử còn nguyên.'))
taskRoutes.post('/tasks/:id/reopening', formOf(typed), c => step(c, c.req.valid('form'), 'closing', 'reopen', (db, user, task, { reason = '' }) => reopenTask(db, user, task, reason), 'Đã mở lại nhiệm vụ.'))
taskRoutes.post('/tasks/:id/handover', formOf(typed), c => step(c, c.req.valid('form'), 'closing', 'move',
  (db, user, task, { toUnitId = '', reason = '' }) => moveTask(db, user, task, { toUnitId, reason }, c.var.config), 'Đã chuyển. Đơn vị mới có thời gian tiếp nhận mới.'))
