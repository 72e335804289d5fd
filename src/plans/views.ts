// What the templates of plans are given.
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { CellName } from './import-rows.ts'

export interface Option { value: string; label: string }
export interface Status { kind: StatusKind; label: string }

export interface PlanListRow { href: string; title: string; depth: number; number: string; kind: string; period: string; unit: string; status: Status; tasks: number; done: number; percent: number | null; late: number }

export interface LineRow {
  number: string
  title: string
  product: string | null
  href: string | null
  target: string
  lead: string
  coordinators: string
  deadline: string
  due: string | null
  distance: string
  status: Status
  percent: number | null
  budget: string | null
  note: string | null
  edit: string | null
}
export type AnnexShown = { kind: 'group'; number: string; title: string; percent: number | null; tasks: number; weight: string } | { kind: 'heading'; title: string } | { kind: 'line'; line: LineRow }

export interface BasisRow { id: string; number: string; title: string; date: string | null; issuer: string | null; clause: string | null; quote: string | null }
export interface AmendmentRow { number: number; decidedOn: string; decision: string; summary: string; by: string; changes: { task: string; href: string | null; field: string; from: string; to: string }[] }

/** One step that this person may take with the plan. */
export interface PlanStep { action: string; label: string; primary: boolean; fields: ('number' | 'signedOn' | 'reason' | 'needed reason')[]; hint: string | null }

export interface CellAsk {
  id: string
  /** Name of the field, also of the box that says it is right with '.ok' at its end. */
  name: string
  cell: CellName
  label: string
  /** Why it is to be looked at; null where a person only wants to change it. */
  reason: string | null
  error: string | null
  control: 'select' | 'text' | 'long' | 'target'
  value: string
  options: Option[]
  measure: { kind: string; number: string; unit: string }
  /** How the portal understands what stands there. */
  understood: string
  open: boolean
  /** Whether what stands there can be taken as it is: not where something is missing. */
  mayConfirm: boolean
  /** What is written there in other rows too, and in how many that nobody has looked at yet; null for none. */
  alike: { words: string; rows: number } | null
}
export interface ImportRowView {
  id: string
  post: string
  row: number
  number: string
  title: string
  notes: string[]
  target: string
  more: string[]
  lead: string
  coordinators: string
  deadline: string
  deadlineWords: string
  status: Status
  changes: string
  skipped: boolean
  applied: boolean
  asks: CellAsk[]
  edit: string
  editing: boolean
}
export interface ImportStateView { revision: number; cells: number; rows: number; ready: number; editable: boolean; mayApply: boolean; first: string; importId: string; planId: string; applied: number }

export interface PlanViews {
  'plans/index': {
    sentence: string
    filter: { q: string; year: string; kind: string; state: string }
    years: Option[]
    kinds: Option[]
    states: Option[]
    rows: PlanListRow[]
    mayWrite: boolean
    filtered: boolean
    xlsx: string
  }
  'plans/show': {
    id: string
    title: string
    lede: string
    status: Status
    above: { href: string; title: string } | null
    note: string | null
    figures: { label: string; value: string; note: string }[]
    domains: { number: string; title: string; percent: number | null; tasks: number; done: number; weight: string }[]
    rows: AnnexShown[]
    count: number
    pager: Pager | null
    bases: BasisRow[]
    basisForm: Form
    under: { href: string; title: string; status: Status; percent: number | null }[]
    amendments: AmendmentRow[]
    history: { at: Date; by: string; words: string }[]
    steps: PlanStep[]
    waiting: string | null
    lacking: string[]
    /** The tasks are with their units: progress can be spoken of. */
    isGiven: boolean
    may: { edit: boolean; amend: boolean; copy: boolean; remove: boolean; import: boolean }
    imports: { href: string; fileName: string }[]
    form: Form
  }
  'plans/_annex': { rows: AnnexShown[]; caption: string; mayEdit: boolean }
  'plans/_domains': { domains: PlanViews['plans/show']['domains']; isGiven: boolean }
  'plans/_bases': { id: string; bases: BasisRow[]; mayEdit: boolean; form: Form }
  'plans/_amendments': { amendments: AmendmentRow[] }
  'plans/_step': { step: PlanStep; form: Form }
  'plans/edit': {
    title: string
    lede: string
    action: string
    back: string
    button: string
    form: Form
    kinds: Option[]
    parents: Option[]
    units: Option[]
    revision: number
    /** Fields 'domains.0.title' … of the form; null where domains are not asked for. */
    domains: number | null
  }
  'plans/task': {
    title: string
    lede: string
    action: string
    back: string
    planTitle: string
    button: string
    form: Form
    domains: Option[]
    leads: Option[]
    units: Option[]
    measures: Option[]
    /** After the approval: the document that decides the change is asked for. */
    amending: boolean
    remove: string | null
    revision: number
    sure: string
  }
  'plans/imports': { planId: string; planTitle: string; form: Form; megabytes: number; mayImport: boolean; why: string | null; imports: { href: string; fileName: string; madeAt: Date; by: string; status: Status; result: string }[] }
  'plans/import': {
    planId: string
    planTitle: string
    importId: string
    title: string
    lede: string
    form: Form
    warnings: string[]
    notRows: { row: number; text: string; why: string }[]
    columns: { name: string; header: string; value: string }[]
    fields: Option[]
    sheet: string
    tabs: { href: string; label: string; count: number; current: boolean }[]
    rows: ({ group: string } | { row: ImportRowView })[]
    pager: Pager | null
    page: string
    state: ImportStateView
    result: string | null
    editable: boolean
    why: string | null
  }
  'plans/_import-row': { row: ImportRowView; editable: boolean }
  'plans/_import-cell': { ask: CellAsk; post: string }
  'plans/_import-state': { state: ImportStateView }
  'plans/_import-saved': { row: ImportRowView; editable: boolean; state: ImportStateView }
}
