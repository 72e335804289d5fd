// Addresses of what comes of a round: its files, its lost points, and the history of ranks.
import { officialDocument } from '../documents/official.ts'
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { resultsDocument, workbookOf } from './handing-out.ts'
import { enterRank, rankForm } from './history.ts'
import { historyExported, historyPage } from './history-pages.ts'
import { proposalForm, proposeLost } from './lost.ts'
import { lostExported, lostPage } from './lost-pages.ts'
import { findRound, findSet } from './seeing.ts'
import { standingOfRound } from './standing.ts'

export const resultRoutes = routes()

const xlsxOnly = (c: Ask) => { if (c.req.param('format') !== 'xlsx') throw new NotFound() }

const showHistory = async (c: Ask, form?: Form) => page(c, 'Xếp hạng các năm', 'scoring/history', await historyPage(c, form), form ? 422 : 200)
resultRoutes.get('/scoring/history', c => showHistory(c))

resultRoutes.get('/scoring/history/export/:format', c => {
  xlsxOnly(c)
  return historyExported(c)
})

resultRoutes.post('/scoring/history', formOf(rankForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(db => enterRank(db, user, input)))
  return again ? showHistory(c, again) : done(c, '/scoring/history', 'Đã ghi kết quả.')
})

/** The round as a file, or the one sheet of the address. */
async function handOut(c: Ask) {
  const { store: { read }, user, config } = c.var
  const round = await findRound(read, c.req.param('id')!)
  const sheetId = c.req.param('sheet')
  const standing = (await standingOfRound(read, user, round)).filter(({ sheet }) => !sheetId || sheet.id === sheetId)
  if (!standing.length) throw new NotFound('Không có phiếu chấm nào bạn được xem.')
  const name = `${round.name}${sheetId ? ` ${standing[0]!.name}` : ''} ${today()}`
  const format = c.req.param('format')
  if (format === 'xlsx') return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook(workbookOf(round, standing)))
  if (format === 'docx') return download(c, `${name}.docx`, fileKinds.docx.mime, officialDocument(resultsDocument(round, standing, config.office, (await findSet(read, round.setId)).name)))
  throw new NotFound()
}

resultRoutes.get('/scoring/:id/export/:format', handOut)
resultRoutes.get('/scoring/:id/sheets/:sheet/export/:format', handOut)

const showLost = async (c: Ask, form?: Form) => page(c, 'Điểm mất và nguyên nhân', 'scoring/lost', await lostPage(c, form))
resultRoutes.get('/scoring/:id/lost', c => showLost(c))

resultRoutes.get('/scoring/:id/lost/export/:format', c => {
  xlsxOnly(c)
  return lostExported(c)
})

resultRoutes.post('/scoring/:id/lost/proposal', formOf(proposalForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(async db => proposeLost(db, user, await findRound(db, c.req.param('id')), input)) })
  return again ? showLost(c, again) : done(c, `/demand/proposals/${id}`, 'Đã gửi đề xuất. Người soạn kế hoạch đưa vào kế hoạch năm sau hoặc trả lời.')
})
