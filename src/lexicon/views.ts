// What the templates of the assistant's words are given.
import type { Tab } from '../assistant/tabs.ts'
import type { EventRow } from '../events/audit.ts'
import type { EffectData } from '../proving/effect-pages.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { AskedLately, Reading } from './trying.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }
type Chip = { words: string; href: string }
type Exports = { xlsx: string; csv: string }

/** One choice of a list's filter. */
export interface Choice { name: string; label: string; value: string; options: Option[] }

/** What every list of words has: its filter, what it says of itself, its pages. */
export interface WordList {
  tabs: Tab[]
  sections: Tab[]
  path: string
  q: string
  placeholder: string
  choices: Choice[]
  chips: Chip[]
  sentence: string
  pager: Pager
  exports: Exports
}

/** What saving would do. */
export interface Preview {
  warnings: string[]
  asked: AskedLately
  effect: EffectData
  tried: { question: string; before: Reading; after: Reading } | null
}

export interface NameRow {
  id: string
  phrase: string
  operation: string
  person: string
  source: string
  status: Status
  inUse: boolean
  /** The procedure that it names; the link is null where the register has none of that code. */
  procedure: { name: string; code: string; href: string | null }
}

export interface LexiconViews {
  'lexicon/_search': Pick<WordList, 'placeholder' | 'q'>
  'lexicon/_narrow': Pick<WordList, 'choices' | 'chips' | 'path' | 'sentence' | 'pager' | 'exports'>
  'lexicon/_sections': { sections: Tab[] }
  'lexicon/index': WordList & {
    rows: { href: string; term: string; kind: string; sayings: string[]; more: number; source: string; status: Status }[]
    mayTeach: boolean
  }
  'lexicon/show': {
    id: string
    term: string
    kind: string
    lede: string
    sayings: string[]
    facts: { label: string; value: string }[]
    status: Status
    inUse: boolean
    warnings: string[]
    asked: AskedLately | null
    history: EventRow[]
    mayTeach: boolean
  }
  'lexicon/edit': {
    title: string
    lede: string
    action: string
    back: string
    id: string
    form: Form
    kinds: Option[]
    /** Kind and term of an entry of the pack stay. */
    fixed: { kind: string; term: string } | null
    preview: Preview | null
  }
  'lexicon/_preview': Preview
  'lexicon/_asked': AskedLately
  'lexicon/_effect': EffectData
  'lexicon/_reading': Reading
  'lexicon/names': WordList & { rows: NameRow[] }
  'lexicon/procedure-names': {
    id: string
    name: string
    code: string
    aliases: string[]
    rows: NameRow[]
    aside: NameRow[]
    mayWrite: boolean
    /** The unit that writes them, for who may not. */
    keeper: string | null
    form: Form
    /** The name whose fields were filled in; null for a new one. */
    changing: string | null
    warnings: string[]
    /** What the name that is typed would do; null before it was asked for. */
    effect: EffectData | null
    operations: Option[]
    persons: Option[]
    history: EventRow[]
  }
  'lexicon/pins': {
    tabs: Tab[]
    sections: Tab[]
    sentence: string
    rows: PinRow[]
    ended: PinRow[]
    mayTeach: boolean
  }
  'lexicon/_pins': { rows: PinRow[]; mayTeach: boolean; caption: string }
  'lexicon/pin': {
    form: Form
    kinds: Option[]
    found: { id: string; name: string; code: string }[]
    preview: { asked: AskedLately; effect: EffectData; warnings: string[] } | null
  }
}

export interface PinRow {
  id: string
  kind: string
  phrase: string
  procedure: { name: string; href: string | null }
  reason: string
  by: string
  until: string | null
  status: Status
  /** Who ended it and when; null while it holds. */
  ended: string | null
}
