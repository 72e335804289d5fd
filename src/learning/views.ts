// What the pages of handed-over questions and of the queue are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'

/** Where the question of a turn was handed to, and what was answered. */
export interface HandoverShown {
  href: string
  unit: string
  at: Date
  answer: { text: string; by: string; at: Date } | null
}

export interface HandoverRow { href: string; question: string; asked: string; unit: string; at: Date; status: { kind: StatusKind; label: string } }

interface Option { value: string; label: string }

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
}
