// What the templates of reporting periods are given.
import type { EventRow } from '../events/audit.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

export interface PeriodRow { href: string; name: string; days: string; from: string; to: string; unitsBy: string; submitBy: string; recipient: string; status: Status; report: Status | null }
export interface FigureRow { href: string; label: string; measure: string; value: string; fraction: string; before: string; change: string; late: boolean }
export interface ChangedRow { label: string; href: string; frozen: string; now: string; what: string }

export interface PeriodViews {

  'periods/_tabs': { id: string; here: 'figures' | 'parts' | 'report' | 'dossiers' }
  'periods/index': {
    year: string
    years: Option[]
    kind: string
    kinds: Option[]
    sentence: string
    rows: PeriodRow[]
    xlsx: string
    make: { form: Form; kinds: { name: string; label: string; ticked: boolean }[] } | null
    mayWrite: boolean
  }
  'periods/edit': { form: Form; title: string; action: string; kinds: Option[]; back: string; removal: string | null; revision: number | null }
  'periods/show': {
    id: string
    name: string
    status: Status
    days: string
    facts: { label: string; value: string }[]
    next: string
    edit: string | null
    close: { revision: number; overdue: boolean } | null
    unit: string
    units: Option[]
    whose: string
    compared: string
    sections: { id: string; heading: string; rows: FigureRow[] }[]
    changes: { sentence: string; rows: ChangedRow[]; events: EventRow[]; more: number } | null
    xlsx: string
    history: EventRow[]
    form: Form
  }
  'periods/figure': {
    id: string
    name: string
    label: string
    value: string
    fraction: string
    rule: string
    closed: string
    unit: string
    group: string
    only: string
    byUnit: { label: string; href: string; value: string; fraction: string }[]
    byGroup: { label: string; href: string; value: string; fraction: string }[]
    share: boolean
    items: { href: string; label: string; note: string; unit: string; amount: string; counts: boolean }[]
    hidden: number
    pager: Pager
    xlsx: string
  }
}
