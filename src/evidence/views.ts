// What the templates of the register of evidence are given.
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { EvidenceOfTask } from './citing.ts'
import type { FileLine } from './kinds.ts'
import type { Cited } from './list.ts'

type Option = { value: string; label: string }

export interface EvidenceViews {
  'evidence/index': {
    sentence: string
    q: string
    unit: string
    condition: string
    from: string
    to: string
    sort: string
    units: Option[]
    conditions: Option[]
    sorts: Option[]
    chips: { words: string; href: string }[]
    rows: { href: string; subject: string; words: string | null; issuer: string | null; file: FileLine | null; where: string; elsewhere: string | null; unit: string | null; by: string; at: Date }[]
    pager: Pager
    exports: { xlsx: string; csv: string }
    mayEnter: boolean
  }
  'evidence/edit': {
    title: string
    lede: string
    action: string
    back: string
    form: Form
    /** The file the entry has already. */
    file: FileLine | null
    accepted: string
    megabytes: number
    button: string
  }
  'evidence/show': {
    id: string
    subject: string
    lede: string
    facts: { label: string; value: string }[]
    file: FileLine | null
    fingerprint: string | null
    cited: Cited
    mayChange: boolean
  }
  'evidence/cite': {
    taskId: string
    task: string
    report: { id: string; number: number } | null
    q: string
    found: { id: string; subject: string; words: string | null; issuer: string | null; file: string | null }[]
    more: boolean
    chosen: string
    form: Form
    accepted: string
    megabytes: number
  }
  /** `none`: what choosing none of them means, where it is not a new document. */
  'evidence/_found': Pick<EvidenceViews['evidence/cite'], 'q' | 'found' | 'more' | 'chosen'> & { none?: string }
  'evidence/_fields': { form: Form; accepted: string; megabytes: number; file: FileLine | null }
  'evidence/_file': { file: FileLine }
  /** The evidence of a task, for its page. */
  'evidence/_cited': EvidenceOfTask
  'evidence/missing': {
    sentence: string
    unit: string
    state: string
    units: Option[]
    states: Option[]
    byUnit: { name: string; href: string; count: number }[]
    rows: { href: string; title: string; unit: string; status: { kind: StatusKind; label: string }; finishedOn: string | null; cite: string | null }[]
    pager: Pager
  }
}
