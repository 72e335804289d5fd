// The package of a meeting: its page, the same as slides, and its tables as a workbook.
import { routes } from '../web/context.ts'
import { packageWorkbook, showPackage, showSlides } from './package-pages.ts'

export const packageRoutes = routes()

packageRoutes.get('/meetings/:id', showPackage)
packageRoutes.get('/meetings/:id/projection', showSlides)
packageRoutes.get('/meetings/:id/export/xlsx', packageWorkbook)
