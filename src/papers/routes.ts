// Papers of a meeting: their list, one paper with its preview and steps, its wording, comments, signature and signed file.
import { z } from 'zod'
import { withForm } from '../admin/uploads.ts'
import { NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { handOut, submitWithFile } from '../evidence/pages.ts'
import { findMeeting, meetingToWrite } from '../meetings/meetings.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf, submit, type Checked, type Form } from '../web/forms.ts'
import { date } from '../web/helpers.ts'
import { done, download, page } from '../web/render.ts'
import { answerComment, answerForm, commentForm, commentOn, endComments, sendForComment, untilForm } from './commenting.ts'
import { fileForm, keepSigned, signedFileOf } from './keeping.ts'
import { addressOf, kindNames, numberOf } from './naming.ts'
import { askedPaper, docxOf, editPage, fileNameOf, indexPage, showPage } from './pages.ts'
import { refuseChair, refuseSigned, wordPaper } from './papers.ts'
import { signPaper } from './signing.ts'

export const paperRoutes = routes()
const anyForm = z.looseObject({})

paperRoutes.get('/meetings/:id/papers', async c => {
  const meeting = await findMeeting(c.var.store.read, c.var.user, c.req.param('id'))
  return page(c, `Biên bản, văn bản: ${meeting.title}`, 'papers/index', await indexPage(c, meeting))
})

type Asked = Awaited<ReturnType<typeof askedPaper>>
const title = ({ shown, meeting }: Asked): string => `${kindNames[shown.paper.kind]}: ${meeting.title}`
const show = async (c: Ask, asked: Asked, form?: Form) => page(c, title(asked), 'papers/show', await showPage(c, asked, form))

paperRoutes.get('/meetings/:id/papers/:paper', async c => show(c, await askedPaper(c)))

paperRoutes.get('/meetings/:id/papers/:paper/docx', async c => {
  const { meeting, shown } = await askedPaper(c)
  return download(c, `${fileNameOf(shown, meeting)}.docx`, fileKinds.docx.mime, docxOf(shown))
})

// ---- Wording

paperRoutes.get('/meetings/:id/papers/:paper/edit', async c => {
  const asked = await askedPaper(c)
  await meetingToWrite(c.var.store.read, c.var.user, asked.meeting.id)
  refuseSigned(asked.shown.paper)
  refuseChair(c.var.user, asked.meeting, asked.ref)
  return page(c, `Sửa lời văn: ${title(asked)}`, 'papers/edit', await editPage(c, asked))
})

/** A part that is ticked goes back to the words that are made. */
paperRoutes.post('/meetings/:id/papers/:paper/wording', formOf(anyForm), async c => {
  const asked = await askedPaper(c)
  const { store, user, config } = c.var
  const { meeting, ref } = asked
  const failed = await submit(c.req.valid('form'), typed => store.write(async db => {
    const { revision, ...parts } = typed as Record<string, string>
    for (const [key, made] of Object.entries(asked.shown.made)) if (parts[`made-${key}`]) parts[key] = made
    await wordPaper(db, user, await meetingToWrite(db, user, meeting.id), ref, config.office, parts, Number(revision))
  }))
  if (failed) return page(c, `Sửa lời văn: ${title(asked)}`, 'papers/edit', await editPage(c, asked, failed))
  return done(c, addressOf(meeting.id, ref), 'Đã lưu lời văn. Xem lại bản in bên dưới.')
})

// ---- Steps

/** Runs a step; what it refuses comes back on the page of the paper, with what was typed. */
async function step<T>(c: Ask, checked: Checked<T>, work: (asked: Asked, input: T) => Promise<string>) {
  const asked = await askedPaper(c)
  let sentence = ''
  const failed = await submit(checked, async input => { sentence = await work(asked, input) })
  return failed ? show(c, await askedPaper(c), failed) : done(c, addressOf(asked.meeting.id, asked.ref), sentence)
}

paperRoutes.post('/meetings/:id/papers/:paper/commenting', formOf(untilForm), c => step(c, c.req.valid('form'), async ({ meeting, ref }, input) => {
  const { store, user, config } = c.var
  await store.write(async db => sendForComment(db, user, await meetingToWrite(db, user, meeting.id), ref, config.office, input))
  return `Đã gửi lấy ý kiến những người dự họp đến hết ngày ${date(input.until)}.`
}))

paperRoutes.post('/meetings/:id/papers/:paper/commenting/removal', formOf(anyForm), c => step(c, c.req.valid('form'), async ({ meeting, ref }) => {
  const { store, user, config } = c.var
  await store.write(async db => endComments(db, user, await meetingToWrite(db, user, meeting.id), ref, config.office))
  return 'Đã thôi lấy ý kiến. Những ý kiến đã có vẫn còn ở trang này.'
}))

paperRoutes.post('/meetings/:id/papers/:paper/comments', formOf(commentForm), c => step(c, c.req.valid('form'), async ({ meeting, ref }, input) => {
  const { store, user, config } = c.var
  await store.write(db => commentOn(db, user, meeting, ref, config.office, input))
  return 'Đã ghi ý kiến của bạn. Thư ký cuộc họp sẽ trả lời ở trang này.'
}))

paperRoutes.post('/meetings/:id/papers/:paper/comments/:comment/answer', formOf(answerForm), c => step(c, c.req.valid('form'), async ({ meeting, ref }, input) => {
  const { store, user, config } = c.var
  await store.write(async db => answerComment(db, user, await meetingToWrite(db, user, meeting.id), ref, config.office, c.req.param('comment'), input))
  return 'Đã trả lời ý kiến góp ý.'
}))

const seenForm = z.looseObject({ seen: z.string().max(100).default('') })
paperRoutes.post('/meetings/:id/papers/:paper/signature', formOf(seenForm), c => step(c, c.req.valid('form'), async ({ meeting, ref }, { seen }) => {
  const { store, user, config } = c.var
  const signed = await store.write(async db => signPaper(db, user, await findMeeting(db, user, meeting.id), ref, config.office, seen, config))
  return `Đã ký ${kindNames[ref.kind].toLocaleLowerCase('vi')} số ${numberOf(signed)}. Tải tệp Word về in, rồi đưa bản ký lên.`
}))

// ---- The signed file

paperRoutes.post('/meetings/:id/papers/:paper/file', c => withForm(c, 'file', c.var.config.evidenceBytes, async sent => {
  const asked = await askedPaper(c)
  const { store, user } = c.var
  const failed = await submitWithFile(c, fileForm, sent, (input, file) => store.write(db => keepSigned(db, user, asked.meeting, asked.shown.paper, file, input)))
  return failed ? show(c, asked, failed) : done(c, addressOf(asked.meeting.id, asked.ref), 'Đã giữ bản ký cùng văn bản này.')
}))

paperRoutes.get('/meetings/:id/papers/:paper/file', async c => {
  const { shown: { paper } } = await askedPaper(c)
  const file = await signedFileOf(c.var.store.read, paper)
  if (!file) throw new NotFound('Văn bản này chưa có bản ký.')
  return handOut(c, file, paper.signedFileName)
})
