// What the templates of counter slips are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Form } from '../web/forms.ts'
import type { Pager } from '../web/paging.ts'

export interface SlipSheet {
  name: string
  meta: string
  /** The case it is for; null: for all. */
  case: string | null
  /** Null until it is printed. */
  code: string | null
  papers: { case: string | null; papers: { name: string; note: string }[] }[]
  channels: { kind: string; case: string | null; limit: string; fee: string }[]
  limit: string
  fee: string
  facts: { label: string; value: string }[]
  /** Version, decision, when and by whom it was looked through, when it was printed. */
  stamp: string
  /** Size of the letters on paper, in points. */
  size: 10 | 11 | 12 | 13 | 14 | 15 | 16
}

export interface SlipViews {
  'slips/_sheet': SlipSheet
  'slips/prepare': {
    id: string
    name: string
    turnId: string
    /** Empty where there is no case to choose. */
    cases: { value: string; label: string }[]
    form: Form
    mayPrint: boolean
    /** Null until a case is chosen. */
    sheet: SlipSheet | null
  }
  'slips/show': {
    sheet: SlipSheet
    back: string
    by: string
    at: Date
    /** What is no longer as the slip says. */
    warning: { heading: string; sentence: string; links: { href: string; label: string }[] } | null
    /** The answer it was printed with, for who may see it. */
    answer: string | null
  }
  'slips/index': {
    tabs: Tab[]
    q: string
    day: string
    sentence: string
    /** What is wrong with a code that was typed. */
    mistyped: { sentence: string; near: { href: string; code: string; name: string; at: Date }[] } | null
    rows: { href: string; code: string; name: string; case: string; by: string; at: Date; stale: boolean }[]
    empty: { title: string; sentence: string; action: { href: string; label: string } }
    pager: Pager
    narrowed: boolean
  }
}
