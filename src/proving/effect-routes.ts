// What publishing or abolishing a procedure, or approving a frequently asked question, would do to the answers: a part of those pages, and a page.
import { procedureToChange, versionById } from '../procedures/procedures.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { findFaq, mayKeep, versionsOf } from '../faqs/faqs.ts'
import { routes } from '../web/context.ts'
import { fragment, page } from '../web/render.ts'
import { effectOnTests } from './effect-pages.ts'

export const effectRoutes = routes()

/** The version that waits or is being written: for those who send it for approval, and those who approve it. */
effectRoutes.get('/faqs/:id/effect', async c => {
  const { store: { read }, user } = c.var
  const faq = await findFaq(read, user, c.req.param('id'))
  if (!mayKeep(user, faq.ownerUnitId)) throw new NotAllowed('Chỉ đơn vị giữ câu này xem được tác động của bản chưa duyệt.')
  const [version] = await versionsOf(read, faq.id)
  const effect = await effectOnTests(c, { of: 'faq', faq, version: version! })
  if (c.req.header('HX-Request-Type') === 'partial') return fragment(c, 'proving/_effect', effect)
  return page(c, 'Trợ lý sẽ trả lời khác ở đâu', 'proving/effect', {
    title: 'Trợ lý sẽ trả lời khác ở đâu khi duyệt', effect, back: { href: `/faqs/${faq.id}`, label: version!.question },
  })
})

effectRoutes.get('/procedures/:id/effect', async c => {
  const { store: { read }, user } = c.var
  const id = c.req.param('id')
  const { versions, draft } = await procedureToChange(read, user, id, 'publish procedures')
  const abolishing = c.req.query('of') === 'abolition'
  if (!abolishing && !draft) throw new NotFound('Thủ tục này không có bản nháp để công bố.')
  const effect = await effectOnTests(c, { of: 'procedure', id, content: abolishing ? null : draft!.content })
  if (c.req.header('HX-Request-Type') === 'partial') return fragment(c, 'proving/_effect', effect)
  const name = draft?.content.name ?? (versions.length ? (await versionById(read, versions.at(-1)!.id)).name : '')
  return page(c, 'Trợ lý sẽ trả lời khác ở đâu', 'proving/effect', {
    title: abolishing ? 'Trợ lý sẽ trả lời khác ở đâu khi bãi bỏ' : 'Trợ lý sẽ trả lời khác ở đâu khi công bố', effect,
    back: { href: `/procedures/${id}/${abolishing ? 'abolition' : 'publication'}`, label: name },
  })
})
