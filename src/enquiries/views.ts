// What the templates of citizens' questions are given.
import type { ProcedurePicker } from '../faqs/views.ts'
import type { WordList } from '../lexicon/views.ts'
import type { ReplyViews } from '../replies/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind, WebViews } from '../web/layout.ts'
import type { ClockShown } from './clock.ts'
import type { CitizenShown } from './citizens.ts'
import type { SimilarEnquiry } from './similar.ts'
import type { FlowViews } from './flow-views.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

export interface EnquiryViews extends FlowViews {
  'enquiries/index': Omit<WordList, 'tabs' | 'sections'> & {
    mayEnter: boolean
    saved: { words: string; href: string; current: boolean; count: number }[]
    /** Where the filter is saved. */
    save: string | null
    anySaved: boolean
    /** What may be done to many at once; null for who may do nothing. */
    bulk: WebViews['web/_bulk'] | null
    rows: { id: string; number: string; question: string; status: Status; clock: ClockShown | null; unit: string; channel: string; received: Date }[]
  }
  'enquiries/new': {
    form: Form
    labels: Record<string, string>
    channels: Option[]
    picker: EnquiryViews['enquiries/_procedure']
    fields: Option[]
    units: Option[]
    unitWhy: string
    preview: EnquiryViews['enquiries/_preview']
    keepDays: number
    folded: boolean
    foldedMoment: boolean
  }
  /** What is said beside the question while it is typed. `asked` false: nothing was typed yet. */
  'enquiries/_preview': {
    asked: boolean
    masks: string[]
    masked: string[]
    similar: SimilarEnquiry[]
    answer: {
      heading: string
      status: Status
      text: string[]
      sources: { href: string; label: string; detail: string }[]
      settle: string | null
      /** An entry that is only near: whoever settles with it says that it asks the same. */
      near: boolean
      take: string | null
      choices: { id: string; label: string }[]
    } | null
    /** Why it could not be settled with what is near. */
    error: string | null
  }
  'enquiries/_procedure': ProcedurePicker
  'enquiries/procedure': Pick<ProcedurePicker, 'procedure' | 'found'> & {
    id: string
    number: string
    question: string
    revision: number
    q: string
    from: string
    back: string
  }
  'enquiries/show': {
    id: string
    number: string
    lede: string
    question: string[]
    /** `changed`: what has become of it since the question came in, while an answer is owed. */
    procedure: { value: string; href: string | null; changed: string | null }
    facts: { label: string; value: string; href: string | null }[]
    citizen: EnquiryViews['enquiries/_citizen']
    /** Null where the person may not correct it, or nothing is owed any more. */
    correction: EnquiryViews['enquiries/_correction'] | null
    /** Where its procedure is chosen; null where the person may not, or nothing is owed any more. */
    attach: { href: string; label: string } | null
    flow: EnquiryViews['enquiries/_flow']
    answer: ReplyViews['replies/_answer']
    form: Form
    labels: Record<string, string>
  }
  'enquiries/_citizen': CitizenShown & Form & { id: string; keepDays: number }
  'enquiries/_correction': Form & { id: string; revision: number; question: string; field: string; fields: Option[] }
}
