// What the pages of handed-over questions and of the queue are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'

/** Where the question of a turn was handed to, and what was answered. */
export interface HandoverShown {
  href: string
  unit: string
  at: Date
  answer: { text: string; by: string; at: Date } | null
}

export interface HandoverRow { href: string; question: string; asked: string; unit: string; at: Date; status: { kind: StatusKind; label: string } }

interface Option { value: string; label: string }

export interface QueueRow {
  href: string; question: string; count: number; whys: string; nearest: string; field: string; units: string; newest: Date
  status: { kind: StatusKind; label: string }
}

export interface AskedRow {
  question: string
  at: Date
  by: string
  /** The conversation, for those who may read it. */
  href: string | null
  whys: string
  answer: string
  /** The procedure that the asker said would have been right. */
  wished: string | null
  decision: { outcome: string; note: string | null; by: string; at: Date; href: string | null } | null
}

export interface LearningViews {
  /** Under an answer or a refusal: the unit's answer, or the way to it. */
  'learning/_handover': { turnId: string; handover: HandoverShown | null; mayHandOver: boolean; refused: boolean }
  'learning/handing-over': { question: string; back: string; action: string; form: Form; units: Option[]; suggested: string | null }
  'learning/handover': {
    id: string
    question: string
    /** Who asked: a person for those who may read conversations, otherwise a unit. */
    asked: string
    conversation: string | null
    note: string | null
    by: string
    shown: HandoverShown
    nearest: { href: string; label: string }[]
    mayAnswer: boolean
    form: Form
    units: Option[]
    faq: string | null
  }
  'learning/handovers': { tabs: Tab[]; sections: Tab[]; sentence: string; rows: HandoverRow[]; answered: boolean }
  'learning/index': {
    tabs: Tab[]
    sections: Tab[]
    sentence: string
    choices: { name: string; label: string; value: string; options: Option[] }[]
    filtered: boolean
    rows: QueueRow[]
    pager: Pager
    xlsx: string
  }
  'learning/show': {
    tabs: Tab[]
    id: string
    title: string
    count: number
    open: number
    decided: number
    whys: string
    since: Date
    newest: Date
    rows: AskedRow[]
    /** Older questions that are not shown. */
    more: number
    nearest: { id: string; name: string; detail: string; href: string; edit: string | null; names: string | null }[]
    /** Words of the questions that no procedure's name has. */
    words: string[]
    /** Moment of the newest open question shown: what comes later is not decided with these. */
    until: string
    mayTest: boolean
    outcomes: Option[]
    faq: string | null
    lexicon: string | null
    handover: string | null
    form: Form
  }
}
