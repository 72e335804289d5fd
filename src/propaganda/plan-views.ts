// What the templates of the plan of propaganda and of distributions are given.
import type { Tab } from '../assistant/tabs.ts'
import type { EventRow } from '../events/audit.ts'
import type { EvidenceViews } from '../evidence/views.ts'
import type { WordList } from '../lexicon/views.ts'
import type { OutputViews } from './outputs/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }
type Figure = { label: string; value: string; note: string | null }

export interface PropagandaPlanViews extends OutputViews {
  'propaganda/plan': Omit<WordList, 'sections'> & {
    mayPlan: boolean
    figures: Figure[]
    rows: {
      href: string; topic: string; forms: string; period: string; unit: string; status: Status; wanted: number; made: number; approved: number; distributed: number
      due: string; task: { href: string; title: string } | null
    }[]
    /** By what and where it was distributed in the period shown. */
    counts: { title: string; rows: { label: string; pieces: number; times: number; reach: string }[] }[]
    docx: string
    /** Null where the list is not of one quarter, or the person plans for nobody. */
    copy: { year: string; quarter: string; unit: string; label: string } | null
  }
  'propaganda/line': {
    id: string
    tabs: Tab[]
    topic: string
    lede: string
    status: Status
    figures: Figure[]
    facts: { label: string; value: string }[]
    task: { href: string; title: string } | null
    pieces: { href: string; title: string; form: string; status: Status; times: number }[]
    history: EventRow[]
    mayPlan: boolean
    form: Form
  }
  'propaganda/line-edit': {
    title: string
    /** Where it is saved, where it comes back unsaved with the tasks of another unit, where it is left to. */
    action: string
    draft: string
    back: string
    form: Form
    labels: Record<string, string>
    units: Option[]
    quarters: Option[]
    forms: { name: string; label: string }[]
    tasks: Option[]
  }
  'propaganda/plan-import': {
    tabs: Tab[]
    form: Form
    /** Null until a file was read. */
    preview: {
      sentence: string
      /** What becomes of the rest. */
      rest: string
      /** The rows to be written, as the form sends them on. */
      sent: string
      /** Null where nothing is to be written. */
      button: string | null
      rows: { row: number; topic: string; unit: string; status: Status; errors: string[]; changes: { label: string; before: string; after: string }[] }[]
    } | null
  }
  'propaganda/_distributions': {
    id: string
    sentence: string
    rows: {
      id: string; channel: string; place: string; on: string; reach: string; note: string | null; version: number; by: string
      document: { href: string; label: string } | null
      /** When it was taken back, in words; null while it counts. */
      takenBack: string | null
    }[]
    mayDistribute: boolean
    mayTakeBack: boolean
    line: { href: string; label: string } | null
    /** Lines of the unit's plan to choose from; none where the person may not, or there are none. */
    lines: Option[]
    form: Form
  }
  'propaganda/distribute': {
    id: string
    title: string
    form: Form
    labels: Record<string, string>
    channels: Option[]
    places: number[]
    /** Whether more than the first place is filled in. */
    open: boolean
    evidence: EvidenceViews['evidence/_found']
    accepted: string
    megabytes: number
  }
}
