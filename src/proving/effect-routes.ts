// What publishing the draft of a procedure, or abolishing it, would do to the answers: a part of those pages, and a page of its own.
import { procedureToChange, versionById } from '../procedures/procedures.ts'
import { NotFound } from '../errors.ts'
import { routes } from '../web/context.ts'
import { fragment, page } from '../web/render.ts'
import { effectOnTests } from './effect-pages.ts'

export const effectRoutes = routes()

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
