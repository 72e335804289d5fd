// The register of conclusions across meetings.
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes } from '../web/context.ts'
import { download, page } from '../web/render.ts'
import { conclusionFilter } from './finding.ts'
import { registerPage, registerSheet } from './register-pages.ts'

export const conclusionRegisterRoutes = routes()

conclusionRegisterRoutes.get('/conclusions', async c => page(c, 'Sổ kết luận giao ban', 'conclusions/register', await registerPage(c, conclusionFilter(c.req.query()))))

conclusionRegisterRoutes.get('/conclusions/export/xlsx', async c =>
  download(c, `Sổ kết luận ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([await registerSheet(c, conclusionFilter(c.req.query()))])))
