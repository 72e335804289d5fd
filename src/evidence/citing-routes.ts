// Citing evidence on tasks, and the claims that have none.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { withQuery } from '../addresses.ts'
import { withForm } from '../admin/uploads.ts'
import { Invalid } from '../errors.ts'
import { partsOf } from '../tasks/seeing.ts'
import { reports, type Task } from '../tasks/tables.ts'
import { stateNames } from '../tasks/words.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, checkedBy, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { done, fragment, page } from '../web/render.ts'
import { cite, mayCite, takeBack, taskToCiteOn } from './citing.ts'
import { documentForm, enterDocument, numberInWords } from './documents.ts'
import * as list from './list.ts'
import { fileRules, submitWithFile } from './pages.ts'

export const citingRoutes = routes()

const pageSize = 50

citingRoutes.get('/documents/missing', async c => {
  const { store: { read }, user } = c.var
  const filter = list.missingFilter(c.req.query())
  const address = (change: Partial<list.MissingFilter>, more: Record<string, string> = {}) =>
    withQuery('/documents/missing', { ...filter, ...change, ...more })
  const count = await list.countMissing(read, user, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, count, at => address({}, at > 1 ? { page: String(at) } : {}))
  const rows = await list.listMissing(read, user, filter, pageSize, (pager.page - 1) * pageSize)
  const byUnit = (await list.missingByUnit(read, user)).map(({ id, name, n }) => ({ id: id ?? '', name: name ?? 'Chưa giao đơn vị', count: n }))
  const unit = byUnit.find(({ id }) => id === filter.unit)
  return page(c, 'Báo xong, chưa có minh chứng', 'evidence/missing', {
    ...filter, pager, sentence: `${number(count)} nhiệm vụ ${filter.state === 'done' ? 'đã xác nhận xong' : filter.state === 'claimed' ? 'đã báo xong, chờ xác nhận,' : 'đã báo xong'}${unit ? ` của ${unit.name}` : ''} mà chưa dẫn văn bản nào.`,
    units: [{ value: '', label: 'Mọi đơn vị' }, ...byUnit.map(({ id, name }) => ({ value: id, label: name }))],
    states: [{ value: '', label: 'Tất cả' }, { value: 'claimed', label: 'Chờ xác nhận' }, { value: 'done', label: 'Đã xác nhận xong' }],
    byUnit: byUnit.map(({ id, name, count: n }) => ({ name, count: n, href: address({ unit: id }) })),
    rows: await Promise.all(rows.map(async ({ task, unit: name }) => ({
      href: `/tasks/${task.id}`, title: task.title, unit: name ?? 'Chưa giao đơn vị', finishedOn: task.finishedOn,
      status: { kind: task.state === 'done' ? 'done' as const : 'wait' as const, label: stateNames[task.state] },
      cite: mayCite(user, task, await partsOf(read, task.id)) ? `/tasks/${task.id}/evidence` : null,
    }))),
  })
})

const mostFound = 8

async function found(c: Ask, q: string, chosen: string) {
  const rows = await list.documentsLike(c.var.store.read, c.var.user, q, mostFound + 1)
  return {
    q, chosen, more: rows.length > mostFound,
    found: rows.slice(0, mostFound).map(({ id, subject, issuer, fileName, ...rest }) => ({ id, subject, words: numberInWords(rest), issuer, file: fileName })),
  }
}

async function citePage(c: Ask, task: Task, reportId: string, q: string, form: Form) {
  const [report] = reportId ? await c.var.store.read.select({ id: reports.id, number: reports.number }).from(reports)
    .where(and(eq(reports.id, reportId), eq(reports.taskId, task.id))) : []
  return page(c, 'Dẫn minh chứng', 'evidence/cite', {
    taskId: task.id, task: task.title, report: report ?? null, ...await found(c, q, form.values.documentId ?? ''), form, ...fileRules(c),
  })
}

citingRoutes.get('/tasks/:id/evidence', async c => {
  const task = await taskToCiteOn(c.var.store.read, c.var.user, c.req.param('id'))
  const { report = '', q = '' } = c.req.query()
  if (c.req.header('HX-Request-Type') === 'partial') return fragment(c, 'evidence/_found', await found(c, q, ''))
  return citePage(c, task, report, q, blank)
})

const citeForm = z.object({ documentId: z.string().optional(), report: z.string().optional(), q: z.string().optional(), find: z.string().optional() })

citingRoutes.post('/tasks/:id/citations', c => withForm(c, 'file', c.var.config.evidenceBytes, async sent => {
  const { store, user } = c.var
  const task = await taskToCiteOn(store.read, user, c.req.param('id'))
  const { form, input: { documentId = '', report = '', q = '', find } = {} } = checkedBy(citeForm, sent.values)
  // Without JavaScript "Tìm" sends the form: what was typed stays, and nothing of it stands in an address.
  if (find) return citePage(c, task, report, q, form)
  let sentence = 'Đã dẫn minh chứng.'
  const again = documentId
    ? await submit({ form, input: documentId }, id => {
      if (sent.file || sent.error || sent.values.subject?.trim()) {
        throw new Invalid({ documentId: 'Bạn vừa chọn văn bản trong sổ, vừa nhập văn bản mới. Hãy giữ một: chọn “Nhập văn bản mới”, hoặc xóa phần đã nhập.' })
      }
      return store.write(db => cite(db, user, task.id, report || null, id))
    })
    : await submitWithFile(c, documentForm, sent, (input, file) => store.write(async db => {
      const { document, wasThere } = await enterDocument(db, user, input, file)
      await cite(db, user, task.id, report || null, document.id)
      if (wasThere) sentence = 'Văn bản này đã có trong sổ nên không nhập lần nữa; đã dẫn bản ấy làm minh chứng.'
    }))
  if (again) return citePage(c, task, report, q, again)
  return done(c, `/tasks/${task.id}#minh-chung`, sentence)
}))

citingRoutes.post('/citations/:id/removal', async c => {
  const taskId = await c.var.store.write(db => takeBack(db, c.var.user, c.req.param('id')))
  return done(c, `/tasks/${taskId}#minh-chung`, 'Đã gỡ minh chứng khỏi nhiệm vụ. Văn bản vẫn ở trong sổ; dẫn lại lúc nào cũng được.')
})
