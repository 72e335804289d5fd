// The first page: what awaits this person today.
import { routes } from '../web/context.ts'
import { page } from '../web/render.ts'

export const homeRoutes = routes()

homeRoutes.get('/', c => page(c, 'Hôm nay', 'home/show', {}))
