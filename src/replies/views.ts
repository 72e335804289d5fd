// What the templates of replies are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Sheet } from '../documents/official.ts'
import type { EventRow } from '../events/audit.ts'
import type { Similar } from '../faqs/similar.ts'
import type { CitationView, FaqViews } from '../faqs/views.ts'
import type { WordList } from '../lexicon/views.ts'
import type { Piece } from '../search/ranking.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

export interface CitedField { name: string; value: string; quote: string; label: string; href: string; stale: string | null }
/** What can be put in: `value` goes with the button. */
/** `stale`: what is no longer so of the sources of a template. */
export interface Offer { value: string; heading: string; text: string; href: string | null; stale?: string[] }

export interface ReplyViews {
  /** On the page of the enquiry: where its answer stands. */
  'replies/_answer': {
    sent: { text: string; by: string; checkedBy: string; at: Date | null; href: string; citations: CitationView[]; stale: string[] } | null
    waiting: { href: string; by: string; at: Date; mayCheck: boolean; stale: string[] } | null
    /** Answered by the assistant as it was entered. */
    settled: boolean
    returned: { by: string; reason: string } | null
    draft: { by: string; at: Date; stale: string[] } | null
    write: { href: string; label: string } | null
    faq: { href: string; question: string } | null
    earlier: { href: string; label: string }[]
  }
  'replies/edit': {
    id: string
    number: string
    question: string
    facts: { label: string; value: string; href: string | null }[]
    attach: { href: string; label: string }
    form: Form
    saved: ReplyViews['replies/_saved']
    returned: { by: string; reason: string } | null
    /** What was saved elsewhere meanwhile. */
    other: { by: string; at: Date; text: string } | null
    citations: CitedField[]
    starts: Offer[]
    found: ReplyViews['replies/_found']
    related: { says: string; offers: Offer[] }
    stale: string[]
    /** Lines of the box: what is written is seen whole, within reason. */
    rows: number
    /** Marks of what was hidden, that stand in the text. */
    hidden: string[]
    caret: number | null
  }
  /** What saving said; the form takes the revision from it. `stopped`: it could not be saved, and nothing is saved by itself any more. */
  'replies/_saved': { revision: number; at: Date | null; masked: number; warning: string | null; stopped: boolean }
  /** `focus`: on the first, where they come with the page. */
  'replies/_found': { q: string; offers: Offer[]; focus: boolean }
  'replies/_offers': { offers: Offer[] }
  'replies/answer': {
    id: string
    number: string
    title: string
    status: Status
    question: string
    text: string
    written: string
    checked: string | null
    sources: CitationView[]
    stale: string[]
    /** Marks of what was hidden, for whoever checks. */
    hidden: string[]
    returned: string | null
    form: Form
    answerNumber: number
    mayCheck: boolean
    /** Why somebody who could check may not check this one. */
    own: boolean
    write: string | null
    channels: ReplyViews['replies/_channels']['channels']
    letter: string | null
    publish: string | null
    faq: { href: string; question: string } | null
  }
  'replies/publication': {
    id: string
    number: string
    form: Form
    /** What looks private is marked. */
    question: Piece[]
    answer: Piece[]
    suspicious: number
    picker: FaqViews['faqs/_citations']
    similar: Similar[]
    units: Option[]
    people: Option[]
  }
  'replies/letter': { id: string; number: string; back: string; docx: string; sheet: Sheet }
  'replies/_channels': { channels: { key: string; name: string; hint: string; current: boolean; parts: { id: string; label: string; text: string; rows: number }[] }[] }
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
  /** What is still to be filled in is marked. */
  'replies/_preview': { about: string; text: Piece[] }
}
