// The bench of the assistant: a question tried out; its address can be handed on, and holds no personal data.
import { line } from '../text.ts'
import { routes } from '../web/context.ts'
import { page } from '../web/render.ts'
import { benchPage } from './bench-pages.ts'
import { personalDataIn } from '../masking/masking.ts'

export const benchRoutes = routes()

benchRoutes.get('/assistant/bench', async c => {
  const { q = '', about = '', as = '', turn = '', withheld } = c.req.query()
  if (personalDataIn(line(q)).length) return c.redirect('/assistant/bench?withheld=1', 303)
  return page(c, 'Bàn thử', 'assistant/bench', await benchPage(c, { q: line(q).slice(0, 2_000), about: line(about).slice(0, 100), as, turn }, withheld === '1'))
})
