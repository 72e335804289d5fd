// What the templates of printed documents are given: the same words that stand in the Word file.
import type { Form } from '../web/forms.ts'
import type { Laid, Run } from './body.ts'
import type { Finding } from './checking.ts'
import type { Sheet } from './official.ts'
import type { LaidRow, LaidTable } from './table.ts'

export interface DocumentViews {
  'documents/_official': { sheet: Sheet }
  'documents/check': { form: Form; checked: { name: string; wrong: Finding[]; right: Finding[] } | null }
  'documents/_body': { body: Laid[] }
  'documents/_table': { table: LaidTable }
  'documents/_row': { row: LaidRow; isHead: boolean }
  'documents/_runs': { runs: Run[] }
}
