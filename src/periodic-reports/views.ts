// What the templates of periodic reports and their parts are given.
import type { Sheet } from '../documents/official.ts'
import type { EventRow } from '../events/audit.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }
type LinkedFigure = { href: string; label: string; value: string }

export interface PeriodicReportViews {
  'periodic-reports/parts': {
    id: string
    period: string
    sentence: string
    rows: { href: string; unit: string; status: Status; due: string; late: boolean; note: string }[]
    ask: { form: Form; units: { name: string; label: string; ticked: boolean }[]; due: string } | null
  }
  'periodic-reports/part': {
    id: string
    period: string
    unit: string
    unitId: string
    status: Status
    due: string
    returned: string | null
    results: string[]
    difficulties: string[]
    proposals: string[]
    figures: LinkedFigure[]
    heard: { href: string; title: string; words: string; note: string }[]
    form: Form
    maySend: boolean
    again: boolean
    revision: number
    mayTake: boolean
    mayReturn: boolean
  }
  'periodic-reports/show': {
    id: string
    period: string
    status: Status
    next: string
    returned: string | null
    sheet: Sheet | null
    sections: { title: string; worded: boolean; figures: LinkedFigure[] }[]
    mayEdit: boolean
    submit: { revision: number } | null
    decide: { revision: number; mayApprove: boolean } | null
    send: { revision: number; form: Form; recipient: string } | null
    docx: string
    form: Form
    history: EventRow[]
  }
  'periodic-reports/edit': {
    id: string
    period: string
    form: Form
    sections: { name: string; title: string; value: string; rows: number; worded: boolean; hint: string; error: string | undefined }[]
    choices: Option[]
    chosen: string
    revision: number
  }
  'periodic-reports/sections': {
    form: Form
    customary: boolean
    sections: { id: string; position: string; title: string; level: string; content: string; inUse: boolean }[]
    levels: Option[]
  }
}
