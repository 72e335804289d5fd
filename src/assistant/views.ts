// What the assistant's templates are given: an answer as it is shown, every sentence and link already decided.
import type { HandoverShown } from '../learning/views.ts'
import type { Form } from '../web/forms.ts'
import type { StepView } from './steps.ts'
import type { Tab } from './tabs.ts'

export interface AnswerPart {
  heading: string
  /** One short quotation that answers by itself, shown large. */
  fact: string | null
  quotes: { text: string; meta: string | null }[]
  /** Number of the source, and where it is on this page. */
  source: { number: number; anchor: string; label: string } | null
}

export interface TurnView {
  id: string
  number: number
  conversationId: string
  /** Null when the question was not kept; then `withheld` says why. */
  question: string | null
  withheld: string
  heading: string
  status: { kind: 'done' | 'ask' | 'new' | 'wait'; label: string }
  about: { href: string; code: string; field: string | null } | null
  /** A sentence of the assistant's own; null when the quotations say it all. */
  sentence: string | null
  parts: AnswerPart[]
  uncertain: string[]
  sources: { anchor: string; href: string; label: string; detail: string }[]
  choices: { procedureId: string; title: string; detail: string }[]
  nearest: { href: string; label: string; text: string }[]
  next: string[]
  /** The answer as plain text, to be copied. */
  zalo: string
  mail: string
  why: StepView[]
  /** Where the question can be tried again with all that is weighed. */
  bench: string | null
  /** What this person said of the answer already. */
  feedback: 'useful' | 'not useful' | null
  /** Only the person who asked goes on with the conversation. */
  mine: boolean
  /** The unit that the question was handed to, and its answer. */
  handover: HandoverShown | null
  mayHandOver: boolean
}

export interface RecentView { href: string; title: string; at: Date }

export interface BenchHit {
  number: number
  href: string
  name: string
  score: string
  /** Null for a record whose code was named: nothing else is weighed then. */
  points: { label: string; points: string }[] | null
  matched: { field: string; words: string[]; more: number }[]
  facets: { label: string; asked: string; named: string; points: string }[]
  calledBy: string | null
  behind: string | null
}

export interface BenchResult {
  status: TurnView['status']
  heading: string
  /** The procedure that had been spoken of. */
  context: string | null
  parts: { heading: string; text: string }[]
  reading: { label: string; text: string }[]
  steps: StepView[]
  checks: { label: string; value: string; least: string; by: string; passed: boolean }[]
  hits: BenchHit[]
  rejected: { href: string; name: string; why: string }[]
  /** What is asked back between. */
  between: string[]
  times: { label: string; ms: string }[]
}

export interface AssistantViews {
  'assistant/ask': {
    conversationId: string | null
    turns: TurnView[]
    /** The procedure that the next question goes on from. */
    topic: string | null
    form: Form
    mine: boolean
    recent: RecentView[]
    scope: { records: number }
    examples: string[]
  }
  'assistant/_turn': TurnView
  /** `streams`: the answer comes into the conversation on this page; otherwise another page comes. */
  'assistant/_composer': { action: string; streams: boolean; typed: string; placeholder: string }
  'assistant/_panel': object
  'assistant/_steps': { steps: StepView[] }
  'assistant/bench': { tabs: Tab[]; form: Form; ways: { value: string; label: string }[]; withheld: boolean; records: number; result: BenchResult | null }
  'assistant/_tabs': { tabs: Tab[] }
  'assistant/_judged': { id: string; feedback: TurnView['feedback'] }
  'assistant/_pending': { id: string; question: string }
  /** In the place of the waiting turn, where no answer could be made. */
  'assistant/_failed': { pendingId: string; sentence: string; reference: string }
  'assistant/_topic': { conversationId: string | null; topic: string | null }
  'assistant/_swap': { turn: TurnView; pendingId: string; topic: string | null }
  'assistant/feedback': { turn: TurnView; form: Form; reasons: { value: string; label: string }[]; candidates: { value: string; label: string }[]; mayHandOver: boolean }
  'assistant/slip': { turn: TurnView; askedAt: Date }
  'assistant/history': { recent: RecentView[] }
}
