// What the templates of pieces are given.
import type { Tab } from '../assistant/tabs.ts'
import type { EventRow } from '../events/audit.ts'
import type { FaqViews } from '../faqs/views.ts'
import type { WordList } from '../lexicon/views.ts'
import type { ComparedComponent } from '../procedures/views.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { OutputViews } from './outputs/views.ts'
import type { PropagandaPlanViews } from './plan-views.ts'
import type { PiecePart } from './tables.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

/** A sentence with the number of its source; `state`: as composed, worded anew, or the office's own. */
export interface ShownSentence { text: string; mark: number | null; state: 'quoted' | 'reworded' | 'own' }
export interface ShownSource { href: string; label: string; detail: string; quote: string; stale: string | null }
export interface Measure { label: string; value: string; over: boolean }

export interface PieceViews {
  'propaganda/_tabs': { tabs: Tab[] }
  'propaganda/index': Omit<WordList, 'sections'> & {
    mayWrite: boolean
    rows: { href: string; title: string; form: string; status: Status; warning: Status | null; unit: string; procedure: string; date: string }[]
  }
  'propaganda/new': {
    form: Form
    forms: Option[]
    units: Option[]
    faq: { id: string; question: string } | null
    picker: FaqViews['faqs/_citations']
    labels: Record<string, string>
  }
  'propaganda/show': {
    id: string
    tabs: Tab[]
    title: string
    formName: string
    status: Status
    number: number
    shownNote: string | null
    stamp: string
    parts: { heading: string; style: PiecePart['style']; sentences: ShownSentence[] }[]
    sources: ShownSource[]
    warnings: string[]
    measures: Measure[]
    hints: PieceHint[]
    returned: string | null
    facts: { label: string; value: string; href: string | null }[]
    versions: { number: number; by: string; at: Date; note: string | null; approved: string | null; current: boolean; compare: string | null; href: string }[]
    outputs: OutputViews['propaganda/_outputs']
    distributions: PropagandaPlanViews['propaganda/_distributions']
    history: EventRow[]
    form: Form
    own: boolean
    may: { edit: boolean; anew: boolean; submit: boolean; decide: boolean; confirm: boolean; recall: boolean }
  }
  'propaganda/edit': {
    id: string
    title: string
    form: Form
    formName: string
    labels: Record<string, string>
    note: string | null
    waiting: boolean
    parts: { at: number; style: PiecePart['style']; sentences: (ShownSentence & { quote: string | null; where: string | null })[] }[]
    measures: Measure[]
    hints: PieceHint[]
  }
  'propaganda/_sentence': ShownSentence
  'propaganda/_measures': { measures: Measure[]; hints: PieceHint[] }
  'propaganda/compare': { id: string; title: string; from: number; to: number; numbers: Option[]; parts: ComparedComponent[] }
}
export interface PieceHint { sentence: string; why: string }
