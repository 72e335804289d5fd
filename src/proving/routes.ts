// Test questions: the list with its exports, a test, writing and changing one, bringing many in from a file.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { withUpload } from '../admin/uploads.ts'
import { writeCsv } from '../admin/csv.ts'
import { column, writeWorkbook } from '../admin/workbook.ts'
import { aspectHeadings } from '../assistant/sentences.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf, today } from '../clock.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, filled, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { knownProcedures, needSome, readTests, writeTests, type ReadTests } from './exchange.ts'
import { changedForm, valuesOfTest, testIn } from './forms.ts'
import * as list from './list.ts'
import { testsPath } from './list.ts'
import { blankTest, editPage, sentenceOf, testPage, testsPage } from './pages.ts'
import { bringIn, changeTest, findTest, makeTest, mayChange, setInUse } from './tests.ts'

export const provingRoutes = routes()

const writer = (c: Ask) => actor(c.var.user, 'write knowledge')
const anyFields = formOf(z.record(z.string(), z.string().catch('')))

provingRoutes.get(testsPath, async c => page(c, 'Kiểm chứng', 'proving/index', await testsPage(c)))

provingRoutes.get(`${testsPath}/export/:format`, async c => {
  const { store: { read } } = c.var
  const format = c.req.param('format')
  const filter = list.testFilter(c.req.query())
  const found = list.filtered(await list.allTests(read), filter)
  const name = `Câu kiểm chứng ${today()}`
  if (format === 'jsonl') {
    const names = new Map(found.flatMap(({ golds }) => golds.map(gold => [gold.id, gold] as const)))
    return download(c, `${name}.jsonl`, 'application/jsonl; charset=utf-8', writeTests(found.map(({ test }) => test), await knownProcedures(read), names))
  }
  if (format !== 'xlsx' && format !== 'csv') throw new NotFound()
  const columns = [
    column('Câu hỏi', 60), column('Lượt', 8, 'number'), column('Loại', 16), column('Trợ lý phải', 18), column('Điều được hỏi', 22),
    column('Thủ tục đúng', 60), column('Chữ phải có', 40), column('Lần chạy gần nhất', 18), column('Tình trạng', 14), column('Ngày viết', 12, 'date'),
  ]
  const rows = found.flatMap(({ test, result, golds }) => test.turns.map(({ question, must, aspect, gold, contains }, at) => [
    question, at + 1, test.kind, list.mustNames[must], aspect && ((aspectHeadings as Record<string, string>)[aspect] ?? aspect),
    golds.filter(({ id }) => gold.includes(id)).map(({ code, name }) => [code, name].filter(Boolean).join(' ')).join('; ') || null, contains.join('; ') || null,
    list.resultNames[result], list.stateNames[test.inUse ? 'used' : 'aside'], dayOf(test.madeAt),
  ]))
  if (format === 'csv') return download(c, `${name}.csv`, 'text/csv; charset=utf-8', writeCsv([columns.map(({ title }) => title), ...rows]))
  return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Kiểm chứng', columns, rows, note: sentenceOf(found.length, filter) }]))
})

const showForm = async (c: Ask, form: Form, kept: { id: string; revision: number } | null = null) => {
  const data = await editPage(c, form, kept)
  return page(c, data.title, 'proving/edit', data)
}

provingRoutes.get(`${testsPath}/new`, c => showForm(c, blankTest))

provingRoutes.post(testsPath, anyFields, async c => {
  const checked = c.req.valid('form')
  const changed = changedForm(checked.form.values)
  if (changed) return showForm(c, { values: changed, errors: {} })
  let id = ''
  const again = await submit(checked, async values => { id = await c.var.store.write(db => makeTest(db, writer(c), testIn(values))) })
  return again ? showForm(c, again) : done(c, `${testsPath}/${id}`, 'Đã thêm câu kiểm chứng. Dưới đây là điều trợ lý trả lời lúc này.')
})

async function importPage(c: Ask, form: Form, read: ReadTests | null = null, lines = '') {
  const shown = 20
  return page(c, 'Nhập câu kiểm chứng', 'proving/import', {
    tabs: tabsFor(c.var.user, testsPath), form, megabytes: mostBytes / 1024 / 1024,
    preview: read && {
      sentence: `Đọc được ${number(read.tests.length)} câu kiểm chứng${read.problems.length ? `; ${number(read.problems.length)} dòng không đọc được` : ''}. Chưa có gì được lưu.`,
      lines, problems: read.problems.slice(0, 200), more: Math.max(0, read.tests.length - shown),
      rows: read.tests.slice(0, shown).map(({ kind, turns }) => ({ question: turns.map(({ question }) => question).join(' → '), kind, asks: list.expectedInWords(turns.at(-1)!) })),
    },
  })
}

const mostBytes = 4 * 1024 * 1024

provingRoutes.get(`${testsPath}/import`, c => importPage(c, blank))

provingRoutes.post(`${testsPath}/import`, async c => {
  let text = ''
  let read: ReadTests | null = null
  const again = await submit({ form: blank, input: {} }, async () => {
    text = await withUpload(c, 'file', ['jsonl'], mostBytes, file => readFile(file.path, 'utf8'))
    read = readTests(text, await knownProcedures(c.var.store.read))
    needSome(read)
  })
  return importPage(c, again ?? blank, again && !(read as ReadTests | null)?.problems.length ? null : read, text)
})

provingRoutes.post(`${testsPath}/import/application`, formOf(z.object({ lines: z.string() })), async c => {
  const { store } = c.var
  const known = await knownProcedures(store.read)
  let count = 0
  let read: ReadTests | null = null
  const again = await submit(c.req.valid('form'), async ({ lines }) => {
    read = readTests(lines, known)
    needSome(read)
    const { tests } = read
    count = await store.write(db => bringIn(db, writer(c), tests, 'file'))
  })
  if (again) return importPage(c, { values: {}, errors: { file: Object.values(again.errors).join(' ') } }, read, again.values.lines)
  return done(c, testsPath, count ? `Đã nhập ${number(count)} câu kiểm chứng.` : 'Mọi câu trong tệp đã có ở đây; không thêm câu nào.')
})

provingRoutes.get(`${testsPath}/:id`, async c => {
  const test = await findTest(c.var.store.read, c.req.param('id'))
  return page(c, test.title, 'proving/show', await testPage(c, test))
})

async function testToChange(c: Ask, id: string) {
  const test = await findTest(c.var.store.read, id)
  if (!mayChange(c.var.user, test)) throw new NotAllowed('Chỉ người viết câu này và đầu mối được sửa.')
  return test
}

provingRoutes.get(`${testsPath}/:id/edit`, async c => {
  const test = await testToChange(c, c.req.param('id'))
  return showForm(c, filled(valuesOfTest(test)), test)
})

provingRoutes.post(`${testsPath}/:id/edit`, anyFields, async c => {
  const test = await testToChange(c, c.req.param('id'))
  const checked = c.req.valid('form')
  const revision = Number(checked.form.values.revision) || 0
  const kept = { id: test.id, revision }
  const changed = changedForm(checked.form.values)
  if (changed) return showForm(c, { values: changed, errors: {} }, kept)
  const again = await submit(checked, values => c.var.store.write(db => changeTest(db, writer(c), test.id, revision, testIn(values))))
  return again ? showForm(c, again, kept) : done(c, `${testsPath}/${test.id}`, 'Đã lưu câu kiểm chứng.')
})

provingRoutes.post(`${testsPath}/:id/use`, formOf(z.object({ use: z.enum(['on', 'off']) })), async c => {
  const test = await testToChange(c, c.req.param('id'))
  const inUse = c.req.valid('form').input?.use === 'on'
  await c.var.store.write(db => setInUse(db, writer(c), test.id, inUse))
  return done(c, `${testsPath}/${test.id}`, inUse ? 'Câu này được hỏi lại từ lần chạy sau.' : 'Đã cất câu này: các lần chạy sau không hỏi nữa; kết quả cũ giữ nguyên.')
})
