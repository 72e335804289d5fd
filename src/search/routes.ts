// The search over everything: a page with an address of its own, and suggestions while one types.
import { readCode } from '../slips/codes.ts'
import { hasSlip } from '../slips/slips.ts'
import { routes } from '../web/context.ts'
import { fragment, page } from '../web/render.ts'
import { isPersonal, searchPage, suggestions } from './pages.ts'

export const searchRoutes = routes()

const withheldAddress = '/search?withheld=1'

searchRoutes.get('/search', async c => {
  const { q = '', kind = '', withheld } = c.req.query()
  // The browser's history is to hold no personal data.
  if (isPersonal(q)) return c.redirect(withheldAddress, 303)
  // The code of a slip opens it; while typing the results stay, a search is not left.
  const code = readCode(q)
  if (code && c.req.header('HX-Request-Type') !== 'partial' && await hasSlip(c.var.store.read, code)) return c.redirect(`/slips/${code}`, 303)
  const refused = withheld === '1' && !q
  // htmx follows a redirect without noticing, and would show the address that it asked for.
  if (refused) c.header('HX-Replace-Url', withheldAddress)
  return page(c, 'Tìm kiếm', 'search/show', await searchPage(c, q, kind, refused))
})

searchRoutes.get('/search/suggestions', async c => fragment(c, 'search/_suggestions', await suggestions(c, c.req.query('q') ?? '')))
