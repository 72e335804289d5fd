// What the templates of frequently asked questions are given.
import type { Tab } from '../assistant/tabs.ts'
import type { EventRow } from '../events/audit.ts'
import type { WordList } from '../lexicon/views.ts'
import type { ComparedComponent } from '../procedures/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Similar } from './similar.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

/** `compare`: the cited version beside the one in force, where they differ. */
export interface CitationView { href: string; label: string; detail: string; quote: string; stale: string | null; compare: string | null }
export interface PassageGroup { heading: string; open: boolean; rows: { name: string; value: string; text: string; ticked: boolean; note: string | null }[] }

/** `action`: where a form goes that is only to come back with procedures found, or another one picked; `focus`: what the answer is about. */
export interface ProcedurePicker {
  action: string
  find: string
  error: string | null
  procedure: { id: string; name: string; code: string } | null
  found: { id: string; name: string; code: string }[]
  focus: 'find' | 'procedure' | null
}

export interface FaqViews {
  'faqs/index': Omit<WordList, 'sections'> & {
    mayWrite: boolean
    rows: { href: string; question: string; status: Status; warning: Status | null; unit: string; field: string; review: string; used: number }[]
  }
  'faqs/show': {
    id: string
    tabs: Tab[]
    question: string
    status: Status
    /** The version shown; `shownNote` says where another one is answered from. */
    number: number
    shownNote: string | null
    phrasings: string[]
    answer: string[]
    citations: CitationView[]
    warnings: string[]
    facts: { label: string; value: string }[]
    /** Citizens' questions that it was made of. */
    origin: { number: string; href: string | null }[]
    returned: string | null
    versions: { number: number; by: string; at: Date; note: string | null; approved: string | null; current: boolean; compare: string | null; href: string; mayRestore: boolean }[]
    history: EventRow[]
    similar: Similar[]
    form: Form
    revision: number
    may: { edit: boolean; submit: boolean; decide: boolean; confirm: boolean; archive: boolean; inform: boolean }
    /** Said to a second person's stand-in: who wrote does not approve. */
    own: boolean
    reviewOn: string
  }
  'faqs/edit': {
    title: string
    lede: string
    id: string
    back: string
    action: string
    form: Form
    labels: Record<string, string>
    units: Option[]
    people: Option[]
    fields: Option[]
    picker: FaqViews['faqs/_citations']
    similar: Similar[]
    waiting: boolean
  }
  'faqs/_citations': ProcedurePicker & { groups: PassageGroup[] }
  'faqs/_picker': ProcedurePicker & { hint: string }
  /** The first button of a form with a picker, seen by nobody: what Enter presses, also without a script. */
  'faqs/_enter': Pick<ProcedurePicker, 'action'>
  /** `compared`: with links to what has changed. */
  'faqs/_cited': { citations: CitationView[]; compared?: boolean }
  'faqs/_similar': { similar: Similar[] }
  'faqs/compare': { id: string; question: string; from: number; to: number; numbers: Option[]; parts: ComparedComponent[] }
}
