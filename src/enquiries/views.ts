// What the templates of citizens' questions are given.
import type { FaqViews } from '../faqs/views.ts'
import type { ReplyViews } from '../replies/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { CitizenShown } from './citizens.ts'
import type { FlowViews } from './flow-views.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

export interface EnquiryViews extends FlowViews {
  'enquiries/index': { mayEnter: boolean; rows: { href: string; number: string; question: string; status: Status; received: Date }[] }
  'enquiries/new': {
    form: Form
    labels: Record<string, string>
    channels: Option[]
    picker: EnquiryViews['enquiries/_procedure']
    fields: Option[]
    units: Option[]
    unitWhy: string
    folded: boolean
    foldedMoment: boolean
  }
  'enquiries/_procedure': Pick<FaqViews['faqs/_citations'], 'find' | 'error' | 'procedure' | 'found'>
  'enquiries/show': {
    id: string
    number: string
    lede: string
    question: string[]
    facts: { label: string; value: string; href: string | null }[]
    citizen: CitizenShown
    flow: EnquiryViews['enquiries/_flow']
    answer: ReplyViews['replies/_answer']
    form: Form
    labels: Record<string, string>
  }
}
