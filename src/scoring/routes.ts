// Addresses of rounds and their sheets: opened, moved on, scored one criterion at a time, published, handed out.
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Checked, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { citeFor, takeBackFor } from './evidence.ts'
import { acceptRest, appraise, declare, explain, register, scoreForm, type Place, type ScoreInput } from './giving.ts'
import { editPage, roundPage, roundsExported, roundsPage } from './round-pages.ts'
import { changeRound, makeRound, moveOn, publicationForm, publish, roundForm, stageForm } from './rounds.ts'
import { findRound } from './seeing.ts'
import { criterionPage, foundCriterion, foundSheet, sheetPage } from './sheet-pages.ts'
import type { Write } from '../store/store.ts'
import type { User } from '../accounts/accounts.ts'

export const scoringRoutes = routes()

const xlsxOnly = (c: Ask) => { if (c.req.param('format') !== 'xlsx') throw new NotFound() }
const found = (c: Ask) => findRound(c.var.store.read, c.req.param('id')!)

scoringRoutes.get('/scoring', async c => page(c, 'Chấm điểm', 'scoring/index', await roundsPage(c)))

scoringRoutes.get('/scoring/export/:format', c => {
  xlsxOnly(c)
  return roundsExported(c)
})

scoringRoutes.get('/scoring/new', async c => page(c, 'Mở đợt chấm điểm', 'scoring/edit', await editPage(c, null)))

scoringRoutes.post('/scoring', formOf(roundForm), async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => makeRound(db, user, input)) })
  return again ? page(c, 'Mở đợt chấm điểm', 'scoring/edit', await editPage(c, null, again)) : done(c, `/scoring/${id}`, 'Đã mở đợt chấm điểm. Các đơn vị được báo.')
})

const showRound = async (c: Ask, form?: Form) => {
  const round = await found(c)
  return page(c, round.name, 'scoring/show', await roundPage(c, round, form))
}

scoringRoutes.get('/scoring/:id', c => showRound(c))

scoringRoutes.get('/scoring/:id/edit', async c => {
  const round = await found(c)
  return page(c, `Sửa ${round.name}`, 'scoring/edit', await editPage(c, round))
})

scoringRoutes.post('/scoring/:id/edit', formOf(roundForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => changeRound(db, user, await findRound(db, c.req.param('id')), input)))
  if (!again) return done(c, `/scoring/${c.req.param('id')}`, 'Đã sửa đợt chấm điểm.')
  const round = await found(c)
  return page(c, `Sửa ${round.name}`, 'scoring/edit', await editPage(c, round, again))
})

scoringRoutes.post('/scoring/:id/stage', formOf(stageForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => moveOn(db, user, await findRound(db, c.req.param('id')), input)))
  return again ? showRound(c, again) : done(c, `/scoring/${c.req.param('id')}`, 'Đã chuyển bước. Các đơn vị được báo.')
})

scoringRoutes.post('/scoring/:id/publication', formOf(publicationForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => publish(db, user, await findRound(db, c.req.param('id')), input)))
  return again ? showRound(c, again) : done(c, `/scoring/${c.req.param('id')}`, 'Đã công bố kết quả. Mọi đơn vị xem được điểm và thứ hạng.')
})

const showSheet = async (c: Ask, form?: Form) => {
  const data = await sheetPage(c, await foundSheet(c), form)
  return page(c, `Phiếu chấm ${data.name}`, 'scoring/sheet', data)
}

scoringRoutes.get('/scoring/:id/sheets/:sheet', c => showSheet(c))

scoringRoutes.post('/scoring/:id/sheets/:sheet/acceptance', formOf(z.object({})), async c => {
  const { store, user } = c.var
  const { round, sheet, criteria } = await foundSheet(c)
  let count = 0
  const again = await submit(c.req.valid('form'), async () => { count = await store.write(db => acceptRest(db, user, round, sheet, criteria)) })
  return again ? showSheet(c, again) : done(c, `/scoring/${round.id}/sheets/${sheet.id}`, `Đã chấp nhận điểm tự chấm của ${count} tiêu chí.`)
})

const showCriterion = async (c: Ask, form?: Form) => {
  const sheet = await foundSheet(c)
  const data = await criterionPage(c, sheet, foundCriterion(c, sheet), form)
  return page(c, `${data.number} ${data.name}`, 'scoring/criterion', data)
}

scoringRoutes.get('/scoring/:id/sheets/:sheet/:criterion', c => showCriterion(c))

/** Writes one score and stays there, or goes on to the criterion after it. */
async function give(c: Ask, checked: Checked<ScoreInput>, giving: (db: Write, user: User, place: Place, input: ScoreInput) => Promise<void>, sentence: string) {
  const { store, user } = c.var
  const sheet = await foundSheet(c)
  const criterion = foundCriterion(c, sheet)
  const again = await submit(checked, input => store.write(async db =>
    giving(db, user, { round: await findRound(db, sheet.round.id), sheet: sheet.sheet, criterion }, input)))
  if (again) return showCriterion(c, again)
  const leaves = sheet.criteria.filter(({ method }) => method)
  const next = checked.form.values.onward ? leaves[leaves.indexOf(criterion) + 1] ?? criterion : criterion
  return done(c, `/scoring/${sheet.round.id}/sheets/${sheet.sheet.id}/${next.id}`, `${sentence} ${criterion.number}.`)
}

scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/registration', formOf(scoreForm), c => give(c, c.req.valid('form'), register, 'Đã đăng ký điểm tiêu chí'))
scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/declaration', formOf(scoreForm), c => give(c, c.req.valid('form'), declare, 'Đã ghi tự chấm tiêu chí'))
scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/explanation', formOf(scoreForm), c => give(c, c.req.valid('form'), explain, 'Đã gửi giải trình tiêu chí'))
scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/appraisal', formOf(scoreForm), c => give(c, c.req.valid('form'), appraise, 'Đã thẩm định tiêu chí'))

scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/evidence', formOf(z.object({ documentId: z.string().default('') })), async c => {
  const { store, user } = c.var
  const { round, sheet, ...rest } = await foundSheet(c)
  const criterion = foundCriterion(c, { round, sheet, ...rest })
  const again = await submit(c.req.valid('form'), ({ documentId }) => store.write(async db => citeFor(db, user, { round: await findRound(db, round.id), sheet, criterion }, documentId)))
  return again ? showCriterion(c, again) : done(c, `/scoring/${round.id}/sheets/${sheet.id}/${criterion.id}`, 'Đã dẫn tài liệu kiểm chứng.')
})

scoringRoutes.post('/scoring/:id/sheets/:sheet/:criterion/evidence/:citation/removal', formOf(z.object({})), async c => {
  const { store, user } = c.var
  const { round, sheet, ...rest } = await foundSheet(c)
  const criterion = foundCriterion(c, { round, sheet, ...rest })
  const again = await submit(c.req.valid('form'), () => store.write(async db => takeBackFor(db, user, { round: await findRound(db, round.id), sheet, criterion }, c.req.param('citation'))))
  return again ? showCriterion(c, again) : done(c, `/scoring/${round.id}/sheets/${sheet.id}/${criterion.id}`, 'Đã gỡ tài liệu.')
})
