// What the assistant's templates are given: an answer as it is shown, every sentence and link already decided.
import type { HandoverShown } from '../learning/views.ts'
import type { Form } from '../web/forms.ts'
import type { StepView } from './steps.ts'
import type { Tab } from './tabs.ts'
import type { Aspect } from './understanding.ts'

/** A quotation, and what belongs to it but is not its wording. */
export interface Said { text: string; meta: string | null }
/** Number of a source, and where it is on this page. */
export interface SourceMark { number: number; anchor: string; label: string }
export interface Fact { text: string; note: string | null; source: SourceMark | null }

export interface PaperGroup {
  case: string | null
  /** Cases after the first open one by one; in an overview all do. */
  folded: boolean
  papers: { text: string; originals: number | null; copies: number | null; form: string | null; required: boolean }[]
}

/** What the record says of the point elsewhere, folded unless its own field says nothing. */
export interface AlsoView { count: number; open: boolean; groups: { heading: string; said: Said[]; source: SourceMark | null }[] }

/** One point of an answer; which of the shapes is filled depends on the point. */
export interface AnswerPoint {
  aspect: Aspect
  heading: string
  source: SourceMark | null
  /** Said where the record has nothing on the point. */
  missing: string | null
  /** One short quotation that answers by itself, shown large. */
  fact: Fact | null
  /** What belongs beside the fact: the agency beside the place. */
  lines: Fact[]
  /** A sentence elsewhere that says it outright. */
  says: { heading: string; said: Said[]; source: SourceMark | null } | null
  papers: PaperGroup[]
  /** Limits and fees that differ by way of handing in: `meta` is the way. */
  rows: Said[]
  /** A longer text: `lead` open, `rest` to be unfolded. */
  steps: { lead: Said[]; rest: Said[] }[]
  also: AlsoView | null
}

export interface ComparisonCell { lines: Said[]; rest: Said[]; sources: SourceMark[] }
interface ComparisonSide { title: string; name: string; code: string; href: string }
export interface ComparisonView {
  sides: [left: ComparisonSide, right: ComparisonSide]
  /** `same`: both records say it alike. */
  rows: { heading: string; same: ComparisonCell | null; left: ComparisonCell; right: ComparisonCell }[]
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
  /** The frequently asked question that it is answered with: who approved it, and where it stands. */
  faq: { href: string; words: string } | null
  /** What may be made of it: a question of a citizen, an entry of the FAQ, propaganda. */
  onward: { href: string; label: string }[]
  about: { href: string; code: string; field: string | null } | null
  /** A sentence of the assistant's own; null when the quotations say it all. */
  sentence: string | null
  points: AnswerPoint[]
  comparison: ComparisonView | null
  uncertain: string[]
  /** What has happened to the sources since; by aging.ts. */
  aged: { sentence: string; href: string; label: string }[]
  sources: { anchor: string; href: string; label: string; detail: string }[]
  choices: { procedureId: string; title: string; detail: string }[]
  /** Stands for 'none of these' among the choices; null where it cannot be said. */
  none: { procedureId: string; label: string } | null
  /** What else may be meant, where the answer is not sure. */
  runnerUp: { procedureId: string; title: string; detail: string } | null
  /** What the person can do next, where the assistant cannot go on. */
  todo: string[]
  /** The laws to look in, of the procedure nearest to a question about policy. */
  lookIn: { href: string; name: string; laws: string[] } | null
  nearest: { href: string; label: string; text: string }[]
  next: string[]
  /** What is printed for the citizen: the papers of the procedure, or the answer where it is of none. */
  slip: string
  /** The answer as plain text, to be copied. */
  zalo: string
  mail: string
  why: StepView[]
  /** How sure the choice of the procedure is; null where nothing was weighed. */
  sureness: string | null
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
    tabs: Tab[]
  }
  'assistant/_turn': TurnView
  'assistant/_point': AnswerPoint
  'assistant/_said': { said: Said[] }
  'assistant/_papers': PaperGroup
  'assistant/_cite': { source: SourceMark | null }
  'assistant/_comparison': ComparisonView
  'assistant/_cell': ComparisonCell
  /** One of several procedures: a button for who asked, a link for who only reads. */
  'assistant/_pick': { conversationId: string; question: string | null; procedureId: string; title: string; detail: string }
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
