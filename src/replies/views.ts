// What the templates of replies are given.
import type { Tab } from '../assistant/tabs.ts'
import type { EventRow } from '../events/audit.ts'
import type { CitationView, FaqViews } from '../faqs/views.ts'
import type { WordList } from '../lexicon/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

/** A text with what is still to be filled in set apart. */
export type Marked = { text: string; open: boolean }[]

export interface ReplyViews {
  'replies/templates': Omit<WordList, 'sections'> & {
    mayWrite: boolean
    rows: { href: string; title: string; start: string; field: string; forState: string; unit: string; status: Status | null }[]
  }
  'replies/template': {
    id: string
    tabs: Tab[]
    title: string
    status: Status
    text: string
    warnings: string[]
    citations: CitationView[]
    facts: { label: string; value: string }[]
    preview: ReplyViews['replies/_preview']
    history: EventRow[]
    mayKeep: boolean
    inUse: boolean
  }
  'replies/template-edit': {
    title: string
    back: string
    action: string
    form: Form
    units: Option[]
    fields: Option[]
    states: Option[]
    variables: string[]
    picker: FaqViews['faqs/_citations']
    preview: ReplyViews['replies/_preview'] | null
  }
  'replies/_preview': { about: string; text: Marked }
  /** On the page of a citizen's question. */
  'replies/_answer': { text: string | null }
}
