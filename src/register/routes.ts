// Addresses of the register: the tasks as list, board and calendar, and the list as a workbook.
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes } from '../web/context.ts'
import { download, page } from '../web/render.ts'
import { boardPage } from './board-pages.ts'
import { registerSheet } from './export.ts'
import { readFilter, registerHref } from './filter.ts'
import { listPage } from './list-pages.ts'
import { filterOf, openedWith } from './saved.ts'
import { monthPage } from './month-pages.ts'

export const registerRoutes = routes()

const xlsx = fileKinds.xlsx.mime
const params = (url: string) => new URL(url).searchParams

registerRoutes.get('/tasks', async c => {
  const asked = params(c.req.url)
  const opens = asked.size ? null : await openedWith(c.var.store.read, c.var.user)
  if (opens) return c.redirect(registerHref(filterOf(opens)), 303)
  const filter = readFilter(asked)
  const address = registerHref(filter)
  // A form sends its empty fields too: the address that stays in the browser holds only what was chosen.
  if (c.req.header('HX-Request')) c.header('HX-Push-Url', address)
  else if ([...asked.values()].includes('')) return c.redirect(address, 303)
  if (filter.view === 'board') return page(c, 'Sổ theo dõi nhiệm vụ: bảng', 'register/board', await boardPage(c, filter))
  if (filter.view === 'calendar') return page(c, 'Sổ theo dõi nhiệm vụ: lịch', 'register/month', await monthPage(c, filter))
  return page(c, 'Sổ theo dõi nhiệm vụ', 'register/index', await listPage(c, filter))
})

registerRoutes.get('/tasks/export/xlsx', async c =>
  download(c, `nhiem-vu-${today()}.xlsx`, xlsx, await writeWorkbook([await registerSheet(c, readFilter(params(c.req.url)))])))
