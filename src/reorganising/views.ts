// What the templates of reorganisations are given.
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

interface Option { value: string; label: string }
export interface ReorganisingViews {
  'reorganising/index': { sentence: string; rows: { id: string; name: string; decision: string; on: string; successors: string; status: { kind: StatusKind; label: string } }[] }
  'reorganising/new': { unit: { id: string; name: string }; form: Form; others: { id: string; name: string; on: boolean }[] }
  'reorganising/levels': {
    form: Form; sentence: string; levels: Option[]
    rows: { id: string; name: string; code: string | null; field: string | null; levels: string; on: boolean }[]
  }
  'reorganising/show': {
    id: string
    unit: { id: string; name: string }
    lede: string
    status: { kind: StatusKind; label: string }
    isDraft: boolean
    form: Form
    /** Things and people without a place yet. */
    open: number
    /** Choices of a successor, the first one empty. */
    options: Option[]
    counts: { name: string; things: number; people: number }[]
    fields: { name: string; label: string; count: number; chosen: string }[]
    people: { id: string; name: string; title: string | null; chosen: string }[]
    kinds: { name: string; rows: { name: string; title: string; field: string | null; href: string | null; chosen: string; to: string | null }[] }[]
    /** Of one that was carried out. */
    moved: { kind: string; title: string; field: string | null; to: string; left: boolean }[]
  }
}
