// Runs of the tests: asking for one, watching it, their history, one of them.
import { column, writeWorkbook } from '../admin/workbook.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor } from '../policy.ts'
import { routes } from '../web/context.ts'
import { done, download, fragment, page } from '../web/render.ts'
import { progressNow, runPage, runRows, runsPage, runsPath } from './run-pages.ts'
import { askForRun, latestRuns } from './runs.ts'

export const runRoutes = routes()

runRoutes.get(runsPath, async c => page(c, 'Các lần chạy kiểm chứng', 'proving/runs', await runsPage(c)))

runRoutes.post(runsPath, async c => {
  const { store, user } = c.var
  const begun = await store.write(db => askForRun(db, actor(user, 'write knowledge')))
  return begun ? c.redirect(runsPath, 303) : done(c, runsPath, 'Một lần chạy đang diễn ra; kết quả hiện ở đây khi xong.')
})

// Once it has ended there is more to show than how far it is: the run itself.
runRoutes.get(`${runsPath}/progress`, async c => {
  const { store: { read } } = c.var
  const progress = await progressNow(read)
  if (progress) return fragment(c, 'proving/_progress', progress)
  const [latest] = await latestRuns(read, 1)
  c.header('HX-Redirect', latest ? `${runsPath}/${latest.id}` : runsPath)
  return fragment(c, 'proving/_progress', { sentence: 'Đã chạy xong.', share: 1 })
})

runRoutes.get(`${runsPath}/:id`, async c => {
  const data = await runPage(c, c.req.param('id'))
  return page(c, data.title, 'proving/run', data)
})

runRoutes.get(`${runsPath}/:id/export/xlsx`, async c => {
  const { name, note, rows } = await runRows(c.var.store.read, c.req.param('id'))
  const columns = [
    column('Câu hỏi', 60), column('Loại', 18), column('Trợ lý phải', 30), column('Thủ tục đúng', 60),
    column('Đã làm', 30), column('Thủ tục tìm được', 60), column('Kết quả', 14), column('Mili giây', 10, 'number'),
  ]
  return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Kiểm chứng', columns, rows, note }]))
})
