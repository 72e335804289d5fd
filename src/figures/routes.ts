// Figures of tasks for leaders: the overview, units compared, what moved, who is silent; each on screen, on paper and as a workbook.
import { writeWorkbook, type SheetToWrite } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { routes, type Ask } from '../web/context.ts'
import { download, page } from '../web/render.ts'
import { movesPage, movesSheets } from './moves-pages.ts'
import { overviewPage, overviewSheets } from './show-pages.ts'
import { silencePage, silenceSheets } from './silence-pages.ts'
import { unitsPage, unitsSheets } from './units-pages.ts'

export const figureRoutes = routes()

const xlsx = fileKinds.xlsx.mime
const workbook = async (c: Ask, name: string, sheets: SheetToWrite[]) => download(c, `${name}-${today()}.xlsx`, xlsx, await writeWorkbook(sheets))

figureRoutes.get('/figures', async c => page(c, 'Tổng quan nhiệm vụ', 'figures/show', await overviewPage(c)))
figureRoutes.get('/figures/xlsx', async c => workbook(c, 'tong-quan-nhiem-vu', await overviewSheets(c)))
figureRoutes.get('/figures/units', async c => page(c, 'So sánh đơn vị', 'figures/units', await unitsPage(c)))
figureRoutes.get('/figures/units/xlsx', async c => workbook(c, 'so-sanh-don-vi', await unitsSheets(c)))
figureRoutes.get('/figures/moves', async c => page(c, 'Thay đổi trong kỳ', 'figures/moves', await movesPage(c)))
figureRoutes.get('/figures/moves/xlsx', async c => workbook(c, 'thay-doi-trong-ky', await movesSheets(c)))
figureRoutes.get('/figures/silence', async c => page(c, 'Nhiệm vụ chưa báo cáo', 'figures/silence', await silencePage(c)))
figureRoutes.get('/figures/silence/xlsx', async c => workbook(c, 'chua-bao-cao', await silenceSheets(c)))
