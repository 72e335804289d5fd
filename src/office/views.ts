// What the templates of staff imports are given.
import type { Form } from '../web/forms.ts'
import type { LineState, PersonLine, StaffPreview } from './staff-preview.ts'
import type { StaffResult } from './tables.ts'

export interface StaffImportLine { id: string; fileName: string; madeAt: Date; by: string; state: 'draft' | 'applied'; result: StaffResult | null }

export interface OfficeViews {
  'office/imports': { form: Form; imports: StaffImportLine[]; megabytes: number }
  'office/_state': { state: LineState }
  'office/_person': { line: PersonLine; editable: boolean; units: { value: string; label: string }[] }
  'office/import': {
    /** Not `id`: fields of forms that are included would take it for theirs. */
    importId: string
    fileName: string
    state: 'draft' | 'applied'
    revision: number
    since: string
    form: Form
    preview: StaffPreview
    ignored: { row: number; text: string; why: string }[]
    warnings: string[]
    result: StaffResult | null
    sheet: string
    headRow: number
  }
}
