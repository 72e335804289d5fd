// What the templates of tasks are given.
import type { TaskSource } from '../conclusions/sources.ts'
import type { EvidenceViews } from '../evidence/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { HistoryRow } from './history.ts'

export type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

/** The forms of a task's page; of those that failed each keeps what was typed. */
export type TaskFormName = 'receipt' | 'person' | 'part' | 'report' | 'review' | 'request' | 'decision' | 'note' | 'item' | 'closing'

/** The form that failed, and on which report, request or part. */
export interface Failed { name: TaskFormName; on: string; form: Form }

export interface Head {
  id: string
  title: string
  status: Status
  origin: string
  state: string
  figures: { label: string; value: string; note: string | null; late: boolean }[]
  /** The sentence that says how the deadline was counted. */
  deadline: string
  warning: string | null
  /** What this reader has to do next. */
  next: { sentence: string; href: string; label: string } | null
  mayChange: boolean
  mayReport: boolean
}

export interface PartRow {
  id: string
  unit: string
  /** What became of the unit, where it ended. */
  unitNow: string | null
  leads: boolean
  duty: string | null
  person: string | null
  status: Status
  done: string | null
  /** Null: this reader may not. */
  accept: boolean
  name: boolean
  finish: boolean
  people: Option[]
  personId: string
}

export interface ReportRow {
  id: string
  number: number
  by: string
  unit: string
  leads: boolean
  at: Date
  light: Status
  percent: number
  figure: string
  result: string
  difficulties: string | null
  next: string | null
  claims: string | null
  missingParts: string | null
  review: { status: Status; by: string; at: Date; reason: string | null } | null
  /** What this reader may say of it. */
  may: { acknowledge: boolean; return: boolean; confirm: boolean }
  /** Why a claim cannot be confirmed yet, or what to look at first. */
  caution: string | null
}

export interface RequestRow {
  id: string
  title: string
  kind: string
  by: string
  at: Date
  reason: string
  asked: string | null
  status: Status
  decided: string | null
  note: string | null
  mayDecide: boolean
  mayWithdraw: boolean
  grantedDue: string
  toUnitId: string
}

export interface ReportFormData {
  part: string
  leads: boolean
  values: Record<string, string>
  errors: Record<string, string>
  failed: boolean
  savedAt: Date | null
  last: ReportRow | null
  numbers: { name: string; label: string; hint: string | null }[]
  kind: string | null
  steps: string[]
  target: string | null
  /** What the plan of propaganda has brought to it; the link takes the figure over, where the target counts. */
  offer: { sentence: string; href: string | null } | null
  /** Units whose parts are missing. */
  missing: string[]
  nextOn: string | null
}

export interface TaskViews {
  'tasks/show': {
    head: Head
    product: string | null
    quote: string | null
    /** Conclusions that gave it and reminded of it. */
    sources: TaskSource[]
    target: { words: string; figure: string; judged: string; source: string | null } | null
    series: { id: string; title: string } | null
    periods: { id: string; title: string; status: Status; due: string | null }[]
    facts: { label: string; value: string }[]
    parts: PartRow[]
    outsiders: string[]
    items: { id: string; text: string; done: string | null }[]
    mayKeepList: boolean
    mayTick: boolean
    requests: RequestRow[]
    asks: Option[]
    askPart: string
    units: Option[]
    reports: ReportRow[]
    report: ReportFormData | null
    cited: EvidenceViews['evidence/_cited']
    notes: { id: string; kind: string; by: string; at: Date; text: string; strong: boolean }[]
    noteKinds: Option[]
    closing: { pause: boolean; resume: boolean; drop: boolean; reopen: boolean; move: boolean }
    history: HistoryRow[]
    failed: Failed | null
    /** The form that failed, so that the page answers 422. */
    form: Form
  }
  'tasks/_parts': { taskId: string; parts: PartRow[]; outsiders: string[]; failed: Failed | null }
  'tasks/_report-form': { taskId: string; report: ReportFormData }
  'tasks/_report': { report: ReportRow }
  'tasks/_reports': { taskId: string; reports: ReportRow[]; failed: Failed | null }
  'tasks/_requests': { taskId: string; requests: RequestRow[]; asks: Option[]; askPart: string; units: Option[]; failed: Failed | null }
  'tasks/_closing': { taskId: string; closing: TaskViews['tasks/show']['closing']; units: Option[]; failed: Failed | null }
  'tasks/_history': { history: HistoryRow[] }
  'tasks/_saved': { savedAt: Date | null }
  'tasks/form': {
    title: string
    lede: string
    action: string
    back: string
    button: string
    form: Form
    revision: number | null
    /** What the deadline is as it stands; null for a new task. */
    kept: string | null
    /** The unit in the lead of a task that is changed. */
    lead: string | null
    choices: { units: Option[]; coordinators: Option[]; assigners: Option[]; domains: Option[]; origins: Option[]; kinds: Option[]; cadences: Option[]; rhythms: Option[] }
  }
  'tasks/deadlines': { rows: { href: string; title: string; unit: string; from: string; to: string }[]; count: number }
  'tasks/_target-fields': { form: Form; kinds: Option[] }
  'tasks/_deadline-fields': { form: Form; kept: string | null; rhythms: Option[] }
  'tasks/_origin-fields': { form: Form; origins: Option[] }
}
