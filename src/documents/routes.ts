// The format check: a Word file is sent, and the page lists what departs from Nghị định 30/2020/NĐ-CP; the file is not kept.
import { readFile } from 'node:fs/promises'
import { withUpload } from '../admin/uploads.ts'
import { Invalid } from '../errors.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { checkForm } from './checking.ts'
import type { DocumentViews } from './views.ts'

export const documentRoutes = routes()

const checkPage = (c: Ask, checked: DocumentViews['documents/check']['checked'] = null, form: Form = blank) => page(c, 'Soát thể thức văn bản', 'documents/check', { form, checked })

documentRoutes.get('/documents/check', c => checkPage(c))

documentRoutes.post('/documents/check', async c => {
  try {
    return await withUpload(c, 'file', ['docx'], c.var.config.uploadBytes, async file => {
      const found = await checkForm(await readFile(file.path))
      return checkPage(c, { name: file.name, wrong: found.filter(({ right }) => !right), right: found.filter(({ right }) => right) })
    })
  } catch (error) {
    if (error instanceof Invalid) return checkPage(c, null, { values: {}, errors: error.errors })
    throw error
  }
})
