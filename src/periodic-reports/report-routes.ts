// Addresses of the report of a period: reading, wording, submitting, approving or returning, sending, and the Word file.
import { z } from 'zod'
import { fileKinds } from '../evidence/kinds.ts'
import { findPeriod } from '../periods/periods.ts'
import { foundPeriod } from '../periods/show-pages.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Form } from '../web/forms.ts'
import { done, download, page } from '../web/render.ts'
import { returnForm, revisionForm } from './parts.ts'
import { reportFile, reportPage, wordingPage } from './report-pages.ts'
import { approveReport, returnReport, sendingForm, sendReport, submitReport, wordReport } from './reports.ts'

export const periodicReportRoutes = routes()

async function showReport(c: Ask, forms?: { form?: Form; sending?: Form }) {
  const period = await foundPeriod(c)
  const data = await reportPage(c, period, forms)
  return page(c, `Báo cáo ${period.name}`, 'periodic-reports/show', sendingErrors(data))
}

/** The page answers for whichever of its forms has mistakes. */
const sendingErrors = (data: Awaited<ReturnType<typeof reportPage>>) => (data.send && Object.keys(data.send.form.errors).length ? { ...data, form: data.send.form } : data)

periodicReportRoutes.get('/periods/:id/report', c => showReport(c))

periodicReportRoutes.get('/periods/:id/report/docx', async c => {
  const period = await foundPeriod(c)
  return download(c, `Báo cáo ${period.name.replace('/', '-')}.docx`, fileKinds.docx.mime, await reportFile(c, period))
})

async function showWording(c: Ask, form?: Form) {
  const period = await foundPeriod(c)
  return page(c, `Soạn báo cáo ${period.name}`, 'periodic-reports/edit', await wordingPage(c, period, form))
}

periodicReportRoutes.get('/periods/:id/report/edit', c => showWording(c))

periodicReportRoutes.post('/periods/:id/report/wording', formOf(z.looseObject({ revision: z.coerce.number('Hãy mở lại trang.') })), async c => {
  const { store, user, config } = c.var
  const again = await submit(
    c.req.valid('form'),
    input => store.write(async db => wordReport(db, user, await findPeriod(db, user, c.req.param('id')), config.office, input, input.revision))
  )
  return again ? showWording(c, again) : done(c, `/periods/${c.req.param('id')}/report`, 'Đã lưu dự thảo báo cáo.')
})

periodicReportRoutes.post('/periods/:id/report/submission', formOf(revisionForm), async c => {
  const { store, user, config } = c.var
  const again = await submit(
    c.req.valid('form'),
    ({ revision }) => store.write(async db => submitReport(db, user, await findPeriod(db, user, c.req.param('id')), config.office, revision))
  )
  return again ? showReport(c, { form: again }) : done(c, `/periods/${c.req.param('id')}/report`, 'Đã trình báo cáo. Lãnh đạo được báo để duyệt.')
})

periodicReportRoutes.post('/periods/:id/report/return', formOf(returnForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => returnReport(db, user, await findPeriod(db, user, c.req.param('id')), input)))
  return again ? showReport(c, { form: again }) : done(c, `/periods/${c.req.param('id')}/report`, 'Đã trả lại báo cáo để sửa.')
})

periodicReportRoutes.post('/periods/:id/report/approval', formOf(revisionForm), async c => {
  const { store, user } = c.var
  const again = await submit(
    c.req.valid('form'), ({ revision }) => store.write(async db => approveReport(db, user, await findPeriod(db, user, c.req.param('id')), revision))
  )
  return again ? showReport(c, { form: again }) : done(c, `/periods/${c.req.param('id')}/report`, 'Đã duyệt báo cáo. Người trình được báo để phát hành.')
})

periodicReportRoutes.post('/periods/:id/report/sending', formOf(sendingForm), async c => {
  const { store, user } = c.var
  const again = await submit(c.req.valid('form'), input => store.write(async db => sendReport(db, user, await findPeriod(db, user, c.req.param('id')), input)))
  return again ? showReport(c, { sending: again }) : done(c, `/periods/${c.req.param('id')}/report`, 'Đã ghi số và lưu bản đã gửi. Bản này không sửa được nữa.')
})
