// What the templates of tables of dossiers are given.
import type { Form } from '../web/forms.ts'

export interface DossierViews {
  'dossiers/index': {
    id: string
    period: string
    sentence: string
    before: string
    rows: { href: string; unit: string; entered: boolean; received: string; settled: string; onTime: string; open: string; late: string; lateCount: number; note: string }[]
    total: { received: string; settled: string; onTime: string; open: string; late: string } | null
    xlsx: string
    docx: string
  }
  'dossiers/sheet': {
    id: string
    period: string
    unit: string
    unitId: string
    form: Form
    rows: { at: number; field: string; cells: { name: string; label: string; value: string; error: string | undefined }[]; sums: string; error: string; fieldError: string | undefined }[]
    heads: string[]
    before: string
    mayEnter: boolean
    number: number
    source: string
    shown: string
    versions: { label: string; href: string; current: boolean; note: string }[]
    closed: boolean
  }
}
